namespace PSNeuralNet.Data;

/// <summary>Several column names and patterns. Names are found by hash, so that thousands of them take no longer than one.</summary>
internal sealed class NamePatternSet
{
    private readonly HashSet<string> _names;
    private readonly NamePattern[] _wildcards;

    /// <param name="patterns">Names and patterns; null for none.</param>
    public NamePatternSet(IReadOnlyList<NamePattern>? patterns)
    {
        _names = new HashSet<string>((patterns ?? []).Select(pattern => pattern.Text), StringComparer.OrdinalIgnoreCase);
        _wildcards = [.. (patterns ?? []).Where(pattern => pattern.IsWildcard)];
    }

    /// <summary>True when a column is meant by its exact name.</summary>
    public bool IsNamed(string name) => _names.Contains(name);

    /// <summary>True when a column is meant.</summary>
    public bool IsMatch(string name) => _names.Contains(name) || Array.Exists(_wildcards, pattern => pattern.IsMatch(name));
}
