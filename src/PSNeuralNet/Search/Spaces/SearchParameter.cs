namespace PSNeuralNet.Search;

/// <summary>Parameter of a search space: a setting of the training with its candidates, or with a range of numbers.</summary>
public sealed class SearchParameter
{
    // Numbers are rounded to steps of at most this share of their range: short in tables, commands and journals, and far finer than any score can tell.
    private const double Resolution = 1e-4;

    private readonly bool _isList;

    /// <summary>Creates a parameter with candidates.</summary>
    internal SearchParameter(string name, IReadOnlyList<object?> candidates)
    {
        Name = name;
        Candidate = candidates;
    }

    /// <summary>Creates a parameter with a range.</summary>
    internal SearchParameter(string name, double low, double high, bool isLog, bool isInteger, bool isList)
    {
        (Name, Low, High, IsLog, IsInteger, _isList) = (name, low, high, isLog, isInteger, isList);
        Candidate = [];
    }

    /// <summary>The parameter of Invoke-NetworkTraining.</summary>
    public string Name { get; }

    /// <summary>The candidates; none for a range.</summary>
    public IReadOnlyList<object?> Candidate { get; }

    /// <summary>The lowest number of a range; null for candidates.</summary>
    public double? Low { get; }

    /// <summary>The highest number of a range; null for candidates.</summary>
    public double? High { get; }

    /// <summary>True for a range whose logarithm is searched evenly.</summary>
    public bool IsLog { get; }

    /// <summary>True for a range of whole numbers.</summary>
    public bool IsInteger { get; }

    /// <summary>True for a range, false for candidates.</summary>
    public bool IsRange => Low is not null;

    /// <summary>True for a single candidate.</summary>
    public bool IsFixed => Candidate.Count == 1;

    /// <summary>Number of different values; null for a range of real numbers.</summary>
    internal double? ValueCount => !IsRange ? Candidate.Count : IsInteger ? High!.Value - Low!.Value + 1 : null;

    internal string RangeText => string.Create(CultureInfo.InvariantCulture, $"{Low}..{High}{(IsLog ? " log" : "")}");

    /// <summary>Lower end of the coordinate: the number, or its logarithm; whole numbers reach half a step beyond their range.</summary>
    internal double CoordinateLow => Coordinate(Low!.Value - (IsInteger ? 0.5 : 0));

    /// <summary>Upper end of the coordinate.</summary>
    internal double CoordinateHigh => Coordinate(High!.Value + (IsInteger ? 0.5 : 0));

    /// <summary>The parameter as text: "LearningRate=0.0001..1 log", "HiddenSize=8|32|64,32".</summary>
    public override string ToString() => $"{Name}={(IsRange ? RangeText : string.Join('|', Candidate.Select(TrialSetting.TextOf)))}";

    /// <summary>The value at a share of the range, or of the list of candidates: floor(u n) of n candidates.</summary>
    /// <param name="share">u, 0 to less than 1.</param>
    internal object? ValueAt(double share) => IsRange
        ? ValueOf(CoordinateLow + (share * (CoordinateHigh - CoordinateLow)))
        : Candidate[(int)Math.Min(Candidate.Count - 1, Math.Floor(share * Candidate.Count))];

    /// <summary>The value of a coordinate, within the range: a whole number, or one that is rounded to at most 1/10,000 of the range.</summary>
    internal object ValueOf(double coordinate)
    {
        double exact = IsLog ? Math.Exp(coordinate) : coordinate;
        double step = (CoordinateHigh - CoordinateLow) * Resolution * (IsLog ? Math.Abs(exact) : 1);
        double value = Math.Clamp(IsInteger ? Math.Round(exact) : Rounded(exact, step), Low!.Value, High!.Value);
        // Boxed one by one: in one expression, a whole number would become a double.
        object number = IsInteger ? (object)(int)value : value;
        return _isList ? LayerValues.Of(number.GetType(), number) : number;
    }

    /// <summary>The coordinate of a value: the number or its logarithm, or the index of the candidate; null for a value that is not of this parameter.</summary>
    internal double? CoordinateOf(object? value)
    {
        if (!IsRange)
        {
            string text = TrialSetting.TextOf(value);
            int index = Candidate.TakeWhile(candidate => TrialSetting.TextOf(candidate) != text).Count();
            return index < Candidate.Count ? index : null;
        }

        double? number = value switch
        {
            int whole => whole,
            double real => real,
            IReadOnlyList<int> { Count: 1 } list => list[0],
            IReadOnlyList<double> { Count: 1 } list => list[0],
            _ => null,
        };
        return number >= Low && number <= High ? Coordinate(number.Value) : null;
    }

    /// <summary>The coordinate of a number: itself, or its logarithm.</summary>
    internal double Coordinate(double number) => IsLog ? Math.Log(number) : number;

    /// <summary>The multiple of a power of ten, of at most a step, that is nearest to a number.</summary>
    private static double Rounded(double value, double step)
    {
        if (value == 0 || !double.IsNormal(step))
        {
            return value;
        }

        int digits = (int)(Math.Floor(Math.Log10(Math.Abs(value))) - Math.Floor(Math.Log10(step)));
        return digits > 15 ? value : digits < 0 ? 0 : double.Parse(value.ToString($"E{digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
