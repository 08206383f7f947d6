using MathNet.Numerics.LinearAlgebra;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Training;

namespace PSNeuralNet.Charts;

/// <summary>Predicted against actual numbers, or residuals against predicted numbers, for each target.</summary>
/// <param name="Kind">PredictedVsActual or Residual.</param>
/// <param name="Subtitle">The network and the data.</param>
/// <param name="Series">The targets.</param>
internal sealed record RegressionChart(ChartKind Kind, string Subtitle, IReadOnlyList<TargetSeries> Series)
    : Chart(Kind, Kind == ChartKind.Residual ? "Residuals" : "Predicted and actual", Subtitle)
{
    /// <summary>The predictions of a network for numbers on samples with a weight above 0.</summary>
    /// <param name="kind">PredictedVsActual or Residual.</param>
    /// <param name="rows">The samples.</param>
    /// <param name="maximum">The most samples to draw.</param>
    /// <param name="cancellation">Ends the computation early.</param>
    /// <exception cref="NetworkException">The network predicts classes, or the data does not suit it.</exception>
    public static RegressionChart Create(ChartKind kind, MeasuredRows rows, int maximum = MaximumSamples, CancellationToken cancellation = default)
    {
        RequireTask(kind, rows, isRegression: true);
        var report = (RegressionReport)rows.Measure(cancellation);
        Matrix<double> actual = rows.Samples.Y, predicted = rows.Predict(cancellation);
        int[] shown = [.. Spread(rows.Counting.Length, maximum).Select(i => rows.Counting[i])];
        return new RegressionChart(kind, RowsLabel.Subtitle(rows), [.. report.Target.Select((target, row) => new TargetSeries(
            target.Target, [.. shown.Select(sample => actual[row, sample])], [.. shown.Select(sample => predicted[row, sample])], target.R2, target.RootMeanSquaredError))])
        {
            Rows = RowsLabel.Of(rows),
        };
    }
}

/// <summary>The predictions of one target.</summary>
/// <param name="Target">The name of the target.</param>
/// <param name="Actual">The actual numbers, of all samples or of an even selection of very many.</param>
/// <param name="Predicted">The predicted numbers, in the same order.</param>
/// <param name="R2">The coefficient of determination, of all samples.</param>
/// <param name="RootMeanSquaredError">The root of the mean squared error of all samples, in the unit of the target.</param>
internal sealed record TargetSeries(string Target, IReadOnlyList<double> Actual, IReadOnlyList<double> Predicted, double R2, double RootMeanSquaredError)
{
    private const double Margin = 0.05;

    // With what stands behind it, as long as an axis has room for.
    private const int MaximumName = 14;

    /// <summary>Actual less predicted.</summary>
    public IReadOnlyList<double> Residual { get; } = [.. Actual.Zip(Predicted, (actual, predicted) => actual - predicted)];

    /// <summary>The error as a text: "RMSE 1.234".</summary>
    public string ErrorLabel => string.Create(CultureInfo.InvariantCulture, $"RMSE {RootMeanSquaredError:G4}");

    /// <summary>The axes of a chart: actual and predicted numbers, or predicted ones and residuals, symmetric around 0.</summary>
    /// <param name="kind">PredictedVsActual or Residual.</param>
    public (ChartAxis X, ChartAxis Y) Axes(ChartKind kind)
    {
        string name = ShortText.Of(string.Join(' ', Target.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), MaximumName);
        double reach = Residual.Max(Math.Abs);
        return kind == ChartKind.Residual
            ? (ChartAxis.Of($"{name}, predicted", [.. Actual, .. Predicted], Margin), ChartAxis.Of($"{name}, actual - predicted", [-reach, reach], Margin))
            : (ChartAxis.Of($"{name}, actual", [.. Actual, .. Predicted], Margin), ChartAxis.Of($"{name}, predicted", [.. Actual, .. Predicted], Margin));
    }
}
