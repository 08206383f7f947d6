using PSNeuralNet.Search;

namespace PSNeuralNet.Charts;

/// <summary>Axis of a setting that is searched: numbers, their decimal logarithms, or candidates at 0, 1, 2 ...</summary>
/// <param name="Parameter">The setting.</param>
/// <param name="Axis">The axis.</param>
internal sealed record SettingAxis(SearchParameter Parameter, ChartAxis Axis)
{
    private const int MaximumLabel = 14, Quarters = 4;
    private const double Margin = 0.04, Spread = 0.36;

    /// <summary>The labels of the candidates; empty for a range.</summary>
    public IReadOnlyList<string> Label => Axis.Named is { } ticks ? [.. ticks.Select(tick => tick.Label)] : [];

    private bool IsLogarithmic => SearchTrials.IsLogarithmic(Parameter);

    public static SettingAxis Of(SearchParameter parameter)
    {
        if (!parameter.IsRange)
        {
            return new SettingAxis(parameter, new ChartAxis(parameter.Name, -0.5, parameter.Candidate.Count - 0.5)
            {
                Named = [.. parameter.Candidate.Select((candidate, i) => new AxisTick(i, ShortText.Of(TrialSetting.TextOf(candidate), MaximumLabel)))],
            });
        }

        bool isLogarithmic = SearchTrials.IsLogarithmic(parameter);
        double low = isLogarithmic ? Math.Log10(parameter.Low!.Value) : parameter.Low!.Value, high = isLogarithmic ? Math.Log10(parameter.High!.Value) : parameter.High!.Value;
        return new SettingAxis(parameter, ChartAxis.Of(parameter.Name, [low, high], Margin) with { IsLogarithmic = isLogarithmic, IsInteger = parameter.IsInteger && !isLogarithmic });
    }

    /// <summary>The position of a trial; null where it does not have the setting. Of candidates spread sideways by the number of the trial, so that dots do not hide each other.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="isSpread">True to spread the trials of a candidate.</param>
    public double? Position(SearchTrial trial, bool isSpread)
    {
        if (!trial.Setting.TryGetValue(Parameter.Name, out object? value) || Parameter.CoordinateOf(value) is not { } coordinate)
        {
            return null;
        }

        // Multiples of the golden section fall far from each other.
        double across = isSpread ? ((((trial.Trial + 1) * 0.618034) % 1) - 0.5) * Spread : 0;
        return Parameter.IsRange ? OfCoordinate(coordinate) : coordinate + across;
    }

    /// <summary>The ends of a group of trials whose mean is shown: a candidate, or a quarter of the range.</summary>
    public (double From, double To) Group(int index)
    {
        if (!Parameter.IsRange)
        {
            return (index - Spread, index + Spread);
        }

        double width = (Parameter.CoordinateHigh - Parameter.CoordinateLow) / Quarters, from = Parameter.CoordinateLow + (index * width);
        return (Math.Max(Axis.Minimum, OfCoordinate(from)), Math.Min(Axis.Maximum, OfCoordinate(from + width)));
    }

    /// <summary>The name of a group: the candidate, or the ends of the quarter: "0.0074..0.055".</summary>
    public string GroupName(int index)
    {
        if (!Parameter.IsRange)
        {
            return TrialSetting.TextOf(Parameter.Candidate[index]);
        }

        double width = (Parameter.CoordinateHigh - Parameter.CoordinateLow) / Quarters;
        return $"{End(index)}..{End(index + 1)}";

        string End(int end) => Convert.ToDouble(TrialSetting.TextOf(Parameter.ValueOf(Parameter.CoordinateLow + (end * width))), CultureInfo.InvariantCulture).ToString(Parameter.IsInteger ? "G6" : "G2", CultureInfo.InvariantCulture);
    }

    /// <summary>The position of a coordinate of the search: a number or its natural logarithm.</summary>
    private double OfCoordinate(double coordinate) => Parameter.IsLog ? coordinate / Math.Log(10) : IsLogarithmic ? Math.Log10(Math.Max(coordinate, double.Epsilon)) : coordinate;
}
