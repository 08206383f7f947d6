using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Evaluation;

/// <summary>How good predictions are.</summary>
public static class Metrics
{
    /// <summary>The share of samples whose predicted class is the true one: 0 to 1.</summary>
    /// <param name="dataset">The data, with the true classes.</param>
    /// <param name="predictions">The predictions, one a sample.</param>
    public static double Accuracy(Dataset dataset, IReadOnlyList<Prediction> predictions)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentOutOfRangeException.ThrowIfNotEqual(predictions.Count, dataset.SampleCount);
        int hits = 0;
        for (int s = 0; s < predictions.Count; s++)
        {
            hits += predictions[s].ClassIndex == dataset.ClassOf(s) ? 1 : 0;
        }

        return (double)hits / dataset.SampleCount;
    }
}
