using System.Buffers;

namespace PSNeuralNet.Data;

/// <summary>
/// Tokenizer of free text: words of at least two letters, digits or underscores in lower case of the invariant culture, and pairs of
/// neighboring words, "disk full". Scikit-learn's token pattern <c>(?u)\b\w\w+\b</c> with <c>ngram_range=(1, 2)</c>. Not thread-safe.
/// </summary>
internal sealed class WordTokenizer
{
    private readonly List<(int Start, int Length)> _words = [];
    private char[] _text = [];
    private char[] _pair = [];

    /// <summary>Number of words of the last text.</summary>
    public int Count => _words.Count;

    /// <summary>Reads a text.</summary>
    public void Read(ReadOnlySpan<char> text)
    {
        _words.Clear();
        if (_text.Length < text.Length)
        {
            _text = new char[Math.Max(256, 2 * text.Length)];
        }

        // Simple case mapping: the length stays.
        int length = text.ToLowerInvariant(_text);
        int start = -1, letters = 0;
        for (int i = 0; i < length;)
        {
            bool isLetter = IsLetter(_text.AsSpan(i, length - i), out int width);
            if (isLetter)
            {
                start = start < 0 ? i : start;
                letters++;
            }
            else
            {
                End(i);
            }

            i += width;
        }

        End(length);

        void End(int end)
        {
            if (letters >= 2)
            {
                _words.Add((start, end - start));
            }

            (start, letters) = (-1, 0);
        }
    }

    /// <summary>A word of the last text; valid until the next one is read.</summary>
    public ReadOnlySpan<char> Word(int index) => _text.AsSpan(_words[index].Start, _words[index].Length);

    /// <summary>A word and the next one, with a space between; valid until the next call.</summary>
    public ReadOnlySpan<char> Pair(int index)
    {
        ReadOnlySpan<char> first = Word(index), second = Word(index + 1);
        int length = first.Length + 1 + second.Length;
        if (_pair.Length < length)
        {
            _pair = new char[2 * length];
        }

        first.CopyTo(_pair);
        _pair[first.Length] = ' ';
        second.CopyTo(_pair.AsSpan(first.Length + 1));
        return _pair.AsSpan(0, length);
    }

    /// <summary>Number of words as people count them: parts between white space with a letter or digit in them.</summary>
    public static int CountWords(ReadOnlySpan<char> text)
    {
        int count = 0;
        bool isInside = false;
        foreach (char c in text)
        {
            bool isSpace = char.IsWhiteSpace(c);
            bool isLetter = char.IsLetterOrDigit(c) || char.IsSurrogate(c);
            count += isLetter && !isInside ? 1 : 0;
            isInside = !isSpace && (isInside || isLetter);
        }

        return count;
    }

    private static bool IsLetter(ReadOnlySpan<char> text, out int width)
    {
        char c = text[0];
        width = 1;
        if (char.IsAscii(c))
        {
            return char.IsAsciiLetterOrDigit(c) || c == '_';
        }

        if (!char.IsSurrogate(c))
        {
            return IsLetter(CharUnicodeInfo.GetUnicodeCategory(c));
        }

        return Rune.DecodeFromUtf16(text, out Rune rune, out width) == OperationStatus.Done && IsLetter(Rune.GetUnicodeCategory(rune));
    }

    private static bool IsLetter(UnicodeCategory category) =>
        category is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;
}
