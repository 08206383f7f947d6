namespace PSNeuralNet.Data;

/// <summary>Dataset read from a file, with the warnings.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Warning">Warnings, for instance of dropped columns.</param>
/// <param name="Delimiter">Delimiter of a table; null for images.</param>
public sealed record DatasetImport(Dataset Dataset, IReadOnlyList<string> Warning, char? Delimiter);
