using PSNeuralNet.Training;

namespace PSNeuralNet.Charts;

/// <summary>The rows of a chart of a training, as a text: "200 out-of-fold rows", "60 validation rows", "200 training rows"; empty for data that is given.</summary>
internal static class RowsLabel
{
    public static string Of(MeasuredRows rows) =>
        rows.Source switch
        {
            null => "",
            ScoreSource.OutOfFold => Text("out-of-fold", rows),
            ScoreSource.Validation => Text("validation", rows),
            _ => Text("training", rows),
        };

    /// <summary>The rows, the network and the data: "60 validation rows, 2-5-1 tanh/sigmoid, moons (200 samples, 2 features)".</summary>
    public static string Subtitle(MeasuredRows rows) => $"{(rows.Source is null ? "" : $"{Of(rows)}, ")}{rows.NetworkLabel}{rows.From}";

    private static string Text(string kind, MeasuredRows rows) =>
        string.Create(CultureInfo.InvariantCulture, $"{rows.Counting.Length} {kind} row{(rows.Counting.Length == 1 ? "" : "s")}");
}
