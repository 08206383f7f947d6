using PSNeuralNet.Evaluation;
using PSNeuralNet.Search;

namespace PSNeuralNet.Charts;

/// <summary>The trials of one search, for charts and the report.</summary>
internal sealed class SearchTrials
{
    // A setting of numbers that no space names is a range from this number of different values on.
    private const int MinimumForRange = 9;

    // Ranges that reach over more than two decades are shown by their logarithms.
    private const double MinimumLogRatio = 100;

    private SearchTrials(SearchTrial[] trials)
    {
        Trial = trials;
        Metric = trials[0].Metric;
        Ranked = SearchRun.Sorted(trials, Metric).Where(trial => !double.IsNaN(trial.Score)).ToArray();
        Parameter = ParametersOf(trials);
        Axis = ScoreAxis.Of($"{Metric}", [.. Ranked.Select(trial => trial.Score)], IsHigherBetter);
    }

    /// <summary>All trials, by number.</summary>
    public IReadOnlyList<SearchTrial> Trial { get; }

    /// <summary>The trials with a score, the best one first: one or more.</summary>
    public IReadOnlyList<SearchTrial> Ranked { get; }

    /// <summary>The metric of the scores.</summary>
    public NetworkMetric Metric { get; }

    public bool IsHigherBetter => Metric.IsHigherBetter();

    /// <summary>The settings that differ between trials, in the order of the space.</summary>
    public IReadOnlyList<SearchParameter> Parameter { get; }

    /// <summary>The axis of scores.</summary>
    public ScoreAxis Axis { get; }

    /// <summary>The settings with their importance, the most important one first. For the importance, a score beyond the axis counts as its end: a single one would decide. Means are those of the scores.</summary>
    public IReadOnlyList<(SearchParameter Parameter, SettingImportance Importance)> Importance =>
        field ??= [.. Parameter.Select(one => (one, Of(one, score => double.IsNaN(score) ? score : Axis.Position(score)) with { Mean = Of(one, score => score).Mean })).OrderByDescending(pair => pair.Item2.Importance)];

    /// <summary>The number of trials, the best score, and what became of the others: "24 trials, best Accuracy 0.9750 (trial 13), 2 failed".</summary>
    public string Summary
    {
        get
        {
            int failed = Trial.Count - Ranked.Count, pruned = Trial.Count(trial => trial.Status == TrialStatus.Pruned);
            return string.Create(CultureInfo.InvariantCulture, $"{Trial.Count} trial{(Trial.Count == 1 ? "" : "s")}, best {Metric} {Text(Ranked[0].Score)} (trial {Ranked[0].Trial}){(pruned > 0 ? $", {pruned} stopped early" : "")}{(failed > 0 ? $", {failed} failed" : "")}");
        }
    }

    /// <summary>The number of trials to emphasize: up to five, and at most a quarter of all.</summary>
    public int BestCount => Math.Clamp(Ranked.Count / 4, 1, 5);

    /// <summary>Checks and orders trials.</summary>
    /// <param name="kind">The kind of the chart.</param>
    /// <param name="trials">The trials, in any order.</param>
    /// <exception cref="NetworkException">There is none with a score, or they are of several searches.</exception>
    public static SearchTrials Of(ChartKind kind, IReadOnlyList<SearchTrial> trials)
    {
        if (trials.Count == 0)
        {
            throw ChartErrors.ChartEmpty(kind, "the input has no trials of a search. Pipe in what Search-NetworkHyperparameter gives");
        }

        if (trials.FirstOrDefault(trial => trial.Metric != trials[0].Metric) is { } other)
        {
            throw ChartErrors.ChartTrialsMixed($"some scores are {trials[0].Metric}, others {other.Metric}");
        }

        if (trials.GroupBy(trial => trial.Trial).FirstOrDefault(group => group.Count() > 1) is { } repeated)
        {
            throw ChartErrors.ChartTrialsMixed(FormattableString.Invariant($"trial {repeated.Key} occurs {repeated.Count()} times"));
        }

        return trials.Any(trial => !double.IsNaN(trial.Score)) ? new SearchTrials([.. trials.OrderBy(trial => trial.Trial)])
            : throw ChartErrors.ChartEmpty(kind, $"all {trials.Count} trials failed. Their Error says why");
    }

    /// <summary>A score as a text: "0.9313", "1234.5".</summary>
    public static string Text(double score) => score.ToString(Math.Abs(score) is > 0 and (< 0.001 or >= 1000) ? "G5" : "0.0000", CultureInfo.InvariantCulture);

    /// <summary>True for a range to be shown by logarithms.</summary>
    public static bool IsLogarithmic(SearchParameter parameter) => parameter.IsLog || (parameter.Low > 0 && parameter.High / parameter.Low > MinimumLogRatio);

    /// <summary>The settings with several values: of the space, or else, where trials came without it, of the values.</summary>
    private static SearchParameter[] ParametersOf(SearchTrial[] trials)
    {
        if (trials[0].Space is { } space)
        {
            return [.. space.Parameter.Where(parameter => !parameter.IsFixed)];
        }

        IEnumerable<string> names = trials.SelectMany(trial => trial.Setting.Keys).Distinct(StringComparer.OrdinalIgnoreCase);
        return [.. names.Select(name => ParameterOf(name, [.. trials.Where(trial => trial.Setting.ContainsKey(name)).Select(trial => trial.Setting[name])], trials.Length)).OfType<SearchParameter>()];
    }

    private static SearchParameter? ParameterOf(string name, object?[] values, int count)
    {
        object?[] distinct = [.. values.DistinctBy(TrialSetting.TextOf)];
        double[] numbers = [.. distinct.Select(NumberOf).OfType<double>()];
        if (numbers.Length == distinct.Length)
        {
            distinct = [.. distinct.OrderBy(NumberOf)];
            if (numbers.Length >= MinimumForRange)
            {
                double low = numbers.Min(), high = numbers.Max();
                return new SearchParameter(name, low, high, isLog: low > 0 && high / low > MinimumLogRatio, isInteger: distinct[0] is int or IReadOnlyList<int>, isList: distinct[0] is not (int or double));
            }
        }

        // A setting that some trials do not have differs, too.
        return distinct.Length > 1 || (distinct.Length == 1 && values.Length < count && name != "Preset") ? new SearchParameter(name, distinct) : null;
    }

    private static double? NumberOf(object? value) => value switch
    {
        int whole => whole,
        double real => real,
        IReadOnlyList<int> { Count: 1 } list => list[0],
        IReadOnlyList<double> { Count: 1 } list => list[0],
        _ => null,
    };

    private SettingImportance Of(SearchParameter parameter, Func<double, double> scoreOf) => SettingImportance.Of(parameter, [.. Trial.Select(trial => (trial.Setting, scoreOf(trial.Score)))]);
}
