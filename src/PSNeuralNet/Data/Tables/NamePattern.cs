namespace PSNeuralNet.Data;

/// <summary>Column name, or a wildcard pattern of column names whose syntax the caller defines (in the module, PowerShell's).</summary>
public sealed class NamePattern
{
    private readonly Func<string, bool>? _wildcard;

    /// <summary>Creates a pattern.</summary>
    /// <param name="text">Name or pattern. If a table has a column of exactly that name, without regard to case, only that column is meant.</param>
    /// <param name="wildcard">True for the other names that match; null if the text is a name.</param>
    public NamePattern(string text, Func<string, bool>? wildcard = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = text;
        _wildcard = wildcard;
    }

    /// <summary>Name or pattern.</summary>
    public string Text { get; }

    /// <summary>True for a pattern, which may match several columns or none.</summary>
    public bool IsWildcard => _wildcard is not null;

    /// <summary>Converts a name, taken literally.</summary>
    /// <param name="name">Name of a column.</param>
    public static implicit operator NamePattern(string name) => FromString(name);

    /// <inheritdoc cref="op_Implicit(string)"/>
    public static NamePattern FromString(string name) => new(name);

    /// <summary>True when a column is meant.</summary>
    /// <param name="name">Name of the column.</param>
    public bool IsMatch(string name) => IsNamed(name) || _wildcard?.Invoke(name) == true;

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>True when the text is the name of the column, without regard to case.</summary>
    internal bool IsNamed(string name) => string.Equals(Text, name, StringComparison.OrdinalIgnoreCase);
}
