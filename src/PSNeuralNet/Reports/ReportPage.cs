using System.Security.Cryptography;
using PSNeuralNet.Charts;
using PSNeuralNet.Evaluation;

namespace PSNeuralNet.Reports;

/// <summary>
/// HTML page of a report, on a training or a search. It is self-contained: style and script are inline, and its content security policy forbids other scripts and all
/// requests.
/// </summary>
internal static class ReportPage
{
    /// <summary>The page of a training.</summary>
    public static string Render(TrainingReport report) => Render(
        report.Title,
        report.Findings is null ? "First, what to watch for, in plain words. Then the details, for those who know the words."
            : "First, in plain words: how good the predictions are, where they are wrong, and what to watch for. Then the details, for those who know the words.",
        report.Result.Network.ModuleVersion,
        [],
        [.. Sections(report)]);

    /// <summary>A page: title, a sentence, tiles with numbers, links, and sections.</summary>
    /// <param name="title">The title.</param>
    /// <param name="subject">The sentence below it.</param>
    /// <param name="version">The version of the module.</param>
    /// <param name="tiles">Numbers with their names, and what stands beside them; none for a page that has them further down.</param>
    /// <param name="sections">The sections.</param>
    public static string Render(string title, string subject, string version, IReadOnlyList<(string Name, string Value, string Beside)> tiles, IReadOnlyList<ReportSection> sections)
    {
        string style = Resource("report.css").Replace("/* light */", Variables(Palette.Light), StringComparison.Ordinal).Replace("/* dark */", Variables(Palette.Dark), StringComparison.Ordinal), script = Resource("report.js");
        var page = new Markup();
        page.Raw("<!DOCTYPE html>\n").Open("html", ("lang", "en")).Open("head").Line();
        page.Open("meta", ("charset", "utf-8")).Line();
        page.Open("meta", ("http-equiv", "Content-Security-Policy"), ("content", $"default-src 'none'; img-src data:; style-src 'sha256-{Digest(style)}'; script-src 'sha256-{Digest(script)}'; base-uri 'none'; form-action 'none'")).Line();
        page.Open("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1")).Line();
        page.Open("meta", ("name", "color-scheme"), ("content", "light dark")).Line();
        page.Open("meta", ("name", "generator"), ("content", $"PSNeuralNet {version}")).Line();
        page.Element("title", title).Line();
        page.Open("style").Raw(style).Close().Line().Close().Line();
        page.Open("body").Line();
        Header(page, title, subject, tiles, sections);
        page.Open("main").Line();
        foreach (ReportSection section in sections)
        {
            page.Open("section", ("id", section.Id), ("class", section.IsWide ? "wide" : null), ("aria-labelledby", $"{section.Id}-title")).Line();
            page.Element("h2", section.Title, ("id", $"{section.Id}-title")).Line();
            section.Write(page);
            page.Close().Line();
        }

