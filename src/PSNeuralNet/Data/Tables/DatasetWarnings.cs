using System.Collections.Concurrent;

namespace PSNeuralNet.Data;

/// <summary>Warnings about the samples of a dataset that were given already: charts and reports of the same dataset do not repeat them.</summary>
public static class DatasetWarnings
{
    private static readonly ConditionalWeakTable<Dataset, ConcurrentDictionary<string, bool>> Given = [];

    /// <summary>A receiver that passes on all warnings of a dataset; <see cref="Once"/> does not repeat them.</summary>
    /// <param name="dataset">The samples that the warnings are about.</param>
    /// <param name="warn">Receives the warnings; null ignores them.</param>
    public static Action<string>? Always(Dataset dataset, Action<string>? warn) => Filter(dataset, warn, isRepeated: true);

    /// <summary>A receiver that passes on the warnings of a dataset that were not given before.</summary>
    /// <param name="dataset">The samples that the warnings are about.</param>
    /// <param name="warn">Receives the warnings; null ignores them.</param>
    public static Action<string>? Once(Dataset dataset, Action<string>? warn) => Filter(dataset, warn, isRepeated: false);

    private static Action<string>? Filter(Dataset dataset, Action<string>? warn, bool isRepeated)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return warn is null ? null : text =>
        {
            if (Given.GetOrCreateValue(dataset).TryAdd(text, true) || isRepeated)
            {
                warn(text);
            }
        };
    }
}
