namespace PSNeuralNet.Data;

/// <summary>
/// Tokenizer of dates, in any order of their numbers and in one pass: 2024-07-02, 7/2/2024 2:00 PM, 02.07.24, 2-Jul-2024,
/// Tue, 02 Jul 2024 14:00:00 GMT, 2024-07-02T14:00:00.123456789+02:00. Names are English; no culture decides.
/// </summary>
internal ref struct DateText
{
    /// <summary>Last year of two digits, as of the invariant culture: 49 is 2049, and 50 is 1950.</summary>
    public const int LastShortYear = 2049;

    private const int ShortestText = 6;
    private const int LongestText = 100;

    private TextScanner _scanner;
    private ClockText _clock;
    private bool _isNamed, _isYearFirst;
    private int _first, _second, _year;
    private bool _mayBeShortYear;
    private int _weekday = -1;

    private DateText(ReadOnlySpan<char> text)
    {
        _scanner = new TextScanner(text);
    }

    /// <summary>True where the order of the numbers is open: the year is last, and the month has no name.</summary>
    public readonly bool IsOpen => !_isNamed && !_isYearFirst;

    /// <summary>True for numbers with the year first, of four digits: in all countries the month is next.</summary>
    public readonly bool IsYearFirst => _isYearFirst && !_isNamed;

    /// <summary>True for a text such as 1.2.24, which is as often a version: a date only where the whole column agrees.</summary>
    public bool IsLoose { get; private set; }

    /// <summary>True where the numbers stand between points, as in countries with the day first.</summary>
    public bool HasPoints { get; private set; }

    /// <summary>True where both orders give a date, but not the same.</summary>
    public readonly bool IsAmbiguous => IsOpen && _first != _second && _first is >= 1 and <= 12 && _second is >= 1 and <= 12;

    /// <summary>Splits a text into its numbers.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out DateText date)
    {
        ReadOnlySpan<char> trimmed = text.Trim();
        date = new DateText(trimmed);
        return trimmed.Length is >= ShortestText and <= LongestText && (char.IsAsciiDigit(trimmed[0]) || char.IsAsciiLetter(trimmed[0]))
            && date.Days() && date.Times() && date._scanner.IsEnd;
    }

    /// <summary>Date of the numbers.</summary>
    /// <param name="order">The order; year first is month first. Where the order is not open, it does not count.</param>
    /// <param name="cell">The date.</param>
    /// <returns>False if there is no such day.</returns>
    public readonly bool TryDate(DateOrder order, out DateCell cell)
    {
        cell = default;
        (int year, int month, int day) = !IsOpen ? (_year, _first, _second) : order switch
        {
            DateOrder.DayFirst => (_year, _second, _first),
            DateOrder.ShortYearFirst => (FullYear(_first), _second, _year % 100),
            _ => (_year, _first, _second),
        };
        if ((IsOpen && order == DateOrder.ShortYearFirst && !_mayBeShortYear) || month is < 1 or > 12 || day < 1 || year < 1 || (day > 28 && day > DateTime.DaysInMonth(year, month)))
        {
            return false;
        }

        var date = new DateTime(year, month, day);
        cell = new DateCell(Math.Min(date.Ticks + _clock.Ticks, DateTime.MaxValue.Ticks), _clock.Offset, _clock.HasTime);
        return _weekday < 0 || (int)date.DayOfWeek == _weekday;
    }

    /// <summary>Reads day, month and year.</summary>
    private bool Days()
    {
        if (char.IsAsciiLetter(_scanner.Next))
        {
            ReadOnlySpan<char> word = _scanner.Word();
            _weekday = DateNames.Weekday(word);
            if (_weekday < 0)
            {
                return MonthDayYear(word);
            }

            // Tue, or Tue.,
            _scanner.Skip('.');
            _scanner.Skip(',');
            _scanner.Spaces();
            if (char.IsAsciiLetter(_scanner.Next))
            {
                return MonthDayYear(_scanner.Word());
            }
        }

        int digits = _scanner.Number(4, out int number);
        return digits == 4 ? YearMonthDay(number) : digits is 1 or 2 && DayOrMonth(number, digits);
    }

    /// <summary>Reads the rest of 2024-07-02 or 2024-Jul-02.</summary>
    private bool YearMonthDay(int year)
    {
        char separator = _scanner.Next;
        _year = year;
        _isYearFirst = true;
        if (!_scanner.Separator(separator))
        {
            return false;
        }

        if (char.IsAsciiLetter(_scanner.Next))
        {
            _isNamed = true;
            _first = DateNames.Month(_scanner.Word());
        }
        else if (_scanner.Number(2, out _first) == 0)
        {
            return false;
        }

        if (!_scanner.Separator(separator) || _scanner.Number(2, out _second) == 0)
        {
            return false;
        }

        if (separator == '.')
        {
            // 2024. 07. 02.
            _scanner.Skip('.');
        }

        return true;
    }

    /// <summary>Reads the rest of 7/2/2024, 02.07.24 or 2 July 2024.</summary>
    private bool DayOrMonth(int number, int digits)
    {
        char separator = _scanner.Next;
        if (char.IsAsciiLetter(separator) && DateNames.IsOrdinal(_scanner.Rest))
        {
            _scanner.At += 2;
            separator = _scanner.Next;
        }

        bool isSeparated = _scanner.Separator(separator);
        if (char.IsAsciiLetter(_scanner.Next))
        {
            _isNamed = true;
            _first = DateNames.Month(_scanner.Word());
            _second = number;
            if (_first == 0)
            {
                return false;
            }

            // 2 Jul. 2024, 2 July, 2024, 02Jul2024
            _scanner.Skip('.');
            _scanner.Skip(',');
            if (isSeparated && !char.IsAsciiDigit(_scanner.Next) && !_scanner.Separator(separator == '.' ? _scanner.Next : separator) && !_scanner.Separator(_scanner.Next))
            {
                return false;
            }

            return Year() > 0;
        }

        if (!isSeparated)
        {
            return false;
        }

        _first = number;
        int second = _scanner.Number(2, out _second);
        HasPoints = separator == '.';
        if (second == 0 || !_scanner.Separator(separator))
        {
            return false;
        }

        int year = Year();
        bool isShort = year == 2 && (separator == '/' || (digits == 2 && second == 2));
        _mayBeShortYear = isShort && digits == 2 && separator is '/' or '-';
        IsLoose = year == 2 && !isShort && separator == '.';
        return year == 4 || isShort || IsLoose;
    }

    /// <summary>Reads the rest of July 2, 2024 or Jul 2 14:00:00 2024.</summary>
    private bool MonthDayYear(ReadOnlySpan<char> word)
    {
        _isNamed = true;
        _first = DateNames.Month(word);
        if (_first == 0)
        {
            return false;
        }

        _scanner.Skip('.');
        if (!_scanner.Separator(_scanner.Next) || _scanner.Number(2, out _second) == 0)
        {
            return false;
        }

        if (DateNames.IsOrdinal(_scanner.Rest))
        {
            _scanner.At += 2;
        }

        bool isListed = _scanner.Skip(',');
        if (!_scanner.Separator(_scanner.Next) && !isListed)
        {
            return false;
        }

        int start = _scanner.At;
        if (_scanner.Number(2, out _) > 0 && _scanner.Next == ':')
        {
            _scanner.At = start;
            return _clock.ReadTime(ref _scanner) && _clock.ReadOffset(ref _scanner) && _scanner.Spaces() && _scanner.Number(4, out _year) == 4;
        }

        _scanner.At = start;
        return Year() > 0;
    }

    /// <summary>Reads a year of four or two digits.</summary>
    private int Year()
    {
        int digits = _scanner.Number(4, out _year);
        if (digits == 2)
        {
            _year = FullYear(_year);
        }

        return digits is 2 or 4 ? digits : 0;
    }

    /// <summary>Year of its last two digits.</summary>
    private static int FullYear(int year)
    {
        int century = LastShortYear / 100 * 100;
        return year + (century + year > LastShortYear ? century - 100 : century);
    }

    /// <summary>Reads the time of day after a date, if there is one.</summary>
    private bool Times()
    {
        if (_scanner.IsEnd)
        {
            return true;
        }

        if (_clock.HasTime)
        {
            return false;
        }

        char next = _scanner.Next;
        if (next is 'T' or 't' || (next == ':' && _isNamed))
        {
            _scanner.At++;
        }
        else if (next == ',' || char.IsWhiteSpace(next))
        {
            _scanner.Skip(',');
            _scanner.Spaces();
        }
        else
        {
            // 2024-07-02Z and 2024-07-02+02:00 are days of XML.
            return _isYearFirst && (_scanner.Rest.Length == 6 || next == 'Z') && _clock.ReadOffset(ref _scanner);
        }

        return _clock.ReadTime(ref _scanner) && _clock.ReadOffset(ref _scanner);
    }
}
