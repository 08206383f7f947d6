namespace PSNeuralNet.Data;

/// <summary>Detects text in another encoding than UTF-8: its invalid bytes are decoded as the replacement character U+FFFD.</summary>
internal static class EncodingCheck
{
    /// <summary>Replacement character for bytes that are not UTF-8.</summary>
    public const char Mark = '\uFFFD';

    /// <summary>Advice of errors and warnings.</summary>
    public const string Advice = "Save it as UTF-8, or say with -Encoding what it is: 1252 for Western European Windows, ansi for this machine's own, or another name or code page.";

    /// <summary>True when a column name, a category or a class has the replacement character.</summary>
    public static bool IsIn(DataSchema schema) =>
        schema.Column.SelectMany(column => column.Category.Prepend(column.Name)).Concat(schema.TargetName).Concat(schema.ClassName).Any(text => text.Contains(Mark));

    /// <summary>True when the file is valid UTF-8, or cannot be read. A file that contains the replacement character itself was damaged before.</summary>
    public static bool IsUtf8(FileSource source)
    {
        if (source.Encoding is not null)
        {
            return true;
        }

        try
        {
            return DataFile.Reading(source.Path, () => IsValid(source));
        }
        catch (NetworkException)
        {
            return true;
        }
    }

    private static bool IsValid(FileSource source)
    {
        using var file = DataFile.Open(source);
        using var text = new StreamReader(file.Content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false, 1 << 16);
        char[] buffer = new char[1 << 16];
        try
        {
            while (text.Read(buffer) > 0)
            {
                // Reads to the end.
            }

            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
