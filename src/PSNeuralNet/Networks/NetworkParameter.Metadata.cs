using PSNeuralNet.Data;

namespace PSNeuralNet.Networks;

// Metadata: what decides over probabilities, and what is known of the training samples.
public sealed partial class NetworkParameter
{
    /// <summary>The decision threshold, and summaries of the training samples; of an ensemble, for all its networks, whose own ones do not count.</summary>
    public NetworkMetadata Metadata { get; internal init; } = NetworkMetadata.Empty;

    /// <summary>The rule of predicted classes: by a threshold that is given (of several labels, for each of them), else by that of the network, else 0.5.</summary>
    /// <param name="threshold">The threshold, above 0 and below 1; null for that of the network.</param>
    /// <exception cref="NetworkException">The threshold is not between 0 and 1.</exception>
    public DecisionRule DecisionRule(double? threshold = null) => new(threshold ?? Metadata.Threshold ?? Networks.DecisionRule.DefaultThreshold, Schema.PositiveIndex)
    {
        LabelThreshold = threshold is null ? Metadata.LabelThreshold : [],
    };

    /// <summary>True where the positive class is the network's whatever the data has: it has names, a threshold, or a positive class that is not the default.</summary>
    public bool HasOwnPositiveClass => HasNames || Metadata.Threshold is not null || Schema.PositiveIndex != PositiveLabel.Default;

    /// <summary>The same rule for data under the names of the network (<see cref="HasOwnPositiveClass"/>), or with the positive class of the data.</summary>
    internal DecisionRule DecisionRule(double? threshold, DataSchema schema) => Task == NetworkTask.MultiLabel ? DecisionRule(threshold) : new(DecisionRule(threshold).Threshold, schema.PositiveIndex);

    /// <summary>The same network with another decision threshold. The matrices are shared, not copied.</summary>
    /// <param name="threshold">The threshold, above 0 and below 1: the positive class is predicted where its probability is above it; null for 0.5. Of an anomaly network, the score above which a row is an anomaly.</param>
    /// <exception cref="NetworkException">There are neither two classes nor anomalies, or the threshold is not between 0 and 1.</exception>
    public NetworkParameter WithThreshold(double? threshold)
    {
        if (Schema.IsAnomaly && Metadata.Anomaly is { } anomaly && threshold is { } score)
        {
            return double.IsFinite(score) ? With(Metadata with { Anomaly = anomaly with { Threshold = score, Contamination = null } }) : throw NetworkErrors.AnomalyThresholdInvalid(score);
        }

        if (threshold is { } given)
        {
            Networks.DecisionRule.RequireThreshold(given);
        }

        return Task == NetworkTask.Binary ? With(Metadata with { Threshold = threshold == Networks.DecisionRule.DefaultThreshold ? null : threshold }) : throw NetworkErrors.ThresholdNotBinary(Task, this);
    }

    /// <summary>The same network with another decision threshold of one label. The matrices are shared, not copied.</summary>
    /// <param name="label">The name of the label.</param>
    /// <param name="threshold">The threshold, above 0 and below 1: the positive class of the label is predicted where its probability is above it; null for 0.5.</param>
    /// <exception cref="NetworkException">There are not several labels, it is none of them, or the threshold is not between 0 and 1.</exception>
    public NetworkParameter WithLabelThreshold(string label, double? threshold)
    {
        double given = threshold ?? Networks.DecisionRule.DefaultThreshold;
        Networks.DecisionRule.RequireThreshold(given);
        int index = Schema.LabelNamed(label);
        double[] thresholds = [.. Schema.Label.Select((_, i) => i == index ? given : Metadata.LabelThreshold.ElementAtOrDefault(i) is > 0 and var kept ? kept : Networks.DecisionRule.DefaultThreshold)];
        return With(Metadata with { LabelThreshold = Array.TrueForAll(thresholds, one => one == Networks.DecisionRule.DefaultThreshold) ? [] : Array.AsReadOnly(thresholds) });
    }

    /// <summary>The same network with another positive class, and the threshold 0.5: another one was for the probability of the other class. The matrices are shared, not copied.</summary>
    /// <param name="label">The label of one of the two classes, as in the data or as text.</param>
    /// <exception cref="NetworkException">There are not two classes, or it is none of them.</exception>
    public NetworkParameter WithPositiveClass(object label)
    {
        DataSchema schema = Schema.WithPositiveClass(label);
        return schema.PositiveIndex == Schema.PositiveIndex ? this : Each(one => new NetworkParameter(one, schema)).With(Metadata with { Threshold = null });
    }

    /// <summary>The same network with other metadata. The matrices are shared, not copied.</summary>
    internal NetworkParameter With(NetworkMetadata metadata) => IsEnsemble ? Ensemble([.. Member], metadata) : new NetworkParameter(this, metadata);
}
