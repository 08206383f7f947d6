using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace PSNeuralNet.Evaluation;

/// <summary>
/// How good predictions of numbers are, with scikit-learn's metrics (their values in version 1.2), and what always predicting the
/// mean would reach. Of several targets, every metric is the plain mean of the targets' own ("uniform_average"). With sample
/// weights, every mean over samples is a weighted one.
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
    /// The root of the mean squared error, in units of the target. Of several targets, the mean of their roots, not the root of
    /// their mean (mean_squared_error with squared=False in scikit-learn 1.2).
    /// </summary>
    public required double RootMeanSquaredError { get; init; }

    /// <summary>The mean of |y - p|, in units of the target.</summary>
    public required double MeanAbsoluteError { get; init; }

    /// <summary>The mean of |y - p| / max(|y|, 2^-52), as a share: 0.1 for 10 %. Huge where a y is 0.</summary>
    public required double MeanAbsolutePercentageError { get; init; }

    /// <summary>
    /// The share of the variance that is explained: 1 - sum (y - p)^2 / sum (y - mean of y)^2. 1 for perfect predictions; else 0 for
    /// a target that is constant. NaN for fewer than two samples.
    /// </summary>
    public required double R2 { get; init; }

    /// <summary>The mean squared error of always predicting the mean of y: the variance of y.</summary>
    public required double BaselineMeanSquaredError { get; init; }

    /// <summary>The mean absolute error of always predicting the mean of y.</summary>
    public required double BaselineMeanAbsoluteError { get; init; }

    /// <summary>The metrics of each target, in the order of the rows.</summary>
    public required IReadOnlyList<TargetMetric> Target { get; init; }

    /// <summary>Measures predictions of numbers.</summary>
    /// <param name="actual">The actual values, targets x samples: finite.</param>
    /// <param name="predicted">The predicted values, likewise.</param>
    /// <param name="weight">How much each sample counts: finite, not negative, not all 0; null for 1 each.</param>
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
            R2 = targets.Average(target => target.R2),
            BaselineMeanSquaredError = targets.Average(target => target.BaselineMeanSquaredError),
            BaselineMeanAbsoluteError = targets.Average(target => target.BaselineMeanAbsoluteError),
            Target = Array.AsReadOnly(targets),
        };
    }

    /// <summary>In a few words: "RMSE 12.34, R2 0.8912, 150 samples".</summary>
    public override string ToString()
    {
        return string.Create(CultureInfo.InvariantCulture, $"RMSE {RootMeanSquaredError:G4}, R2 {R2:0.0000}, {SampleCount} sample{(SampleCount == 1 ? "" : "s")}");
    }

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
