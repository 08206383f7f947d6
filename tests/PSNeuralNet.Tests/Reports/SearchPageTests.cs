using System.Text.RegularExpressions;
using System.Xml.Linq;
using PSNeuralNet.Reports;
using PSNeuralNet.Tests.Charts;

namespace PSNeuralNet.Tests.Reports;

/// <summary>Contents of the page on a search, read as XML.</summary>
public class SearchPageTests
{
    [Fact]
    public void A_page_shows_the_numbers_of_the_search()
    {
        IReadOnlyList<SearchTrial> trials = SampleTrials.Random();
        var report = SearchReport.Create(trials);
        XElement page = Page(report);
        Assert.Equal(
            ["The best settings", "Score by trial", "Importance of the settings", "Settings and scores", "Score by setting", "Failed trials", "The best trials", "The space"],
            page.Descendants("h2").Select(heading => heading.Value));
        int failed = trials.Count(trial => double.IsNaN(trial.Score));
        SearchTrial best = trials.Where(trial => !double.IsNaN(trial.Score)).MaxBy(trial => trial.Score)!;
        Assert.Equal(
            ["Best Accuracy", Number(best.Score), $"± 0.0100 over 2 folds; trial {best.Trial}", "Trials", "40", $"{failed} failed", "Time of the trainings", "13 min 40 s", "of all together; workers: local"],
            page.Descendants("dl").First().Elements("div").SelectMany(tile => tile.Elements()).Select(cell => cell.Value));

        // The best 20, in order, with their settings.
        XElement[] rows = [.. Section(page, "trials").Descendants("tbody").Single().Elements("tr")];
        SearchTrial[] expected = [.. trials.Where(trial => !double.IsNaN(trial.Score)).OrderByDescending(trial => trial.Score).Take(20)];
        Assert.Equal(expected.Select(trial => $"{trial.Trial} {Number(trial.Score)}"), rows.Select(row => string.Join(' ', row.Elements().Take(2).Select(cell => cell.Value))));
        Assert.Equal(TrialSetting.TextOf(best.Setting["LearningRate"]), rows[0].Elements().ElementAt(5).Value);
        Assert.Contains(Section(page, "trials").Descendants("caption"), caption => caption.Value == $"The first 20 of {40 - failed} trials with a score, the best one first");
        Assert.Equal(["The training diverged: the cost of epoch 3 is not finite.", $"{failed}"], Section(page, "failed").Descendants("tbody").Single().Element("tr")!.Elements().Take(2).Select(cell => cell.Value));
        Assert.Equal(
            ["LearningRate|0.0001..1, evenly in the logarithm", "HiddenSize|8 | 32 | 64,32", "Dropout|0..0.3", "Optimizer|Momentum | Adam", "Momentum|0.8..0.99", "EpochCount|always 100"],
            Section(page, "space").Descendants("tbody").Single().Elements("tr").Select(row => string.Join('|', row.Elements().Select(cell => cell.Value))));
        Assert.Equal(40 - failed, Section(page, "parallel").Descendants("path").Count(path => path.Element("title") is not null));
        Assert.Equal(5, Section(page, "by-setting").Descendants("figure").Count());
        Assert.Equal("LearningRate", Section(page, "setting-importance").Descendants("tbody").Single().Descendants("th").First().Value);
    }

    [Fact]
    public void Halving_has_learning_curves_and_the_trial_that_stopped_is_named()
    {
        XElement page = Page(SearchReport.Create(SampleTrials.Halving(), "Disks <b>"));
        Assert.Equal("Disks <b>", page.Descendants("h1").Single().Value);
        XElement learning = Section(page, "learning");
        Assert.Equal(["trial 4 (0.9500)", "trial 0 (0.6960)", "Others"], learning.Descendants("button").Select(button => button.Value));
        Assert.Equal(2, Regex.Count(ById(page, "learning-0").Attribute("d")!.Value, "L"));

        // A dot for each of the six that stopped after their first rung.
        Assert.Equal(6, Regex.Count(ById(page, "learning-others").Attribute("d")!.Value, "h0"));
        Assert.Contains(page.Descendants("dd"), cell => cell.Value == "8 stopped early");
    }

