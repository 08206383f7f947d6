using MathNet.Numerics.LinearAlgebra;

namespace PSNeuralNet.Evaluation;

/// <summary>
/// Regression metrics, with the values of scikit-learn 1.2, and those of always predicting the mean. With several targets, each metric
/// is the mean of the targets' ("uniform_average"). With sample weights, every mean over samples is a weighted one.
/// </summary>
public sealed record RegressionReport : NetworkReport
{
    private RegressionReport()
    {
    }

    /// <inheritdoc/>
    public override required int SampleCount { get; init; }

    /// <summary>The mean of (y - p)^2 for actual values y and predicted ones p, in squared units of the target.</summary>
    public required double MeanSquaredError { get; init; }

    /// <summary>
    /// The root of the mean squared error (RMSE), in units of the target. With several targets, the mean of their roots
    /// (mean_squared_error with squared=False in scikit-learn 1.2).
    /// </summary>
    public required double RootMeanSquaredError { get; init; }

    /// <summary>The mean of |y - p|, in units of the target.</summary>
    public required double MeanAbsoluteError { get; init; }

    /// <summary>
    /// The mean of |y - p| / max(|y|, 2^-52), as a share: 0.1 for 10 %. Samples whose y is 0 have no percentage and are left out (scikit-learn has some 1E+15 for each); NaN where
    /// none is left.
    /// </summary>
    public required double MeanAbsolutePercentageError { get; init; }

    /// <summary>The number of actual values of 0, over all targets, which the mean absolute percentage error leaves out.</summary>
    public int ZeroTargetCount => Target.Sum(target => target.ZeroTargetCount);

    /// <summary>The median of |y - p|, in units of the target: a few large errors do not change it.</summary>
    public required double MedianAbsoluteError { get; init; }

    /// <summary>The largest |y - p| of the samples with a weight above 0, in units of the target.</summary>
    public required double MaximumError { get; init; }

    /// <summary>
    /// Explained variance, 1 - Var(y - p) / Var(y): R2, but a constant error costs nothing. For a constant target 1 if the error is constant, too, else 0.
    /// </summary>
    public required double ExplainedVariance { get; init; }

    /// <summary>
    /// Mean squared logarithmic error (MSLE), the mean of (ln(1 + y) - ln(1 + p))^2: for targets of several orders of magnitude, such as counts. NaN where an actual or predicted value
    /// is -1 or less (scikit-learn 1.2: an error for any below 0).
    /// </summary>
    public required double MeanSquaredLogError { get; init; }

    /// <summary>
    /// Coefficient of determination, 1 - sum (y - p)^2 / sum (y - mean of y)^2. For a constant target 1 if all predictions are exact,
    /// else 0. NaN for fewer than two samples.
    /// </summary>
    public required double R2 { get; init; }

    /// <summary>The mean squared error of always predicting the mean of y: the variance of y.</summary>
    public required double BaselineMeanSquaredError { get; init; }

    /// <summary>The mean absolute error of always predicting the mean of y.</summary>
    public required double BaselineMeanAbsoluteError { get; init; }

    /// <summary>The metrics of each target, in the order of the rows.</summary>
    public required IReadOnlyList<TargetMetric> Target { get; init; }

    /// <inheritdoc/>
    internal override IReadOnlyList<ReportedMetric> Metrics =>
    [
        new(nameof(R2), "R²", R2, 0),
        new(nameof(RootMeanSquaredError), "Root mean squared error", RootMeanSquaredError, Target.Average(one => Math.Sqrt(one.BaselineMeanSquaredError))),
        new(nameof(MeanAbsoluteError), "Mean absolute error", MeanAbsoluteError, BaselineMeanAbsoluteError),
        new(nameof(MeanSquaredError), "Mean squared error", MeanSquaredError, BaselineMeanSquaredError),
    ];

