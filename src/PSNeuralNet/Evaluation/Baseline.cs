using PSNeuralNet.Data;

namespace PSNeuralNet.Evaluation;

/// <summary>Baseline of classes: always predicting the most frequent class.</summary>
internal static class Baseline
{
    /// <summary>The accuracy of always predicting the class with the largest weight among the training samples: 0 to 1.</summary>
    /// <param name="training">The training samples, of classes.</param>
    /// <param name="measured">The samples of the accuracy, with the same classes.</param>
    public static double Accuracy(Dataset training, Dataset measured)
    {
        double[] known = ClassWeights(training), shares = ClassWeights(measured);
        return shares[Array.IndexOf(known, known.Max())] / shares.Sum();
    }

    private static double[] ClassWeights(Dataset dataset)
    {
        var sums = new double[dataset.ClassName.Count];
        for (int sample = 0; sample < dataset.SampleCount; sample++)
        {
            sums[dataset.ClassOf(sample)] += dataset.Weight?[sample] ?? 1;
        }

        return sums;
    }
}
