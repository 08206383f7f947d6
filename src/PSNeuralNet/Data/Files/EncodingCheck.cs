namespace PSNeuralNet.Data;

/// <summary>Detects text in another encoding than UTF-8: its invalid bytes are decoded as the replacement character U+FFFD.</summary>
internal static class EncodingCheck
{
    /// <summary>Replacement character for bytes that are not UTF-8.</summary>
    public const char Mark = '\uFFFD';

    /// <summary>Advice of errors and warnings.</summary>
    public const string Advice = "Save it as UTF-8, or say with -Encoding what it is: 1252 for Western European Windows, ansi for this machine's own, or another name or code page.";

    /// <summary>Warning about rows with the replacement character.</summary>
    /// <param name="place">The first column and text with it.</param>
    public static string OfRows((string Column, string Text) place) =>
        $"The rows have texts with U+FFFD, which stands for bytes that could not be decoded: column '{place.Column}' has '{place.Text}'. Read their file with its encoding, such as Import-Csv -Encoding 1252 (Western European Windows) or ansi.";

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