        page.Close().Line();
        page.Open("script").Raw(script).Close().Line();
        return page.Close().Line().Close().Line().ToString();
    }

    private static void Header(Markup page, string title, string subject, IReadOnlyList<(string Name, string Value, string Beside)> tiles, IReadOnlyList<ReportSection> sections)
    {
        page.Open("header").Element("h1", title).Line();
        page.Element("p", subject);
        if (tiles.Count > 0)
        {
            Tiles(page, tiles);
        }

        page.Open("nav", ("aria-label", "Contents")).Open("ul");
        foreach (ReportSection section in sections)
        {
            page.Open("li").Element("a", section.Title, ("href", $"#{section.Id}")).Close();
        }

        page.Close().Close().Close().Line();
    }

    private static void Tiles(Markup page, IReadOnlyList<(string Name, string Value, string Beside)> tiles)
    {
        page.Open("dl", ("class", "tiles"));
        foreach ((string name, string value, string beside) in tiles)
        {
            page.Open("div").Element("dt", name).Element("dd", value, ("class", "value")).Element("dd", beside).Close().Line();
        }

        page.Close().Line();
    }

    private static IEnumerable<ReportSection> Sections(TrainingReport report)
    {
        if (report.Findings is not null)
        {
            yield return new("summary", "In plain words", true, page => SummarySection.Write(page, report));
            yield return new("errors", "Where it is wrong", true, page => ErrorSection.Write(page, report));
        }

        yield return new("validity", "What would make this void", true, page => ValiditySection.Write(page, report));
        yield return new("card", "Model card", true, page => CardSection.Write(page, report));
        yield return new("numbers", "In numbers", true, page => Numbers(page, report));
        yield return new("cost", "Cost by epoch", false, page => CostSection.Write(page, report));
        yield return new("metrics", "Metrics and baseline", false, page => MetricSection.Write(page, report));
        if (report.Boundary.Count > 0)
        {
            yield return new("boundary", "Decision boundary", false, page => BoundarySection.Write(page, report));
        }

        if (report.Metrics is ClassificationReport classes)
        {
            yield return new("confusion", "Confusion matrix", classes.ConfusionMatrix.ClassName.Count > 5, page => ConfusionSection.Write(page, classes.ConfusionMatrix));
        }

        if (report.Metrics is ClassificationReport reliable)
        {
            yield return new("reliability", "Reliability of the probabilities", false, page => ReliabilitySection.Write(page, reliable));
        }

        if (report.Predictions is not null)
        {
            yield return new("predictions", "Predictions and residuals", true, page => RegressionSection.Write(page, report));
        }

        yield return new("importance", "Importance of the columns", false, page => ImportanceSection.Write(page, report));
        yield return new("network", "Network", false, page => DiagramSection.Write(page, report));

        // Beside other wide sections.
        if (report.Dependence is { } dependence)
        {
            yield return new("dependence", "What the network learned of the columns", true, page => DependenceSection.Write(page, dependence, report.DependenceSampleCount));
        }

        if (report.Explained.Count > 0)
        {
            yield return new("explanation", "Some rows explained", true, page => ExplanationSection.Write(page, report));
        }

        yield return new("data", "Training data", true, page => DataSection.Write(page, report));
        yield return new("settings", "Training", true, page => SettingSection.Write(page, report));
    }

    private static void Numbers(Markup page, TrainingReport report)
    {
        page.Element("p", $"A network {report.Result.Parameter}, trained on {report.Result.Dataset} to predict {string.Join(", ", report.Measured.TargetName)}.");
        Tiles(page, [.. MetricSection.Headline(report), ("Training cost", Show.Metric(report.Result.LastCost), $"from {Show.Metric(report.Result.FirstCost)}, in {Show.Count(report.Result.EpochCount, "epoch")}")]);
    }

    private static string Resource(string name)
    {
        using Stream stream = typeof(ReportPage).Assembly.GetManifestResourceStream($"PSNeuralNet.Reports.{name}")!;
        using var reader = new StreamReader(stream);

        // The digest is of the text as browsers read it, whatever line ends git checked out.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>The CSS variables of a palette.</summary>
    private static string Variables(Palette palette)
    {
        string Triple(Rgb color) => $"{color.Red}, {color.Green}, {color.Blue}";

        return $"--text: {palette.Text}; --muted: {palette.Muted}; --frame: {palette.Frame}; --grid: {palette.Grid}; --less: {palette.Negative}; --more: {palette.Positive}; "
            + $"--right: {Triple(palette.Negative)}; --wrong: {Triple(palette.Positive)}; {string.Join(' ', palette.Series.Select((color, i) => $"--s{i}: {color};"))}";
    }

    private static string Digest(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>A section of a page.</summary>
/// <param name="Id">The id of its element.</param>
/// <param name="Title">The title.</param>
/// <param name="IsWide">True for the width of both columns.</param>
/// <param name="Write">Writes it.</param>
internal readonly record struct ReportSection(string Id, string Title, bool IsWide, Action<Markup> Write);
