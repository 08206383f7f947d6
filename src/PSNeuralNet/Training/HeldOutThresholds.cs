using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;

namespace PSNeuralNet.Training;

/// <summary>Decision thresholds on the rows that a training held out: out of fold, or its validation samples.</summary>
public static class HeldOutThresholds
{
    /// <summary>Computes the table of thresholds.</summary>
    /// <param name="result">The training; null, which has no such rows, for a network without one.</param>
    /// <param name="cost">The costs of mistakes; null for none.</param>
    /// <param name="positiveClass">The positive class; null for that of the network.</param>
    /// <param name="cancellation">Cancels the prediction.</param>
    /// <exception cref="NetworkException">The network is not for two classes, the training held no rows out, or those are of one class.</exception>
    /// <exception cref="OperationCanceledException">The prediction was canceled.</exception>
    public static ThresholdTable Measure(TrainingResult? result, MistakeCost? cost = null, string? positiveClass = null, CancellationToken cancellation = default)
    {
        if (result is not null)
        {
            ThresholdTable.RequireBinary(result.Parameter);
        }

        if (result is null || MeasuredRows.Of(result) is not { Source: not ScoreSource.Training } rows)
        {
            throw TrainingErrors.ThresholdRowsMissing();
        }

        DataSchema schema = rows.Samples.Schema;
        return ThresholdTable.Of(rows.Samples, rows.Predict(cancellation), cost, positiveClass is null ? schema : schema.WithPositiveClass(positiveClass));
    }

    /// <summary>True for data whose features are those that a network was trained on.</summary>
    /// <param name="result">The training.</param>
    /// <param name="dataset">The data.</param>
    public static bool IsTrainingData(TrainingResult result, Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(dataset);
        Dataset trained = result.Dataset;
        return ReferenceEquals(trained, dataset)
            || (trained.SampleCount == dataset.SampleCount && trained.FeatureName.SequenceEqual(dataset.FeatureName, StringComparer.Ordinal)
                && trained.X.AsColumnMajorArray().AsSpan().SequenceEqual(dataset.X.AsColumnMajorArray()));
    }
}
