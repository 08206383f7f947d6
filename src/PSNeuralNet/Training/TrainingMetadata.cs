using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Training;

/// <summary>Metadata of a trained network: summaries of its training samples.</summary>
internal static class TrainingMetadata
{
    /// <summary>Summarizes the samples.</summary>
    /// <param name="samples">The training samples, without those for validation.</param>
    /// <param name="options">The settings of the training.</param>
    public static NetworkMetadata Of(Dataset samples, TrainingOptions options) =>
        options.BackgroundCount == 0 || samples.Schema.IsAnomaly ? NetworkMetadata.Empty
            : new NetworkMetadata { Background = BackgroundSample.Draw(samples.Encoded(), options.BackgroundCount, options.Seed & uint.MaxValue) };
}
