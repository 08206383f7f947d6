using System.Text;

namespace PSNeuralNet.Commands;

/// <summary>Converts a name of PowerShell, a code page, or a name of .NET to an encoding, as Import-Csv does.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EncodingTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>The encoding names of PowerShell.</summary>
    public static IReadOnlyList<string> Name { get; } = ["ansi", "ascii", "bigendianunicode", "bigendianutf32", "oem", "unicode", "utf32", "utf8", "utf8BOM", "utf8NoBOM"];

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = BaseObject.Of(inputData);
        return value is not (string or int) ? value
            : TryFind(value) ?? throw new ArgumentTransformationMetadataException($"'{DisplayText.Clean($"{value}")}' is not an encoding. Give one of {string.Join(", ", Name)}, a code page such as 1252, or a .NET encoding name such as iso-8859-1.");
    }

    /// <summary>The encoding of a name or a code page; null if there is none.</summary>
    public static Encoding? TryFind(object? value)
    {
        try
        {
            return BaseObject.Of(value) switch
            {
                string text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int page) => Find(page),
                string text => Find(text.Trim()),
                int page => Find(page),
                Encoding encoding => encoding,
                _ => null,
            };
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static Encoding Find(string name) =>
        name.ToUpperInvariant() switch
        {
            "ANSI" => Find(CultureInfo.CurrentCulture.TextInfo.ANSICodePage),
            "OEM" => Find(CultureInfo.CurrentCulture.TextInfo.OEMCodePage),
            "ASCII" => Encoding.ASCII,
            "BIGENDIANUNICODE" => Encoding.BigEndianUnicode,
            "BIGENDIANUTF32" => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
            "UNICODE" => Encoding.Unicode,
            "UTF32" => Encoding.UTF32,
            "UTF8" or "UTF8BOM" or "UTF8NOBOM" => Encoding.UTF8,
            _ => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name),
        };

    private static Encoding Find(int page) => CodePagesEncodingProvider.Instance.GetEncoding(page) ?? Encoding.GetEncoding(page);
}
