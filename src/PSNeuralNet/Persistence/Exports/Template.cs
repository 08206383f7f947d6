using System.Text.RegularExpressions;

namespace PSNeuralNet.Persistence;

/// <summary>
/// Text templates in a subset of Mustache: {{name}}, {{#name}} section {{/name}}, {{^name}} inverted section {{/name}}, {{>name}} another template. A section repeats
/// for each item of a list, else stands where the value is neither null, false nor empty; tags that have a line for themselves leave none.
/// Further lines of a value are indented as the line that it stands in. Values are never looked into for tags.
/// </summary>
internal static partial class Template
{
    /// <summary>Fills in a template.</summary>
    /// <param name="text">The template, with \n at the ends of lines.</param>
    /// <param name="valueOf">Gives a value by its name: a bool, a string, or a list of dictionaries whose names come before these.</param>
    public static string Fill(string text, Func<string, object?> valueOf)
    {
        return Tag().Replace(text, match =>
        {
            string body = match.Groups["body"].Value;
            object? value = valueOf(match.Groups["name"].Value);
            return (match.Groups["kind"].Value, value) switch
            {
                ("", _) => Indented(Convert.ToString(value, CultureInfo.InvariantCulture)!, text, match.Index),
                ("#", IEnumerable<IReadOnlyDictionary<string, object?>> items) => string.Concat(items.Select(item =>
                    Fill(body, name => item.TryGetValue(name, out object? own) ? own : valueOf(name)))),
                ("#", _) => IsThere(value) ? Fill(body, valueOf) : "",
                _ => IsThere(value) ? "" : Fill(body, valueOf),
            };
        });
    }

    /// <summary>Replaces the lines {{>name}} by other templates.</summary>
    /// <param name="text">The template.</param>
    /// <param name="partOf">Gives a template by its name.</param>
    public static string Include(string text, Func<string, string> partOf) => Partial().Replace(text, match => partOf(match.Groups["name"].Value));

    private static bool IsThere(object? value) => value is not (null or false or "");

    private static string Indented(string value, string text, int index)
    {
        int start = text.LastIndexOf('\n', Math.Max(0, index - 1)) + 1;
        string indent = new(' ', text.AsSpan(start).IndexOfAnyExcept(' '));
        return string.Join('\n', value.Split('\n').Select((line, i) => i == 0 || line.Length == 0 ? line : indent + line));
    }

    [GeneratedRegex(@"^\{\{>(?<name>\w+)\}\}\n", RegexOptions.Multiline)]
    private static partial Regex Partial();

    [GeneratedRegex(@"^\{\{(?<kind>[#^])(?<name>\w+)\}\}\n(?<body>.*?)^\{\{/\k<name>\}\}\n|\{\{(?<kind>[#^])(?<name>\w+)\}\}(?<body>.*?)\{\{/\k<name>\}\}|\{\{(?<name>\w+)\}\}", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Tag();
}
