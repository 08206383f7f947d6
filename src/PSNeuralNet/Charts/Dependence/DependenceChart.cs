using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Training;

namespace PSNeuralNet.Charts;

/// <summary>Partial dependence: a panel for each column (a curve for each class), or for each pair of columns (a heat map for each class).</summary>
internal sealed record DependenceChart : Chart
{
    /// <summary>As many panels as can be read beside each other.</summary>
    public const int MaximumPanels = 9;

    // Rows of the importances that decide which columns are drawn.
    private const int MaximumRanked = 1000;

    private DependenceChart(string title, string subtitle, IReadOnlyList<DependencePanel> panel)
        : base(ChartKind.PartialDependence, title, subtitle) => Panel = panel;

    /// <summary>The panels: one to nine.</summary>
    public IReadOnlyList<DependencePanel> Panel { get; }

    /// <summary>The charts of single panels, as the terminal shows them.</summary>
    internal override IReadOnlyList<Chart> TextParts => Panel.Count == 1 ? [this] : [.. Panel.Select(panel => new DependenceChart($"Partial dependence on {panel.Name}", Subtitle, [panel]) { Rows = Rows })];

    /// <summary>The chart of a network on samples.</summary>
    /// <param name="rows">The network and the samples.</param>
    /// <param name="feature">The columns; null for all, or the nine most important ones of more.</param>
    /// <param name="cancellation">Ends the computation early.</param>
    /// <exception cref="NetworkException">A column is unknown or has no values for a grid, or the data does not suit the network.</exception>
    public static DependenceChart Create(MeasuredRows rows, IReadOnlyList<string>? feature, CancellationToken cancellation = default)
    {
        feature ??= MostImportant(rows, cancellation);
        if (feature.Count == 0)
        {
            throw ChartErrors.ChartEmpty(ChartKind.PartialDependence, "the network uses no column that has values for a grid, only free text or empty columns");
        }

        return Of([.. PartialDependence.Measure(rows.Samples, rows.Network, new PartialDependenceOptions { Feature = feature }, cancellation: cancellation)], RowsLabel.Subtitle(rows)) with { Rows = RowsLabel.Of(rows) };
    }

    /// <summary>The chart of points that were measured.</summary>
    /// <param name="points">The points, in any order.</param>
    /// <param name="subtitle">The network and the data; null for the number of rows.</param>
    /// <exception cref="NetworkException">There is none, or they are of several measurements.</exception>
    public static DependenceChart Of(IReadOnlyList<DependencePoint> points, string? subtitle = null)
    {
        if (points.Count == 0)
        {
            throw ChartErrors.ChartEmpty(ChartKind.PartialDependence, "no column was measured. Give what Measure-NetworkFeature -Method PartialDependence gave");
        }

        if (points.GroupBy(point => (point.Name, point.OtherName, point.Output, point.Sample, point.Position, point.OtherPosition)).FirstOrDefault(group => group.Count() > 1) is { } repeated)
        {
            throw ChartErrors.ChartDependenceMixed($"{repeated.First()}");
        }

        DependencePanel[] all =
        [
            .. points.GroupBy(point => (point.Name, point.OtherName, Output: point.IsProbability && point.OtherName is null ? null : point.Output))
                .Select(group => group.Key.OtherName is null ? (DependencePanel)DependenceCurves.Of([.. group]) : DependenceField.Of([.. group])),
        ];
        DependencePanel[] shown = Scaled([.. all.Take(MaximumPanels)]);
        string part = shown.Length < all.Length ? string.Create(CultureInfo.InvariantCulture, $"the first {shown.Length} of {all.Length}, ") : "";
        int count = points.Max(point => point.SampleCount);
        string title = shown.Length == 1 ? $"Partial dependence on {shown[0].Name}" : "Partial dependence";
        return new DependenceChart(title, part + (subtitle ?? string.Create(CultureInfo.InvariantCulture, $"mean of {count} row{(count == 1 ? "" : "s")}")), shown);
    }

    internal override void Draw(TextSheet sheet) => DependenceText.Draw(sheet, Panel[0]);

    private static IReadOnlyList<string> MostImportant(MeasuredRows rows, CancellationToken cancellation)
    {
        IReadOnlyList<string> all = PartialDependence.Columns(rows.Samples);
        return all.Count <= 1 ? all
            : [.. PermutationImportance.Measure(rows.Samples, rows.Network, maximumSampleCount: MaximumRanked, cancellation: cancellation).Select(column => column.Name).Where(all.Contains).Take(MaximumPanels)];
    }

    /// <summary>Curves with one vertical axis for all columns of a class or target, so that they can be compared.</summary>
    private static DependencePanel[] Scaled(DependencePanel[] panels)
    {
        var axes = panels.OfType<DependenceCurves>().GroupBy(panel => panel.Y.Name).ToDictionary(group => group.Key, group => group.Select(panel => panel.Y).Aggregate((one, other) =>
            one with { Minimum = Math.Min(one.Minimum, other.Minimum), Maximum = Math.Max(one.Maximum, other.Maximum) }));
        return Array.ConvertAll(panels, panel => panel is DependenceCurves curves ? curves with { Y = axes[curves.Y.Name] } : panel);
    }
}

/// <summary>A panel of a partial dependence.</summary>
/// <param name="Name">The column, or two of them: "age and sex".</param>
internal abstract record DependencePanel(string Name)
{
    // Beyond both ends of an axis of predictions, as a share of the range.
    private protected const double Margin = 0.06;

    private const int MaximumLabel = 14;

    /// <summary>The name of a prediction: "probability of yes", "probability", or the target.</summary>
    private protected static string OutputName(IReadOnlyList<DependencePoint> points) =>
        !points[0].IsProbability ? points[0].Output
            : points.All(point => point.Output == points[0].Output) ? $"probability of {points[0].Output}"
            : "probability";

    /// <summary>The axis of a column: numbers, or categories at 0, 1, 2 ... in the order of their places.</summary>
    /// <param name="name">The column.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="points">Places and values.</param>
    private protected static (ChartAxis Axis, double[] Position) AxisOf(string name, ColumnKind kind, IEnumerable<(double Position, object Value)> points)
    {
        (double Position, object Value)[] different = [.. points.DistinctBy(point => point.Position).OrderBy(point => point.Position)];
        double[] positions = Array.ConvertAll(different, point => point.Position);
        return IsNamed(kind)
            ? (new ChartAxis(name, -0.5, different.Length - 0.5) { Named = [.. different.Select((point, i) => new AxisTick(i, ShortText.Of(TextOf(point.Value), MaximumLabel)))] }, positions)
            : (ChartAxis.Of(name, positions, 0, kind), positions);
    }

    /// <summary>True for columns whose values have names: categories and booleans.</summary>
    private protected static bool IsNamed(ColumnKind kind) => kind is ColumnKind.Category or ColumnKind.Enumeration or ColumnKind.Boolean;

    private protected static string TextOf(object value) => value is bool flag ? flag ? "true" : "false" : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    /// <summary>An axis of predictions; of equal ones with a small range around them.</summary>
    private protected static ChartAxis AxisOf(string name, IEnumerable<double> predictions)
    {
        var axis = ChartAxis.Of(name, predictions, Margin);
        double middle = (axis.Minimum + axis.Maximum) / 2, least = Math.Max(1e-4, Math.Abs(middle) * 1e-3);
        return axis.Maximum - axis.Minimum < least ? axis with { Minimum = middle - least, Maximum = middle + least } : axis;
    }
}
