using MathNet.Numerics.LinearAlgebra.Double;

namespace PSNeuralNet.Data;

/// <summary>Dataset without labels, for the task Anomaly: the targets are the samples' own features, so that a network of few hidden units learns what is usual.</summary>
public static class AnomalyDataset
{
    /// <summary>The same samples, with their features as targets. A label that they have does not count.</summary>
    /// <param name="dataset">The samples.</param>
    /// <exception cref="NetworkException">A column is encoded by a target, or there is nothing to reconstruct.</exception>
    public static Dataset Of(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (dataset.Schema.IsAnomaly)
        {
            return dataset;
        }

        if (dataset.Schema.Column.FirstOrDefault(column => column.IsTargetEncoded) is { } encoded)
        {
            throw DataErrors.AnomalyTargetEncoding(encoded.Name);
        }

        IReadOnlyList<ReconstructedFeature> features = ReconstructedFeature.Of(dataset);
        if (features.Count == 0)
        {
            throw DataErrors.AnomalyColumnNone(dataset);
        }

        DataSchema schema = new DataSchema(dataset.Schema.Column, features.Select(feature => NameOf(dataset.Schema, feature)), []) { Reconstruction = features };
        return dataset.WithTargets(Targets(dataset, features), schema);
    }

    /// <summary>The same samples in the schema of an anomaly network.</summary>
    /// <param name="dataset">The samples, with the features of the schema.</param>
    /// <param name="schema">The schema.</param>
    internal static Dataset Recode(Dataset dataset, DataSchema schema) => dataset.WithTargets(Targets(dataset, schema.Reconstruction), schema);

    /// <summary>The name of a target: that of its feature, with "(reconstructed)", since a feature has it already.</summary>
    private static string NameOf(DataSchema schema, ReconstructedFeature feature) => $"{schema.FeatureName[feature.Feature]} (reconstructed)";

    private static TargetValues Targets(Dataset dataset, IReadOnlyList<ReconstructedFeature> features)
    {
        if ((long)features.Count * dataset.SampleCount > Dataset.MaximumValues)
        {
            throw DataErrors.TargetMatrixTooLarge(features.Count, dataset.SampleCount);
        }

        var y = new DenseMatrix(features.Count, dataset.SampleCount);
        for (int sample = 0; sample < dataset.SampleCount; sample++)
        {
            for (int i = 0; i < features.Count; i++)
            {
                y.Values[(sample * features.Count) + i] = features[i].Target(dataset.Features[(sample * dataset.FeatureCount) + features[i].Feature]);
            }
        }

        return TargetValues.OfNumbers(y);
    }
}