    /// <summary>Compares predictions with actual values.</summary>
    /// <param name="actual">The actual values, targets x samples: finite.</param>
    /// <param name="predicted">The predicted values, likewise.</param>
    /// <param name="weight">Sample weights: finite, at least 0, not all 0; null for 1 each.</param>
    /// <param name="targetName">The names of the targets, in the order of the rows; null for Y1, Y2, ...</param>
    /// <exception cref="NetworkException">Shapes disagree, there is no sample, a value is not finite, or a weight is out of range.</exception>
    public static RegressionReport Create(Matrix<double> actual, Matrix<double> predicted, double[]? weight = null, IReadOnlyList<string>? targetName = null)
    {
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(predicted);
        string[] names = [.. targetName ?? Enumerable.Range(1, actual.RowCount).Select(i => $"Y{i}")];
        RequireShapes(actual, predicted, names);
        var weights = new SampleWeights(weight, actual.ColumnCount);

        var targets = new TargetMetric[names.Length];
        for (int row = 0; row < targets.Length; row++)
        {
            double[] y = Finite(actual, row, names[row], "actual"), p = Finite(predicted, row, names[row], "predicted");
            targets[row] = TargetMetric.Create(names[row], y, p, weights);
        }

        return new RegressionReport
        {
            SampleCount = actual.ColumnCount,
            MeanSquaredError = targets.Average(target => target.MeanSquaredError),
            RootMeanSquaredError = targets.Average(target => target.RootMeanSquaredError),
            MeanAbsoluteError = targets.Average(target => target.MeanAbsoluteError),
            MeanAbsolutePercentageError = targets.Average(target => target.MeanAbsolutePercentageError),
            MedianAbsoluteError = targets.Average(target => target.MedianAbsoluteError),
            MaximumError = targets.Average(target => target.MaximumError),
            ExplainedVariance = targets.Average(target => target.ExplainedVariance),
            MeanSquaredLogError = targets.Average(target => target.MeanSquaredLogError),
            R2 = targets.Average(target => target.R2),
            BaselineMeanSquaredError = targets.Average(target => target.BaselineMeanSquaredError),
            BaselineMeanAbsoluteError = targets.Average(target => target.BaselineMeanAbsoluteError),
            Target = new Data.TextList<TargetMetric>(targets),
        };
    }

    /// <summary>The warning of actual values that the mean absolute percentage error leaves out; null for none.</summary>
    internal static string? ZeroWarning(int zeros, long count) => zeros == 0 ? null
        : $"MeanAbsolutePercentageError leaves out {zeros} of {count} actual values, which are 0: there is no percentage of 0. Take MeanAbsoluteError instead.";

    /// <summary>Short text: "RMSE 12.34, R2 0.8912, 150 samples".</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"RMSE {RootMeanSquaredError:G4}, R2 {R2:0.0000}, {SampleCount} sample{(SampleCount == 1 ? "" : "s")}");

    private static void RequireShapes(Matrix<double> actual, Matrix<double> predicted, string[] names)
    {
        if (predicted.RowCount != actual.RowCount || predicted.ColumnCount != actual.ColumnCount)
        {
            throw EvaluationErrors.TargetShapeInvalid(
                $"The actual values are {actual.RowCount} x {actual.ColumnCount}, but the predicted ones are {predicted.RowCount} x {predicted.ColumnCount}. Both are laid out with one row a target and one column a sample.",
                predicted);
        }

        if (actual.RowCount == 0)
        {
            throw EvaluationErrors.TargetShapeInvalid("There is no target to measure: the matrices have no rows. Give one row a target.", actual);
        }

        if (names.Length != actual.RowCount)
        {
            throw EvaluationErrors.TargetShapeInvalid($"There are {actual.RowCount} targets (rows), but {names.Length} target names. Give one name a target.", names);
        }
    }

    private static double[] Finite(Matrix<double> matrix, int row, string target, string kind)
    {
        double[] values = [.. matrix.Row(row)];
        for (int s = 0; s < values.Length; s++)
        {
            if (!double.IsFinite(values[s]))
            {
                throw EvaluationErrors.TargetValueInvalid(s + 1, target, kind, values[s]);
            }
        }

        return values;
    }
}
