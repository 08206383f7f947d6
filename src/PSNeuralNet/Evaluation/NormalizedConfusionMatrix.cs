using MathNet.Numerics.LinearAlgebra;

namespace PSNeuralNet.Evaluation;

/// <summary>Confusion matrix of shares: entry [i, j] is the share of samples of actual class i predicted as class j, of those of the row, of the column, or of all.</summary>
public sealed class NormalizedConfusionMatrix
{
    private readonly ConfusionMatrix _counts;

    internal NormalizedConfusionMatrix(ConfusionMatrix counts, ConfusionNormalization by) => (_counts, By) = (counts, by);

    /// <summary>The divisor of the entries.</summary>
    public ConfusionNormalization By { get; }

    /// <summary>The class names of the rows and columns.</summary>
    public IReadOnlyList<string> ClassName => _counts.ClassName;

    /// <summary>The share of the samples of an actual and a predicted class: 0 to 1; 0 for a row or column without samples.</summary>
    /// <param name="actual">The actual class, from 0: the row.</param>
    /// <param name="predicted">The predicted class, from 0: the column.</param>
    public double this[int actual, int predicted]
    {
        get
        {
            double count = _counts[actual, predicted];
            return count == 0 ? 0 : count / By switch
            {
                ConfusionNormalization.Actual => _counts.ActualCount(actual),
                ConfusionNormalization.Predicted => _counts.PredictedCount(predicted),
                _ => _counts.Total,
            };
        }
    }

    /// <summary>The entries as a new matrix, actual x predicted classes.</summary>
    public Matrix<double> ToMatrix()
    {
        Matrix<double> counts = _counts.ToMatrix();
        counts.MapIndexedInplace((actual, predicted, _) => this[actual, predicted], Zeros.AllowSkip);
        return counts;
    }

    /// <summary>Short text: "3 x 3, shares of the actual class".</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{ClassName.Count} x {ClassName.Count}, shares of {(By == ConfusionNormalization.Actual ? "the actual class" : By == ConfusionNormalization.Predicted ? "the predicted class" : "all samples")}");
}
