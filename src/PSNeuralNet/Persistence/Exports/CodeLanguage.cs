using System.Numerics;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Persistence;

/// <summary>A programming language that networks are written in: its literals. The program stands in the template of the same name.</summary>
/// <param name="Name">The name of the template.</param>
/// <param name="Quoted">A text as a literal.</param>
/// <param name="Pattern">A regular expression of <see cref="ExportPattern"/> as a literal.</param>
/// <param name="Labels">Class labels as literals.</param>
/// <param name="Function">The name of an activation's function.</param>
/// <param name="RowIndent">The additional indent of continued rows of weights.</param>
/// <param name="NotANumber">NaN as a literal.</param>
internal sealed record CodeLanguage(
    string Name, Func<string, string> Quoted, Func<string, string> Pattern, Func<IReadOnlyList<object>, IEnumerable<string>> Labels, Func<Activation, string> Function, string RowIndent, string NotANumber)
{
    /// <summary>True where the language reads dates by .NET format strings.</summary>
    public bool HasDateFormats => Name != nameof(JavaScript);

    /// <summary>PowerShell 5.1 and later.</summary>
    public static CodeLanguage PowerShell { get; } = new("PowerShell", CodeText.SingleQuoted, CodeText.SingleQuoted, labels => labels.Select(PowerShellLabel), NameOf, "", "[double]::NaN");

    /// <summary>C# 9 and later.</summary>
    public static CodeLanguage CSharp { get; } = new("CSharp", CodeText.Quoted, pattern => $"@\"{pattern}\"", CSharpLabels, NameOf, "    ", "double.NaN");

    /// <summary>JavaScript (ES2022), for Node and for pages.</summary>
    public static CodeLanguage JavaScript { get; } = new("JavaScript", CodeText.Quoted, pattern => $"/{pattern}/", labels => labels.Select(JavaScriptLabel), CamelCase, " ", "NaN");

    /// <summary>The C# type of a network's labels.</summary>
    public static string CSharpType(IReadOnlyList<object> labels) =>
        labels.All(label => label is bool) ? "bool"
            : labels.All(label => label is double number && double.IsFinite(number)) ? "double"
            : labels.All(label => IsInteger(label, out long number) && number is >= int.MinValue and <= int.MaxValue) ? "int"
            : labels.All(label => IsInteger(label, out _)) ? "long"
            : "string";

    /// <summary>True for a label of an integer type.</summary>
    public static bool IsInteger(object label, out long number)
    {
        BigInteger? whole = label switch
        {
            Enum => null,
            int or long or short or sbyte or byte or ushort or uint => Convert.ToInt64(label, CultureInfo.InvariantCulture),
            ulong large => large,
            nint native => native,
            nuint native => native,
            Int128 large => large,
            UInt128 large => large,
            BigInteger large => large,
            _ => null,
        };
        bool isInteger = whole >= long.MinValue && whole <= long.MaxValue;
        number = isInteger ? (long)whole!.Value : 0;
        return isInteger;
    }

    private static string NameOf(Activation activation) => activation.ToString();

    /// <summary>"leakyReLU" for LeakyReLU, "gelu" for GELU.</summary>
    private static string CamelCase(Activation activation)
    {
        string name = activation.ToString();
        return string.Concat(name.Select((c, i) => i == 0 || name.All(char.IsUpper) ? char.ToLowerInvariant(c) : c));
    }

    private static string PowerShellLabel(object label) =>
        label switch
        {
            bool flag => flag ? "$true" : "$false",
            double number when double.IsFinite(number) => $"[double] {NetworkJsonWriter.Shortest(number)}",
            _ when IsInteger(label, out long number) => number.ToString(CultureInfo.InvariantCulture),
            _ => CodeText.SingleQuoted(DataSchema.LabelText(label)),
        };

    private static IEnumerable<string> CSharpLabels(IReadOnlyList<object> labels)
    {
        string type = CSharpType(labels);
        return labels.Select(label => type switch
        {
            "bool" => (bool)label ? "true" : "false",
            "double" => NetworkJsonWriter.Shortest((double)label),
            "string" => CodeText.Quoted(DataSchema.LabelText(label)),
            _ => Convert.ToString(label, CultureInfo.InvariantCulture)!,
        });
    }

    private static string JavaScriptLabel(object label)
    {
        // Integers stay numbers where JavaScript has them exactly.
        return label switch
        {
            bool flag => flag ? "true" : "false",
            double number when double.IsFinite(number) => NetworkJsonWriter.Shortest(number),
            _ when IsInteger(label, out long number) && number is > -(1L << 53) and < 1L << 53 => number.ToString(CultureInfo.InvariantCulture),
            _ => CodeText.Quoted(DataSchema.LabelText(label)),
        };
    }
}
