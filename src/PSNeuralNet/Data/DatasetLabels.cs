using MathNet.Numerics.LinearAlgebra.Double;

namespace PSNeuralNet.Data;

/// <summary>Single labels of datasets with several.</summary>
internal static class DatasetLabels
{
    /// <summary>True where a label of a sample is its positive class.</summary>
    public static bool IsPositive(this Dataset dataset, int sample, int label) => dataset.Targets[(sample * dataset.Target.OutputCount) + label] == 1;

    /// <summary>The same samples with one of their labels, as a dataset of two classes: the negative one first.</summary>
    public static Dataset OfLabel(this Dataset dataset, int label)
    {
        TargetLabel chosen = dataset.Schema.Label[label];
        var schema = new DataSchema(dataset.Schema.Column, [chosen.Name], [chosen.Negative, chosen.Positive]) { IgnoreCase = dataset.Schema.IgnoreCase, MissingMark = dataset.Schema.MissingMark };
        double[] values = [.. Enumerable.Range(0, dataset.SampleCount).Select(sample => dataset.IsPositive(sample, label) ? 1.0 : 0)];
        return dataset.WithTargets(TargetValues.OfNumbers(new DenseMatrix(1, values.Length, values)), schema);
    }

    /// <summary>The probabilities of one label as those of two classes, classes x samples: the negative one first.</summary>
    /// <param name="probability">The probabilities of the positive class, labels x samples.</param>
    /// <param name="label">The label, from 0.</param>
    public static DenseMatrix OfLabel(this MathNet.Numerics.LinearAlgebra.Matrix<double> probability, int label) =>
        DenseMatrix.Create(2, probability.ColumnCount, (row, sample) => row == 1 ? probability[label, sample] : 1 - probability[label, sample]);
}
