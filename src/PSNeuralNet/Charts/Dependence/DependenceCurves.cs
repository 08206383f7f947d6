using PSNeuralNet.Evaluation;

namespace PSNeuralNet.Charts;

/// <summary>Partial dependence on one column: a curve of means for each class, and those of single rows.</summary>
/// <param name="Name">The column.</param>
/// <param name="X">The axis of its values.</param>
/// <param name="Y">The axis of predictions.</param>
/// <param name="Series">The curves, at most twenty.</param>
/// <param name="OutputCount">The number of classes that were measured.</param>
internal sealed record DependenceCurves(string Name, ChartAxis X, ChartAxis Y, IReadOnlyList<DependenceSeries> Series, int OutputCount) : DependencePanel(Name)
{
    private const int MaximumSeries = 20;

    /// <summary>The names of the values where these are categories or booleans; else null.</summary>
    public IReadOnlyList<string>? Category { get; private init; }

    /// <summary>True where some rows have curves of their own.</summary>
    public bool HasRows => Series.Any(series => series.Row.Count > 0);

    public static DependenceCurves Of(DependencePoint[] points)
    {
        DependencePoint first = points[0];
        (ChartAxis x, double[] position) = AxisOf(first.Name, first.Kind, points.Select(point => (point.Position, point.Value)));
        IGrouping<string, DependencePoint>[] outputs = [.. points.GroupBy(point => point.Output)];
        DependenceSeries[] series =
        [
            .. outputs.Take(MaximumSeries).Select(output => new DependenceSeries(
                output.Key,
                Curve(output.Where(point => point.Sample is null)),
                [.. output.Where(point => point.Sample is not null).GroupBy(point => point.Sample).Select(Curve)])),
        ];
        return new DependenceCurves(first.Name, x, AxisOf(OutputName(points), points.Select(point => point.Prediction)), series, outputs.Length)
        {
            Category = IsNamed(first.Kind) ? [.. position.Select(place => TextOf(points.First(point => point.Position == place).Value))] : null,
        };

        (double X, double Y)[] Curve(IEnumerable<DependencePoint> curve) =>
            [.. curve.OrderBy(point => point.Position).Select(point => (x.Named is null ? point.Position : Array.BinarySearch(position, point.Position), point.Prediction))];
    }
}

/// <summary>Curves of one class or target.</summary>
/// <param name="Output">The class or target.</param>
/// <param name="Mean">The means, by ascending value; none where only rows were given.</param>
/// <param name="Row">The curves of single rows.</param>
internal sealed record DependenceSeries(string Output, IReadOnlyList<(double X, double Y)> Mean, IReadOnlyList<IReadOnlyList<(double X, double Y)>> Row);
