using PSNeuralNet.Data;

namespace PSNeuralNet.Networks;

/// <summary>
/// Metadata of a network that change none of its outputs: the decision threshold, the scores of anomalies, and summaries of the samples that it was trained on. An ensemble has one for all its networks.
/// </summary>
public sealed record NetworkMetadata
{
    /// <summary>No metadata: a network that was not trained here, or by an earlier version.</summary>
    public static NetworkMetadata Empty { get; } = new();

    /// <summary>Decision threshold: the probability that the positive class of two has to exceed to be predicted, above 0 and below 1; null for 0.5.</summary>
    public double? Threshold { get; init; }

    /// <summary>Decision thresholds of several labels, in their order: the probability that the positive class of each has to exceed, above 0 and below 1; none for 0.5 each, and for other tasks.</summary>
    public IReadOnlyList<double> LabelThreshold { get; init; } = [];

    /// <summary>Summary of the samples that the network was trained on, made when first asked for; null for none.</summary>
    public DataSummary? Data => LazyData?.Value;

    /// <summary>The conformity scores of samples that the training held out, for prediction intervals and prediction sets, made when first asked for; null where there were none.</summary>
    public ConformalCalibration? Conformal => LazyConformal?.Value;

    /// <summary>Usual surprise of each column in the training rows, and the threshold of anomalies; null for other tasks than Anomaly.</summary>
    public AnomalyModel? Anomaly { get; init; }

    /// <summary>Background sample: some rows of the training data, which explanations of predictions compare a row with; null for none.</summary>
    public BackgroundSample? Background { get; init; }

    /// <summary>The summary, or how to make it.</summary>
    internal Lazy<DataSummary>? LazyData { get; init; }

    /// <summary>The conformity scores, or how to make them.</summary>
    internal Lazy<ConformalCalibration?>? LazyConformal { get; init; }
}
