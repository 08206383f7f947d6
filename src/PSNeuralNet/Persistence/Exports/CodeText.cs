namespace PSNeuralNet.Persistence;

/// <summary>Escapes names and labels for literals and comments of source code.</summary>
internal static class CodeText
{
    /// <summary>A text between double quotes, with the escapes that C# and JavaScript share.</summary>
    public static string Quoted(string text)
    {
        var code = new StringBuilder("\"");
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            // The angle bracket could end a script within a page.
            code.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '<' => "\\u003C",
                _ when IsPlain(text, i) => c.ToString(),
                _ => $"\\u{(int)c:X4}",
            });
        }

        return code.Append('"').ToString();
    }

    /// <summary>A text as an expression of PowerShell: in single quotes, characters that cannot be seen by their numbers.</summary>
    public static string SingleQuoted(string text)
    {
        var code = new StringBuilder("'");
        bool isPlain = true;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (IsPlain(text, i))
            {
                // PowerShell takes typographic quotes for quotes, too.
                code.Append(c).Append(c is '\'' or >= '\u2018' and <= '\u201B' ? c.ToString() : "");
            }
            else
            {
                isPlain = false;
                code.Append(CultureInfo.InvariantCulture, $"' + [char] {(int)c} + '");
            }
        }

        code.Append('\'');
        return isPlain ? code.ToString() : $"({code})";
    }

    /// <summary>
    /// A text within a comment. A number sign could end a block comment of PowerShell; in a comment of one line, PowerShell takes much that
    /// only resembles <c># SIG # Begin signature block</c> for the signature of the file.
    /// </summary>
    public static string InComment(string text)
    {
        var code = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            code.Append(text[i] is not ('<' or '#') && IsPlain(text, i) ? text[i] : ' ');
        }

        return code.ToString();
    }

    /// <summary>A name with capitals, of the letters and digits of another one; "Exported" where that leaves none.</summary>
    public static string Identifier(string name)
    {
        var code = new StringBuilder();
        bool isStart = true;
        foreach (char c in name)
        {
            if (char.IsAsciiLetter(c) || (char.IsAsciiDigit(c) && code.Length > 0))
            {
                code.Append(isStart ? char.ToUpperInvariant(c) : c);
                isStart = false;
            }
            else
            {
                isStart = true;
            }
        }

        // Get-NetworkPrediction is the module's own.
        return code.Length == 0 || code.Equals("Network") ? "Exported" : code.ToString();
    }

    /// <summary>True for a character that needs no escape: no control or format character, no unpaired surrogate.</summary>
    private static bool IsPlain(string text, int index)
    {
        // Of a pair the category of both together: tags and other characters that cannot be seen are pairs.
        int start = char.IsLowSurrogate(text[index]) && index > 0 && char.IsHighSurrogate(text[index - 1]) ? index - 1 : index;
        return CharUnicodeInfo.GetUnicodeCategory(text, start) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate);
    }
}
