using MathNet.Numerics.LinearAlgebra;
using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Charts;

/// <summary>Predicted against actual numbers, or residuals against predicted numbers, for each target.</summary>
/// <param name="Kind">PredictedVsActual or Residual.</param>
/// <param name="Subtitle">The network and the data.</param>
/// <param name="Series">The targets.</param>
internal sealed record RegressionChart(ChartKind Kind, string Subtitle, IReadOnlyList<TargetSeries> Series)
    : Chart(Kind, Kind == ChartKind.Residual ? "Residuals" : "Predicted and actual", Subtitle)
{
    /// <summary>The predictions of a network for numbers on data.</summary>
    /// <exception cref="NetworkException">The network predicts classes, or the data does not suit it.</exception>
    public static RegressionChart Create(ChartKind kind, NetworkParameter network, Dataset dataset, CancellationToken cancellation = default)
    {
        RequireTask(kind, network, isRegression: true);
        Dataset data = Evaluator.Recode(dataset, network);
        return Of(kind, $"{network}, {dataset}", data, new Predictor(network).Predict(data, cancellation), MaximumSamples);
    }

    /// <summary>Predictions and actual numbers.</summary>
    /// <param name="kind">PredictedVsActual or Residual.</param>
    /// <param name="subtitle">The network and the data.</param>
    /// <param name="data">The samples with their actual numbers.</param>
    /// <param name="predicted">The predictions, targets x samples.</param>
    /// <param name="maximum">The most samples to draw.</param>
    public static RegressionChart Of(ChartKind kind, string subtitle, Dataset data, Matrix<double> predicted, int maximum)
    {
        double[]? weight = data.Weight is null ? null : [.. data.Weight];
        RegressionReport report = RegressionReport.Create(data.Y, predicted, weight, data.TargetName);
        int[] shown = Spread(data.SampleCount, maximum);
        return new RegressionChart(kind, subtitle, [.. report.Target.Select((target, row) => new TargetSeries(
            target.Target, [.. shown.Select(sample => data.Y[row, sample])], [.. shown.Select(sample => predicted[row, sample])], target.R2, target.RootMeanSquaredError))]);
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

    /// <summary>Actual less predicted.</summary>
    public IReadOnlyList<double> Residual { get; } = [.. Actual.Zip(Predicted, (actual, predicted) => actual - predicted)];

    /// <summary>The error as a text: "RMSE 1.234".</summary>
    public string ErrorLabel => string.Create(CultureInfo.InvariantCulture, $"RMSE {RootMeanSquaredError:G4}");

    /// <summary>The axis of actual and predicted numbers.</summary>
    public ChartAxis Values(string name) => ChartAxis.Of(name, [.. Actual, .. Predicted], Margin);

    /// <summary>The axis of residuals, symmetric around 0.</summary>
    public ChartAxis Residuals(string name)
    {
        double reach = Residual.Max(Math.Abs);
        return ChartAxis.Of(name, [-reach, reach], Margin);
    }
}
