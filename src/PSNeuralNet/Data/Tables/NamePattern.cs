using System.Text.RegularExpressions;

namespace PSNeuralNet.Data;

/// <summary>Wildcard patterns of column names, as in PowerShell: * ? [a-z], escaped by `.</summary>
internal static class NamePattern
{
    /// <summary>True when a wildcard pattern matches a column name, without regard to case. A column of exactly that name always matches.</summary>
    public static bool IsMatch(string pattern, string name) =>
        string.Equals(pattern, name, StringComparison.OrdinalIgnoreCase) || (HasWildcard(pattern) && Compile(pattern).IsMatch(name));

    /// <summary>True for a pattern with a wildcard.</summary>
    public static bool HasWildcard(string pattern) => pattern.AsSpan().ContainsAny("*?[");

    /// <summary>Escapes a name.</summary>
    public static string Escape(string name) =>
        string.Concat(name.Select(character => character is '*' or '?' or '[' or '`' && HasWildcard(name) ? $"`{character}" : $"{character}"));

    private static Regex Compile(string pattern)
    {
        var expression = new StringBuilder("^");
        for (int i = 0; i < pattern.Length; i++)
        {
            int end = pattern[i] == '[' ? pattern.IndexOf(']', i + 1) : -1;
            if (end > i + 1)
            {
                expression.Append('[').Append(pattern[(i + 1)..end].Replace("\\", "\\\\", StringComparison.Ordinal).Replace("^", "\\^", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal)).Append(']');
                i = end;
                continue;
            }

            bool isEscaped = pattern[i] == '`' && i + 1 < pattern.Length;
            char character = pattern[isEscaped ? ++i : i];
            expression.Append(isEscaped ? Regex.Escape(character.ToString()) : character switch
            {
                '*' => ".*",
                '?' => ".",
                _ => Regex.Escape(character.ToString()),
            });
        }

        return new Regex(expression.Append('$').ToString(), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline);
    }
}
