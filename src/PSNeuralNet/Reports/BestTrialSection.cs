using PSNeuralNet.Search;

namespace PSNeuralNet.Reports;

/// <summary>The settings of the best trial, and the commands that train with them.</summary>
internal static class BestTrialSection
{
    public static void Write(Markup page, SearchReport report)
    {
        SearchTrial best = report.Best;
        page.Element("p", $"Trial {best.Trial}{(best.Share < 1 ? $", which Halving stopped after {Show.Percent(best.Share)} of its epochs" : "")}. These commands train a network with its settings; $data stands for the samples: a dataset, or rows with -Target.");
        SettingSection.Command(page, SettingLiteral.Command(best.Setting));
        if (best.FoldScore.Count > 1)
        {
            page.Element("p", $"Its scores by fold: {string.Join(", ", best.FoldScore.Select(score => Charts.SearchTrials.Text(score)))}.");
        }

        page.Element("p", "The best of many scores is a little better than the same settings will be on new data: it was chosen for its luck, too. Measure the final network on samples that the search did not have.");
    }
}
