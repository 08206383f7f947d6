using System.Runtime.InteropServices;
using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Training;

namespace PSNeuralNet.Reports;

/// <summary>Model card (M. Mitchell et al., 2019): intended use, data, date, seed and versions.</summary>
internal static class CardSection
{
    public static void Write(Markup page, TrainingReport report)
    {
        page.Element("h3", "Intended use").Line();
        page.Element("p", report.Description ?? "Not stated. Export-NetworkReport -Description tells it here: who is to use the predictions, for what, and for what not.", ("class", "given")).Line();
        Table.Write(page, "The network, its data and its origin", ["What", "Value"], Rows(report));
    }

    private static IEnumerable<string[]> Rows(TrainingReport report)
    {
        TrainingResult result = report.Result;
        Dataset data = result.Dataset;
        yield return ["Predicts", string.Join(", ", data.TargetName)];
        yield return ["Data", $"{data}{(data.Seed is { } generated ? $", generated with the seed {generated}" : "")}"];
        yield return ["Learned from", Show.Count(result.SampleCount, "row")];
        yield return ["Measured on", report.Rows.Source switch
        {
            null => $"{report.Rows.Data}, which was given for this report",
            ScoreSource.Validation => $"{Show.Count(report.Measured.SampleCount, "row")} that were set aside",
            ScoreSource.OutOfFold => $"{Show.Count(report.Measured.SampleCount, "row")}, out of fold",
            _ => "the rows that it has learned from",
        }];
        yield return ["Result", report.Metrics is ClassificationReport classes
            ? $"accuracy {Show.Percent(classes.Accuracy)}; always “{Charts.ShortText.Of(classes.MajorityClass, 30)}”: {Show.Percent(classes.BaselineAccuracy)}"
            : report.Metrics is MultiLabelReport labels ? $"all labels right {Show.Percent(labels.Accuracy)}; always the more frequent classes: {Show.Percent(labels.BaselineAccuracy)}"
            : $"R² {Show.Metric(((RegressionReport)report.Metrics).R2)}; always the mean: 0"];
        yield return ["Network", $"{result.Parameter}, {Show.Count(result.Parameter.ParameterCount)} weights and biases"];
        if (report.Metrics is ClassificationReport { PositiveClass: { } positive })
        {
            yield return ["Positive class", string.Create(CultureInfo.InvariantCulture, $"{positive}, above the probability {report.Rows.Rule.Threshold:0.####}")];
        }

        yield return ["Seed", result.Network.Seed is { } seed ? seed.ToString(CultureInfo.InvariantCulture) : "none"];
        yield return ["Date of this report", report.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)];
        yield return ["Versions", $"trained by PSNeuralNet {result.Network.ModuleVersion}; report by PSNeuralNet {ThisModule.Version}, {RuntimeInformation.FrameworkDescription}"];
    }
}
