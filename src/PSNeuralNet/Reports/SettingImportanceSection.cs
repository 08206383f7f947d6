using PSNeuralNet.Charts;
using PSNeuralNet.Search;

namespace PSNeuralNet.Reports;

/// <summary>Importance of the settings as a table with bars.</summary>
internal static class SettingImportanceSection
{
    public static void Write(Markup page, SearchTrials search)
    {
        page.Element("p", "The share of the variance of the scores that goes with a setting, 0 to 1: eta squared of its candidates, or of the quarters of its range, or the square of Spearman's rank correlation, whichever is larger. It describes these trials; few trials give large shares by chance.");
        Table.Begin(page, "Importance of the settings, the most important one first", ["Setting", "Importance", "Rank correlation", "Best value"]);
        foreach ((SearchParameter parameter, SettingImportance importance) in search.Importance)
        {
            page.Open("tr").Element("th", parameter.Name, ("scope", "row")).Open("td", ("class", "bar")).Text(importance.Importance.ToString("0.00", CultureInfo.InvariantCulture));
            page.Open("svg", ("viewBox", "0 0 100 8"), ("preserveAspectRatio", "none"), ("aria-hidden", "true"));
            page.Open("rect", ("class", "more"), ("x", 0), ("y", 0), ("height", 8), ("width", 100 * importance.Importance)).Close();
            page.Close().Close();
            page.Element("td", importance.RankCorrelation?.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) ?? "–");
            page.Element("td", Best(search, parameter, importance)).Close().Line();
        }

        Table.End(page);
    }

    /// <summary>The candidate or the quarter with the best mean.</summary>
    private static string Best(SearchTrials search, SearchParameter parameter, SettingImportance importance)
    {
        int[] groups = [.. Enumerable.Range(0, importance.Mean.Count).Where(i => importance.Mean[i].Score is not null)];
        if (groups.Length == 0)
        {
            return "–";
        }

        int best = groups.MaxBy(i => search.IsHigherBetter ? importance.Mean[i].Score : -importance.Mean[i].Score);
        return $"{SettingAxis.Of(parameter).GroupName(best)} (mean {SearchTrials.Text(importance.Mean[best].Score!.Value)})";
    }
}
