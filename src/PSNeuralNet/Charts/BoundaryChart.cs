using MathNet.Numerics.LinearAlgebra;
using PSNeuralNet.Networks;
using PSNeuralNet.Training;

namespace PSNeuralNet.Charts;

/// <summary>
/// Decision boundary: predicted probabilities on a grid over the range of two columns, in the units of the columns, with all other columns
/// fixed at their median or most frequent category; the lines between the classes; and the samples.
/// </summary>
internal sealed record BoundaryChart : Chart
{
    /// <summary>Maximum number of classes, each of which takes a probability for each point of the grid.</summary>
    internal const int MaximumClasses = 1000;

    private BoundaryChart(string subtitle)
        : base(ChartKind.DecisionBoundary, "Decision boundary", subtitle)
    {
    }

    /// <summary>The horizontal column.</summary>
    public required ChartAxis X { get; init; }

    /// <summary>The vertical column.</summary>
    public required ChartAxis Y { get; init; }

    /// <summary>The names of the classes, in order.</summary>
    public required IReadOnlyList<string> ClassName { get; init; }

    /// <summary>
    /// Probabilities, rows along Y and columns along X, both from minimum to maximum: for two classes one matrix, of the second class; for
    /// more one for each class.
    /// </summary>
    public required IReadOnlyList<Matrix<double>> Probability { get; init; }

    /// <summary>The lines between classes, in the units of the columns: for two classes, at the decision threshold.</summary>
    public required IReadOnlyList<IReadOnlyList<(double X, double Y)>> Line { get; init; }

    /// <summary>The samples that have both columns: all, or an even selection of very many.</summary>
    public required IReadOnlyList<BoundarySample> Sample { get; init; }

    /// <summary>The number of samples of the data.</summary>
    public required int SampleCount { get; init; }

    /// <summary>The values of the fixed columns: the median, or the most frequent category; null where all cells are missing.</summary>
    public required IReadOnlyList<KeyValuePair<string, object?>> Fixed { get; init; }

    /// <summary>The number of misclassified samples: "1 mistake".</summary>
    public string Mistakes => Sample.Count(sample => sample.IsMistaken) is var count && count == 1 ? "1 mistake" : string.Create(CultureInfo.InvariantCulture, $"{count} mistakes");

    /// <summary>The rule of predicted classes.</summary>
    public required DecisionRule Rule { get; init; }

    /// <summary>The predicted class at a point of the grid, from 0.</summary>
    public int ClassAt(int row, int column) =>
        Probability.Count == 1 ? (Rule.IsSecond(1 - Probability[0][row, column], Probability[0][row, column]) ? 1 : 0) : Decision.Of([.. Probability.Select(one => one[row, column])]).ClassIndex;

    /// <summary>The certainty of the prediction at a point of the grid: 0 at the probability 1 / classes, 1 at the probability 1.</summary>
    public double Certainty(int row, int column)
    {
        double probability = Probability.Count == 1 ? 0.5 + Math.Abs(Probability[0][row, column] - 0.5) : Probability[ClassAt(row, column)][row, column];
        double chance = 1.0 / ClassName.Count;
        return Math.Clamp((probability - chance) / (1 - chance), 0, 1);
    }

    /// <summary>Computes a decision boundary.</summary>
    /// <param name="rows">The network, for classes, and the samples, which determine the ranges and the fixed values.</param>
    /// <param name="feature">The names of the two columns, the horizontal one first; null for the only two that can be axes.</param>
    /// <param name="resolution">The number of grid points along each axis: 2 or more.</param>
    /// <param name="cancellation">Ends the computation early.</param>
    /// <exception cref="NetworkException">
    /// The network predicts numbers, or more than 1,000 classes, there are not two columns, one of them is text, or the data does not suit the network.
    /// </exception>
    public static BoundaryChart Create(
        MeasuredRows rows, IReadOnlyList<string>? feature = null, int resolution = 201, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resolution, 2);
        RequireTask(ChartKind.DecisionBoundary, rows, isRegression: false);
        NetworkParameter network = rows.Network;
        if (network.ClassName.Count > MaximumClasses)
        {
            throw ChartErrors.BoundaryClassTooMany(network.ClassName.Count);
        }

        BoundaryPlane plane = BoundaryPlane.Of(rows.Samples, feature);
        Matrix<double>[] probability = plane.Predict(network, resolution, cancellation);
        DecisionRule rule = rows.Rule;
        return new BoundaryChart(RowsLabel.Subtitle(rows))
        {
            Rows = RowsLabel.Of(rows),
            X = plane.X,
            Y = plane.Y,
            ClassName = network.ClassName,
            Rule = rule,
            Probability = Array.AsReadOnly(probability),
            Line = [.. ContourLines.Between(probability, rule).Select(line => line.Select(plane.FromGrid(resolution)).ToArray())],
            Sample = plane.Samples(rows.Predict(cancellation), rule, MaximumSamples),
            SampleCount = rows.Samples.SampleCount,
            Fixed = plane.Fixed(),
        };
    }

    internal override void Draw(TextSheet sheet) => BoundaryText.Draw(sheet, this);
}

/// <summary>A sample of a decision boundary.</summary>
/// <param name="X">The value of the horizontal column.</param>
/// <param name="Y">The value of the vertical column.</param>
/// <param name="ClassIndex">The actual class, from 0.</param>
/// <param name="PredictedIndex">The class predicted from all columns of the sample, not only from these two; out of fold where the samples are.</param>
internal readonly record struct BoundarySample(double X, double Y, int ClassIndex, int PredictedIndex)
{
    /// <summary>True for a misclassified sample.</summary>
    public bool IsMistaken => ClassIndex != PredictedIndex;
}
