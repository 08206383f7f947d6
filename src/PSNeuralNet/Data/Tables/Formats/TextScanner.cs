namespace PSNeuralNet.Data;

/// <summary>Scanner of a text: numbers, words and separators, from left to right.</summary>
internal ref struct TextScanner
{
    private readonly ReadOnlySpan<char> _text;
    private int _at;

    public TextScanner(ReadOnlySpan<char> text)
    {
        _text = text;
    }

    /// <summary>The next character; the character 0 at the end.</summary>
    public readonly char Next => _at < _text.Length ? _text[_at] : '\0';

    /// <summary>Number of characters read; set to go back.</summary>
    public int At
    {
        readonly get => _at;
        set => _at = value;
    }

    /// <summary>The characters that are left.</summary>
    public readonly ReadOnlySpan<char> Rest => _text[_at..];

    /// <summary>True when all is read.</summary>
    public readonly bool IsEnd => _at == _text.Length;

    /// <summary>Reads a separator; spaces may follow a point.</summary>
    public bool Separator(char separator)
    {
        if (Next != separator)
        {
            return char.IsWhiteSpace(separator) && Spaces();
        }

        if (separator is '-' or '/')
        {
            _at++;
            return true;
        }

        if (separator == '.')
        {
            _at++;
            Spaces();
            return true;
        }

        return Spaces();
    }

    /// <summary>Reads digits.</summary>
    /// <returns>Number of digits; there may be no more than the most.</returns>
    public int Number(int most, out int number)
    {
        int start = _at;
        number = 0;
        for (uint digit; _at < _text.Length && _at - start < most && (digit = (uint)_text[_at] - '0') <= 9; _at++)
        {
            number = (number * 10) + (int)digit;
        }

        return _at - start;
    }

    /// <summary>Reads ASCII letters.</summary>
    public ReadOnlySpan<char> Word()
    {
        int start = _at;
        while (char.IsAsciiLetter(Next))
        {
            _at++;
        }

        return _text[start.._at];
    }

    /// <summary>Skips a character.</summary>
    /// <returns>False if it is not there.</returns>
    public bool Skip(char c)
    {
        bool isThere = Next == c;
        _at += isThere ? 1 : 0;
        return isThere;
    }

    /// <summary>Skips white space, of whatever kind: ICU writes U+202F before AM.</summary>
    /// <returns>False if there is none.</returns>
    public bool Spaces()
    {
        int start = _at;
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        return _at > start;
    }
}
