using MathNet.Numerics.LinearAlgebra;
using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Charts;

/// <summary>Predicted and actual numbers, for each target: one against the other, or what is left between them.</summary>
public sealed record RegressionChart : Chart
{
    // More dots than that hide each other.
    private const int MostSamples = 4000;
    private readonly ChartKind _kind;

    private RegressionChart(ChartKind kind, string subtitle, IReadOnlyList<TargetSeries> series)
        : base(kind == ChartKind.Residual ? "Residuals" : "Predicted and actual", subtitle)
    {
        _kind = kind;
        Series = series;
    }

    /// <summary>PredictedVsActual or Residual.</summary>
    public override ChartKind Kind => _kind;

    /// <summary>The targets.</summary>
    public IReadOnlyList<TargetSeries> Series { get; }

    /// <summary>The predictions of a network on data.</summary>
    /// <param name="kind">PredictedVsActual or Residual.</param>
    /// <param name="network">A network for numbers.</param>
    /// <param name="dataset">The samples.</param>
    /// <param name="cancellation">Ends the computation early.</param>
    /// <exception cref="NetworkException">The network predicts classes, or the data does not suit it.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static RegressionChart Create(ChartKind kind, NetworkParameter network, Dataset dataset, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(dataset);
        if (network.Task != NetworkTask.Regression)
        {
            throw ChartErrors.ChartTaskMismatch(kind, network.Task);
        }

        network.RequireFinite();
        Dataset data = Evaluator.Recode(dataset, network);
        Matrix<double> predicted = new Predictor(network).Predict(data, cancellation);
        double[]? weight = data.Weight is null ? null : [.. data.Weight];
        RegressionReport report = RegressionReport.Create(data.Y, predicted, weight, data.TargetName);
        int[] shown = Spread(data.SampleCount, MostSamples);
        return new RegressionChart(kind, $"{network}, {dataset}", [.. report.Target.Select((target, row) => new TargetSeries(
            target.Target, [.. shown.Select(sample => data.Y[row, sample])], [.. shown.Select(sample => predicted[row, sample])], target.R2, target.RootMeanSquaredError))]);
    }
}

/// <summary>The predictions of one target.</summary>
/// <param name="Target">The target's name.</param>
/// <param name="Actual">The actual number of each sample, or of an even selection where there are very many.</param>
/// <param name="Predicted">The predicted number of each, in the same order.</param>
/// <param name="R2">The coefficient of determination, of all samples.</param>
/// <param name="RootMeanSquaredError">The root of the mean squared error of all samples, in the target's unit.</param>
public sealed record TargetSeries(string Target, IReadOnlyList<double> Actual, IReadOnlyList<double> Predicted, double R2, double RootMeanSquaredError);
