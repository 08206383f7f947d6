namespace PSNeuralNet.Data;

/// <summary>
/// Numbers that may stand for a missing cell: the smallest or largest of a column, in two cells or more, further from the next one than the
/// others are from each other; or written with nines only (-99, 999, 9999.9) and below others that are not negative, or above them by a fifth
/// of their range.
/// </summary>
internal sealed class MissingCodes
{
    private const int MinimumCells = 20;
    private const int MinimumRepeats = 2;

    // Different values of the others that make a scale.
    private const int MinimumValues = 10;
    private const int MaximumCodes = 4;
    private const double NinesGap = 0.2;
    private const double SmallestNines = 99;

    private readonly List<(double Value, int Count)> _codes = [];

    /// <param name="sorted">The numbers in ascending order.</param>
    public MissingCodes(ReadOnlySpan<double> sorted)
    {
        (First, Last) = (0, sorted.Length - 1);
        while (sorted.Length >= MinimumCells && _codes.Count < MaximumCodes && (TakeSmallest(sorted) || TakeLargest(sorted)))
        {
            // Without it, there may be another one.
        }
    }

    /// <summary>The numbers, with their counts.</summary>
    public IReadOnlyList<(double Value, int Count)> Codes => _codes;

    /// <summary>Index of the smallest of the others.</summary>
    public int First { get; private set; }

    /// <summary>Index of the largest of the others.</summary>
    public int Last { get; private set; }

    private bool TakeSmallest(ReadOnlySpan<double> sorted)
    {
        int next = First;
        while (next <= Last && sorted[next] == sorted[First])
        {
            next++;
        }

        if (next > Last || next - First < MinimumRepeats)
        {
            return false;
        }

        double code = sorted[First], gap = sorted[next] - code, range = sorted[Last] - sorted[next];
        int values = Values(sorted[next..(Last + 1)]);
        if (!(values >= MinimumValues && gap > range) && !(values > 1 && code < 0 && sorted[next] >= 0 && AreNines(code)))
        {
            return false;
        }

        _codes.Add((code, next - First));
        First = next;
        return true;
    }

    private bool TakeLargest(ReadOnlySpan<double> sorted)
    {
        int next = Last;
        while (next >= First && sorted[next] == sorted[Last])
        {
            next--;
        }

        if (next < First || Last - next < MinimumRepeats)
        {
            return false;
        }

        double code = sorted[Last], gap = code - sorted[next], range = sorted[next] - sorted[First];
        int values = Values(sorted[First..(next + 1)]);
        if (!(values >= MinimumValues && gap > range) && !(values > 1 && code > 0 && gap > NinesGap * range && AreNines(code)))
        {
            return false;
        }

        _codes.Add((code, Last - next));
        Last = next;
        return true;
    }

    /// <summary>Number of different values, up to <see cref="MinimumValues"/>.</summary>
    private static int Values(ReadOnlySpan<double> sorted)
    {
        int count = 1;
        for (int i = 1; i < sorted.Length && count < MinimumValues; i++)
        {
            count += sorted[i] != sorted[i - 1] ? 1 : 0;
        }

        return count;
    }

    private static bool AreNines(double code) =>
        Math.Abs(code) >= SmallestNines && Math.Abs(code).ToString(CultureInfo.InvariantCulture).All(digit => digit is '9' or '.');
}
