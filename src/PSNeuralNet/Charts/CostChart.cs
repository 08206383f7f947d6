using PSNeuralNet.Training;

namespace PSNeuralNet.Charts;

/// <summary>Cost by epoch, of one training or of several.</summary>
/// <param name="Subtitle">The network and the data of the only training; empty for several.</param>
/// <param name="Series">The trainings.</param>
internal sealed record CostChart(string Subtitle, IReadOnlyList<CostSeries> Series) : Chart(ChartKind.Cost, "Cost by epoch", Subtitle)
{
    /// <summary>The end of the axis of epochs; null for the last epoch.</summary>
    public int? LastEpoch { get; init; }

    /// <summary>True for a single training.</summary>
    public bool IsSingle => Series.Count == 1;

    public bool HasValidation => Series.Any(series => series.ValidationCost is not null);

    /// <summary>The curves: for each training its cost and, if there is one, its validation cost.</summary>
    public IEnumerable<CostCurve> Curves => Series.SelectMany((series, i) => IsSingle
        ? (CostCurve[])[new(HasValidation ? "training" : "", series, series.Cost, 0, IsDashed: false), .. Validation("validation", series, 1, isDashed: false)]
        : [new(series.Name, series, series.Cost, i, IsDashed: false), .. Validation("", series, i, isDashed: true)]);

    /// <summary>The costs of trainings, each named by the settings that differ between them.</summary>
    /// <exception cref="NetworkException">There is none, or one without a finite cost.</exception>
    public static CostChart Of(IReadOnlyList<TrainingResult> results)
    {
        IReadOnlyList<string> names = SeriesNames.Of(results);
        string subtitle = results.Count == 1 ? $"{results[0].Parameter}, {results[0].Optimizer}, {results[0].Dataset}" : "";
        return Checked(subtitle, [.. results.Select((result, i) => CostSeries.Of(names[i], result.CostHistory) with { BestEpoch = result.BestEpoch })]);
    }

    /// <summary>The costs of epochs of one training, in any order.</summary>
    /// <exception cref="NetworkException">There is no finite cost, or an epoch occurs twice.</exception>
    public static CostChart Of(IReadOnlyList<EpochCost> epochs)
    {
        EpochCost[] ordered = [.. epochs.OrderBy(epoch => epoch.Epoch)];
        for (int i = 1; i < ordered.Length; i++)
        {
            if (ordered[i].Epoch == ordered[i - 1].Epoch)
            {
                throw ChartErrors.ChartEpochRepeated(ordered[i].Epoch);
            }
        }

        return Checked("", [CostSeries.Of("", ordered)]);
    }

    /// <summary>The axes of epochs and of costs.</summary>
    /// <exception cref="NetworkException">No cost has a position: on a logarithmic axis costs of 0 or less have none.</exception>
    public (ChartAxis X, ChartAxis Y) Axes(bool isLogarithmic)
    {
        double[] heights = [.. Curves.SelectMany(curve => curve.Cost).Select(cost => CostSeries.Height(cost, isLogarithmic)).Where(double.IsFinite)];
        if (heights.Length == 0)
        {
            throw ChartErrors.ChartScaleInvalid();
        }

        double first = Series.Min(series => series.Epoch[0]), last = LastEpoch ?? Series.Max(series => series.Epoch[^1]), minimum = heights.Min(), maximum = heights.Max();
        double margin = Math.Max(0.02, (maximum - minimum) * 0.03);
        return (new ChartAxis("Epoch", first, Math.Max(last, first + 1)) { IsInteger = true, Room = 0.02 }, isLogarithmic
            ? new ChartAxis("Cost", minimum - margin, maximum + margin) { IsLogarithmic = true }
            : new ChartAxis("Cost", Math.Min(0, minimum * 1.05), maximum > 0 ? maximum * 1.05 : 1));
    }

    internal override void Draw(TextSheet sheet) => CostText.Draw(sheet, this);

    private static IEnumerable<CostCurve> Validation(string name, CostSeries series, int color, bool isDashed) =>
        series.ValidationCost is { } cost ? [new CostCurve(name, series, cost, color, isDashed)] : [];

    private static CostChart Checked(string subtitle, CostSeries[] series) =>
        series.Length > 0 && series.All(one => one.Cost.Any(double.IsFinite)) ? new CostChart(subtitle, Array.AsReadOnly(series)) : throw ChartErrors.ChartHistoryEmpty(series.Any(one => one.Cost.Count > 0));
}

