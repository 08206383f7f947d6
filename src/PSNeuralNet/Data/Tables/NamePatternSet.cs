namespace PSNeuralNet.Data;

/// <summary>
/// Several column names and patterns, for the columns of a table: a text that is the exact name of a column means that column, not those that
/// it would match as a pattern. Names are found by hash, so that thousands of them take no longer than one.
/// </summary>
public sealed class NamePatternSet
{
    private readonly HashSet<string> _names;
    private readonly NamePattern[] _wildcards;

    /// <summary>Creates the set.</summary>
    /// <param name="patterns">Names and patterns; null for none.</param>
    /// <param name="available">The columns of the table.</param>
    public NamePatternSet(IReadOnlyList<NamePattern>? patterns, IEnumerable<string> available)
    {
        ArgumentNullException.ThrowIfNull(available);
        _names = new HashSet<string>((patterns ?? []).Select(pattern => pattern.Text), StringComparer.OrdinalIgnoreCase);
        var columns = new HashSet<string>(available, StringComparer.OrdinalIgnoreCase);
        _wildcards = [.. (patterns ?? []).Where(pattern => pattern.IsWildcard && !columns.Contains(pattern.Text))];
    }

    /// <summary>True when a column is meant by its exact name.</summary>
    /// <param name="name">The name of the column.</param>
    public bool IsNamed(string name) => _names.Contains(name);

    /// <summary>True when a column is meant.</summary>
    /// <param name="name">The name of the column.</param>
    public bool IsMatch(string name) => _names.Contains(name) || Array.Exists(_wildcards, pattern => pattern.IsMatch(name));
}
