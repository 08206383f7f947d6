using PSNeuralNet.Charts;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Reports;

/// <summary>Explanations of some rows: the columns that moved each prediction, as tables with bars.</summary>
internal static class ExplanationSection
{
    private const int LongestText = 60;

    public static void Write(Markup page, TrainingReport report)
    {
        BackgroundSample background = report.Result.Parameter.Metadata.Background!;
        bool isRegression = report.Metrics is RegressionReport;
        page.Element("p", $"By how much each column moves the prediction of a row away from {(isRegression ? "the mean prediction" : "the mean probability")} of {Show.Count(background.Count, "row")} of the training data (Shapley values): the shares add up to the difference. It is what the network looks at, which need not be a cause.");
        foreach (ExplainedRow row in report.Explained)
        {
            Explanation explanation = row.Explanation;
            string predicted = isRegression ? Show.Number(explanation.Prediction) : $"{Show.Metric(explanation.Prediction)} for {Show.Value(explanation.Output)}";
            string mean = isRegression ? Show.Number(explanation.Mean) : Show.Metric(explanation.Mean);
            Table.Begin(page, $"{row.Reason}: row {Show.Count(row.Row)}, predicted {predicted}, mean {mean}, actual {ShortText.Of(Show.Value(row.Actual), LongestText)}", ["Column", "Value", "Share"]);
            double largest = explanation.Count == 0 ? 1 : Math.Abs(explanation[0].Share);
            foreach (Contribution one in explanation)
            {
                page.Open("tr").Element("th", one.Column, ("scope", "row")).Element("td", ShortText.Of(one.Word.Count > 0 ? one.Word.ToString() : Show.Value(one.Value), LongestText));
                Table.Bar(page, one.ShareText(), one.Share, largest);
                page.Close().Line();
            }

            Table.End(page);
        }
    }
}