/// <summary>A curve of a cost chart.</summary>
/// <param name="Name">The text of the legend; empty for no entry.</param>
/// <param name="Series">The training.</param>
/// <param name="Cost">Its Cost or ValidationCost.</param>
/// <param name="Color">The index of the color.</param>
/// <param name="IsDashed">True for validation costs of several trainings.</param>
internal sealed record CostCurve(string Name, CostSeries Series, IReadOnlyList<double> Cost, int Color, bool IsDashed)
{
    /// <summary>The points in the units of the axes, thinned out: see <see cref="CostSeries.Line"/>. Costs without a position are left out.</summary>
    public (double X, double Y)[] Points(int maximum, bool isLogarithmic) =>
        [.. Series.Line(Cost, maximum).Select(point => ((double)point.Epoch, Y: CostSeries.Height(point.Cost, isLogarithmic))).Where(point => double.IsFinite(point.Y))];
}

/// <summary>The costs of one training.</summary>
/// <param name="Name">The settings that differ from the other trainings, such as "LearningRate=0.1"; empty for a single training.</param>
/// <param name="Epoch">The epochs, from 0.</param>
/// <param name="Cost">The cost of each epoch; NaN or infinite where the training diverged.</param>
/// <param name="ValidationCost">The validation cost after each epoch; null without validation.</param>
/// <param name="BestEpoch">The epoch of the lowest validation cost, whose weights were kept; null without validation.</param>
internal sealed record CostSeries(string Name, IReadOnlyList<int> Epoch, IReadOnlyList<double> Cost, IReadOnlyList<double>? ValidationCost, int? BestEpoch)
{
    /// <summary>The validation cost of the best epoch; null without validation.</summary>
    public double? BestCost => BestEpoch is { } best && Epoch.ToList().IndexOf(best) is >= 0 and int at ? ValidationCost?[at] : null;

    /// <summary>The best epoch and its cost: "best epoch: 42, cost 0.1234".</summary>
    public string BestLabel => FormattableString.Invariant($"best epoch: {BestEpoch}, cost {BestCost:0.####}");

    /// <summary>The position of the best epoch in the units of the axes; null for none.</summary>
    public (double X, double Y)? Best(bool isLogarithmic) =>
        BestEpoch is { } epoch && BestCost is { } cost && double.IsFinite(Height(cost, isLogarithmic)) ? (epoch, Height(cost, isLogarithmic)) : null;

    /// <summary>The position of a cost on an axis.</summary>
    public static double Height(double cost, bool isLogarithmic) => isLogarithmic ? Math.Log10(cost) : cost;

    /// <summary>The costs of epochs that are in order.</summary>
    public static CostSeries Of(string name, IReadOnlyList<EpochCost> epochs)
    {
        double[]? validation = epochs.Count > 0 && epochs.All(epoch => epoch is ValidatedEpochCost)
            ? [.. epochs.Select(epoch => ((ValidatedEpochCost)epoch).ValidationCost)]
            : null;
        int best = validation is null ? -1 : Array.IndexOf(validation, validation.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Min());
        return new CostSeries(name, [.. epochs.Select(epoch => epoch.Epoch)], [.. epochs.Select(epoch => epoch.Cost)], validation, best < 0 ? null : epochs[best].Epoch);
    }

    /// <summary>
    /// A line thinned out to about a maximum of points (4 or more): the lowest and the highest cost of each interval of epochs, the first and
    /// the last one. Costs that are not finite are left out.
    /// </summary>
    public IReadOnlyList<(int Epoch, double Cost)> Line(IReadOnlyList<double> costs, int maximum)
    {
        int[] finite = [.. Enumerable.Range(0, costs.Count).Where(i => double.IsFinite(costs[i]))];
        if (finite.Length > maximum)
        {
            int intervals = (maximum - 2) / 2;
            IEnumerable<int> extremes = Enumerable.Range(0, intervals).SelectMany(interval =>
            {
                int[] part = finite[(int)((long)interval * finite.Length / intervals)..(int)((interval + 1L) * finite.Length / intervals)];
                return new[] { part.MinBy(i => costs[i]), part.MaxBy(i => costs[i]) };
            });
            finite = [.. extremes.Append(finite[0]).Append(finite[^1]).Distinct().Order()];
        }

        return [.. finite.Select(i => (Epoch[i], costs[i]))];
    }
}
