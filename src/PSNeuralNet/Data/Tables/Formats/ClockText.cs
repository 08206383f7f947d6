namespace PSNeuralNet.Data;

/// <summary>Time of day in a text, and its offset from UTC: 14:00:00.123456789+02:00, 2 PM, 14:00 GMT.</summary>
internal struct ClockText
{
    private const int MaximumOffset = 14 * 60;

    /// <summary>Ticks since midnight.</summary>
    public long Ticks { get; private set; }

    /// <summary>Offset from UTC in minutes; null where none is written.</summary>
    public int? Offset { get; private set; }

    /// <summary>True when a time of day was read.</summary>
    public bool HasTime { get; private set; }

    /// <summary>Splits a text that has nothing else.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out ClockText clock)
    {
        var scanner = new TextScanner(text);
        clock = default;
        return clock.ReadTime(ref scanner) && clock.ReadOffset(ref scanner) && scanner.IsEnd;
    }

    /// <summary>Reads 14:00, 14:00:00.123456789 or 2 PM.</summary>
    public bool ReadTime(ref TextScanner scanner)
    {
        HasTime = true;
        int minute = 0, second = 0;
        if (scanner.Number(2, out int hour) == 0)
        {
            return false;
        }

        bool hasMinute = scanner.Skip(':');
        if (hasMinute && (scanner.Number(2, out minute) != 2 || (scanner.Skip(':') && (scanner.Number(2, out second) != 2 || !ReadFraction(ref scanner)))))
        {
            return false;
        }

        int half = ReadHalf(ref scanner);
        if (half >= 0)
        {
            if (hour is < 1 or > 12)
            {
                return false;
            }

            hour = (hour % 12) + half;
        }

        Ticks += ((((hour * 60L) + minute) * 60) + second) * TimeSpan.TicksPerSecond;
        return hour < 24 && minute < 60 && second < 60 && (hasMinute || half >= 0);
    }

    /// <summary>Reads a fraction of a second of up to nine digits, rounded to ticks.</summary>
    private bool ReadFraction(ref TextScanner scanner)
    {
        if (scanner.Next is not ('.' or ','))
        {
            return true;
        }

        scanner.At++;
        int digits = scanner.Number(9, out int number);
        for (int i = digits; i < 9; i++)
        {
            number *= 10;
        }

        Ticks += (number + 50L) / 100;
        return digits > 0;
    }

    /// <summary>Reads AM or PM.</summary>
    /// <returns>The hours to add, 0 or 12; -1 for neither.</returns>
    private static int ReadHalf(ref TextScanner scanner)
    {
        int start = scanner.At;
        scanner.Spaces();
        char half = (char)(scanner.Next | 0x20);
        if (half is 'a' or 'p')
        {
            scanner.At++;
            scanner.Skip('.');
            if ((scanner.Next | 0x20) == 'm')
            {
                scanner.At++;
                scanner.Skip('.');
                return half == 'p' ? 12 : 0;
            }
        }

        scanner.At = start;
        return -1;
    }

    /// <summary>Reads Z, GMT, UTC, +02:00, +0200 or +02, if there is one.</summary>
    public bool ReadOffset(ref TextScanner scanner)
    {
        int start = scanner.At;
        scanner.Spaces();
        if (char.IsAsciiLetter(scanner.Next))
        {
            ReadOnlySpan<char> word = scanner.Word();
            if (word is not ("Z" or "z" or "GMT" or "UTC"))
            {
                return false;
            }

            Offset = 0;
            return word.Length == 1 || scanner.Next is not ('+' or '-') || (ReadHours(ref scanner) && SkipComment(ref scanner));
        }

        if (scanner.Next is '+' or '-' or '\u2212')
        {
            return ReadHours(ref scanner);
        }

        scanner.At = start;
        return true;
    }

    private bool ReadHours(ref TextScanner scanner)
    {
        int sign = scanner.Next == '+' ? 1 : -1;
        scanner.At++;
        int digits = scanner.Number(4, out int number), minute = 0;
        if (digits == 4)
        {
            (number, minute) = (number / 100, number % 100);
        }
        else if (digits is not (1 or 2) || (scanner.Skip(':') && scanner.Number(2, out minute) != 2))
        {
            return false;
        }

        int offset = (number * 60) + minute;
        Offset = sign * offset;
        return minute < 60 && offset <= MaximumOffset;
    }

    /// <summary>Reads the zone's name that JavaScript writes: (Central European Summer Time).</summary>
    private static bool SkipComment(ref TextScanner scanner)
    {
        int start = scanner.At;
        bool isThere = scanner.Spaces() && scanner.Next == '(' && scanner.Rest[^1] == ')';
        scanner.At = isThere ? scanner.At + scanner.Rest.Length : start;
        return true;
    }
}
