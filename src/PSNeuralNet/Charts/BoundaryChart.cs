using MathNet.Numerics.LinearAlgebra;
using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Charts;

/// <summary>
/// Which class a network sees where: probabilities on a grid over the range of two columns, in the columns' own units, all other columns
/// held at their middle; the lines between the classes; and the samples.
/// </summary>
public sealed record BoundaryChart : Chart
{
    // More dots than that hide each other.
    private const int MostSamples = 4000;

    private BoundaryChart(string subtitle)
        : base("Decision boundary", subtitle)
    {
    }

    /// <inheritdoc/>
    public override ChartKind Kind => ChartKind.DecisionBoundary;

    /// <summary>The column across.</summary>
    public required BoundaryAxis X { get; init; }

    /// <summary>The column upwards.</summary>
    public required BoundaryAxis Y { get; init; }

    /// <summary>The names of the classes, in order; of two, the second is the positive one.</summary>
    public required IReadOnlyList<string> ClassName { get; init; }

    /// <summary>
    /// For two classes one matrix, the probability of the second one; for more a matrix a class. Rows go along Y and columns along X,
    /// both from the minimum to the maximum.
    /// </summary>
    public required IReadOnlyList<Matrix<double>> Probability { get; init; }

    /// <summary>Where one class ends and another begins, in the units of the columns: for two classes, where both have the probability 0.5.</summary>
    public required IReadOnlyList<IReadOnlyList<(double X, double Y)>> Line { get; init; }

    /// <summary>The samples, or an even selection of them where there are very many. Those that lack one of the two columns are left out.</summary>
    public required IReadOnlyList<BoundarySample> Sample { get; init; }

    /// <summary>How many samples the data has.</summary>
    public required int SampleCount { get; init; }

    /// <summary>What the other columns are held at: the median, or the most frequent category; null where all cells are missing.</summary>
    public required IReadOnlyList<KeyValuePair<string, object?>> Held { get; init; }

    /// <summary>The class of a point of the grid, from 0.</summary>
    /// <param name="row">The row, from that of the least Y.</param>
    /// <param name="column">The column, from that of the least X.</param>
    public int ClassAt(int row, int column)
    {
        if (Probability.Count == 1)
        {
            return Probability[0][row, column] > 0.5 ? 1 : 0;
        }

        return Decision.Of([.. Probability.Select(one => one[row, column])]).ClassIndex;
    }

    /// <summary>The names of the columns that can be axes: those that are one number, and not the same in all rows.</summary>
    /// <param name="schema">The columns of a network, or of data.</param>
    public static IReadOnlyList<string> Axes(DataSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return [.. schema.Column.Where(BoundaryPlane.CanBeAxis).Select(column => column.Name)];
    }

    /// <summary>Computes the picture.</summary>
    /// <param name="network">A network for classes.</param>
    /// <param name="dataset">The samples: they say the range of the columns, and the middle of the others.</param>
    /// <param name="feature">The names of the two columns, the one across first; null for the only two that can be axes.</param>
    /// <param name="resolution">How many points of the grid there are along each axis: 2 or more.</param>
    /// <param name="cancellation">Ends the computation early.</param>
    /// <exception cref="NetworkException">
    /// The network predicts numbers, there are not two columns, one of them is text, or the data does not suit the network.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static BoundaryChart Create(
        NetworkParameter network, Dataset dataset, IReadOnlyList<string>? feature = null, int resolution = 201, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfLessThan(resolution, 2);
        if (network.Task == NetworkTask.Regression)
        {
            throw ChartErrors.ChartTaskMismatch(ChartKind.DecisionBoundary, network.Task);
        }

        network.RequireFinite();
        Dataset data = Evaluator.Recode(dataset, network);
        BoundaryPlane plane = BoundaryPlane.Of(data, feature);
        Matrix<double>[] probability = plane.Predict(network, resolution, cancellation);
        return new BoundaryChart($"{network}, {dataset}")
        {
            X = plane.X,
            Y = plane.Y,
            ClassName = network.ClassName,
            Probability = Array.AsReadOnly(probability),
            Line = [.. ContourLines.Between(probability).Select(line => line.Select(plane.FromGrid(resolution)).ToArray())],
            Sample = plane.Samples(network, MostSamples, cancellation),
            SampleCount = data.SampleCount,
            Held = plane.Held(),
        };
    }
}

/// <summary>An axis of a decision boundary: a column of the data.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Column">What it holds: numbers, dates (as days since 1970-01-01), spans of time (as seconds), or true and false (1 and 0).</param>
/// <param name="Minimum">Where the picture begins: a little below the least value of the samples.</param>
/// <param name="Maximum">Where it ends: a little above the largest value.</param>
public sealed record BoundaryAxis(string Name, ColumnKind Column, double Minimum, double Maximum);

/// <summary>A sample in the picture of a decision boundary.</summary>
/// <param name="X">Its value in the column across.</param>
/// <param name="Y">Its value in the column upwards.</param>
/// <param name="ClassIndex">Its class, from 0.</param>
/// <param name="PredictedIndex">The class that the network predicts of all of its columns, not only of these two.</param>
public readonly record struct BoundarySample(double X, double Y, int ClassIndex, int PredictedIndex)
{
    /// <summary>Whether the network takes it for another class.</summary>
    public bool IsMistaken => ClassIndex != PredictedIndex;
}
