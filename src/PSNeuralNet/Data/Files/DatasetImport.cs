namespace PSNeuralNet.Data;

/// <summary>A dataset that was read from a file.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Warning">What the user should know of it: columns that were left out.</param>
/// <param name="Delimiter">What stood between the fields of a table; null for images.</param>
public sealed record DatasetImport(Dataset Dataset, IReadOnlyList<string> Warning, char? Delimiter);
