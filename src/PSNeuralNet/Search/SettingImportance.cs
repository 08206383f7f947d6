using System.Collections;
using MathNet.Numerics.Statistics;

namespace PSNeuralNet.Search;

/// <summary>Importance of a setting for the scores of a search: rank correlation, share of variance, and marginal means. All describe the trials that were run, not causes.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="TrialCount">Number of trials that have the setting and did not fail.</param>
/// <param name="RankCorrelation">Spearman's rank correlation of value and score, -1 to 1; null for settings without numbers, or where values or scores are all the same.</param>
/// <param name="EtaSquared">Eta squared, the share of the variance of the scores that lies between the groups of <paramref name="Mean"/>, 0 to 1; null where the scores are all the same.</param>
/// <param name="Mean">The mean score of each candidate, or of each quarter of a range (of its logarithm, where that is searched).</param>
internal sealed record SettingImportance(string Setting, int TrialCount, double? RankCorrelation, double? EtaSquared, IReadOnlyList<SettingMean> Mean)
{
    private const int Quarters = 4;

    /// <summary>
    /// Importance, 0 to 1: the larger one of eta squared and the squared rank correlation. Eta squared sees settings that are best in the middle, the rank correlation those that rise or fall evenly.
    /// </summary>
    public double Importance => Math.Max(EtaSquared ?? 0, RankCorrelation * RankCorrelation ?? 0);

    /// <summary>The importance of each setting that is not fixed, the highest first; in the order of the space where they are the same.</summary>
    /// <param name="space">The search space.</param>
    /// <param name="trials">Settings and scores of the trials. Those that failed, whose score is NaN, do not count.</param>
    public static IReadOnlyList<SettingImportance> Of(SearchSpace space, IReadOnlyList<(TrialSetting Setting, double Score)> trials) =>
        [.. space.Parameter.Where(parameter => !parameter.IsFixed).Select(parameter => Of(parameter, trials)).OrderByDescending(one => one.Importance)];

    /// <summary>The importance of one parameter.</summary>
    public static SettingImportance Of(SearchParameter parameter, IReadOnlyList<(TrialSetting Setting, double Score)> trials)
    {
        var groups = new List<double>[parameter.IsRange ? Quarters : parameter.Candidate.Count];
        for (int group = 0; group < groups.Length; group++)
        {
            groups[group] = [];
        }

        var numbers = new List<double>();
        var scores = new List<double>();
        foreach ((TrialSetting setting, double score) in trials)
        {
            if (double.IsFinite(score) && setting.TryGetValue(parameter.Name, out object? value) && parameter.CoordinateOf(value) is { } coordinate)
            {
                double share = parameter.IsRange ? (coordinate - parameter.CoordinateLow) / (parameter.CoordinateHigh - parameter.CoordinateLow) : 0;
                groups[parameter.IsRange ? Math.Clamp((int)(share * Quarters), 0, Quarters - 1) : (int)coordinate].Add(score);
                numbers.Add(parameter.IsRange ? coordinate : NumberOf(value) ?? double.NaN);
                scores.Add(score);
            }
        }

        double correlation = scores.Count < 2 || numbers.Exists(double.IsNaN) ? double.NaN : Correlation.Spearman(numbers, scores);
        return new SettingImportance(
            parameter.Name,
            scores.Count,
            double.IsNaN(correlation) ? null : correlation,
            EtaSquaredOf(groups, scores),
            [.. groups.Select((group, i) => new SettingMean(TextOf(parameter, i), group.Count == 0 ? null : group.Mean(), group.Count))]);
    }

    /// <summary>Sum of squares between the groups, divided by that of all scores.</summary>
    private static double? EtaSquaredOf(IEnumerable<List<double>> groups, List<double> scores)
    {
        double mean = scores.Count == 0 ? 0 : scores.Mean(), all = scores.Sum(score => (score - mean) * (score - mean));
        return all > 0 ? Math.Min(1, groups.Where(group => group.Count > 0).Sum(group => group.Count * Math.Pow(group.Mean() - mean, 2)) / all) : null;
    }

    private static double? NumberOf(object? value) => value switch
    {
        int or long or double => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        IList { Count: 1 } list => NumberOf(list[0]),
        _ => null,
    };

    private static string TextOf(SearchParameter parameter, int group)
    {
        if (!parameter.IsRange)
        {
            return TrialSetting.TextOf(parameter.Candidate[group]);
        }

        double width = (parameter.CoordinateHigh - parameter.CoordinateLow) / Quarters;
        object from = parameter.ValueOf(parameter.CoordinateLow + (group * width)), to = parameter.ValueOf(parameter.CoordinateLow + ((group + 1) * width));
        return $"{TrialSetting.TextOf(from)}..{TrialSetting.TextOf(to)}";
    }
}

/// <summary>Mean score of the trials with a value of a setting.</summary>
/// <param name="Value">The candidate, or the quarter of a range, as text.</param>
/// <param name="Score">The mean score; null without trials.</param>
/// <param name="TrialCount">Number of trials.</param>
internal sealed record SettingMean(string Value, double? Score, int TrialCount);