    [Fact]
    public void The_defaults_are_named_where_a_trial_has_them()
    {
        SearchTrial[] trials = [SampleTrials.Of(0, new TrialSetting([KeyValuePair.Create("Preset", (object?)Preset.Table)]), 0.8), SampleTrials.Of(1, new TrialSetting([KeyValuePair.Create("LearningRate", (object?)0.1)]), 0.9)];
        XElement page = Page(SearchReport.Create(trials));
        Assert.Equal(["Defaults", "0.8000", "trial 0: no setting was changed"], page.Descendants("dl").First().Elements("div").ElementAt(1).Elements().Select(cell => cell.Value));
        Assert.Equal("$setting = @{\n    LearningRate = 0.1\n}\n$result = $data | Invoke-NetworkTraining @setting", page.Descendants("code").First().Value);
    }

    [Fact]
    public void Settings_are_PowerShell_code()
    {
        Assert.Equal("$result = $data | Invoke-NetworkTraining", SettingLiteral.Command(TrialSetting.Empty));
        (object? Value, string Code)[] cases = [(null, "$null"), (true, "$true"), (false, "$false"), (1e-05, "1E-05"), (0.1, "0.1"), (64, "64"), (Optimizer.Adam, "'Adam'"), (Array.AsReadOnly([64, 32]), "64, 32"), (Array.Empty<int>(), "@()"), (new[] { Activation.ReLU, Activation.Tanh }, "'ReLU', 'Tanh'"), (ClassWeighting.Balanced, "'Balanced'"), ("a'b", "'a''b'")];
        Assert.All(cases, one => Assert.Equal(one.Code, SettingLiteral.Of(one.Value)));
        Assert.Equal("@{ 'no' = 1; 'yes' = 2.5 }", SettingLiteral.Of(ClassWeighting.Of([KeyValuePair.Create((object)"no", 1.0), KeyValuePair.Create((object)"yes", 2.5)])));
    }

    [Theory]
    [InlineData(0.5, "0.5 s")]
    [InlineData(65, "1 min 5 s")]
    [InlineData(7620, "2 h 7 min")]
    [InlineData(100000, "27 h 46 min")]
    public void Times_are_short(double seconds, string text) => Assert.Equal(text, SearchPage.Time(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Ids_are_unique_and_links_lead_to_them()
    {
        foreach (IReadOnlyList<SearchTrial> trials in new[] { SampleTrials.Random(), SampleTrials.Halving() })
        {
            XElement page = Page(SearchReport.Create(trials));
            string[] ids = [.. page.DescendantsAndSelf().Attributes("id").Select(id => id.Value)];
            Assert.Equal(ids.Distinct(), ids);
            Assert.All(page.Descendants("a"), link => Assert.Contains(link.Attribute("href")!.Value[1..], ids));
            Assert.All(page.Descendants("button"), button => Assert.Contains(button.Attribute("data-hides")!.Value, ids));
            Assert.All(page.Descendants("svg").Where(svg => svg.Attribute("role")?.Value == "img"), svg => Assert.NotEqual("", svg.Attribute("aria-label")!.Value));
            Assert.DoesNotContain(page.Descendants(), element => element.Attribute("style") is not null);
        }
    }

    private static XElement Page(SearchReport report) => XElement.Parse(Regex.Replace(SearchPage.Render(report)["<!DOCTYPE html>".Length..], @"(?s)<(style|script)>.*?</\1>", ""));

    private static XElement Section(XElement page, string id) => page.Descendants("section").Single(section => section.Attribute("id")!.Value == id);

    private static XElement ById(XElement page, string id) => page.Descendants().Single(element => element.Attribute("id")?.Value == id);

    private static string Number(double score) => score.ToString("0.0000", CultureInfo.InvariantCulture);
}
