using PSNeuralNet.Training;

namespace PSNeuralNet.Charts;

/// <summary>
/// The cost curve of a running training, drawn repeatedly. Each epoch is read once, and memory does not grow with the number of epochs:
/// of each interval the lowest and the highest cost are kept.
/// </summary>
public sealed class LiveCostChart
{
    private readonly string _subtitle;
    private readonly CostIntervals _cost = new();
    private readonly CostIntervals _validation = new();
    private TrainingProgress _progress;

    /// <param name="subtitle">The network and the data.</param>
    public LiveCostChart(string subtitle)
    {
        ArgumentNullException.ThrowIfNull(subtitle);
        _subtitle = subtitle;
    }

    /// <summary>Adds the epochs since the last call.</summary>
    /// <param name="progress">The progress of the training.</param>
    public void Add(TrainingProgress progress)
    {
        _progress = progress;
        _cost.Add(progress.CostHistory);
        _validation.Add(progress.ValidationCostHistory);
    }

    /// <summary>The cost chart of a finished training.</summary>
    /// <param name="result">The training.</param>
    /// <exception cref="NetworkException">It has no finite cost.</exception>
    public static Chart Of(TrainingResult result) => CostChart.Of([result]);

    /// <summary>Draws the epochs so far.</summary>
    /// <param name="options">The appearance.</param>
    /// <returns>The lines; none before the first finite cost.</returns>
    /// <exception cref="NetworkException">The size is invalid.</exception>
    public IReadOnlyList<string> Draw(TextChartOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!_cost.HasAny)
        {
            return [];
        }

        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {_progress.Epoch} of {_progress.EpochCount}, cost {_progress.Cost:0.000000}, {Time(_progress.Remaining)} left; {_subtitle}");
        return TextChart.Draw(new CostChart(text, [Series()]) { LastEpoch = LastEpoch(_progress.Epoch, _progress.EpochCount) }, options);
    }

    /// <summary>The end of the axis of epochs: a round number, so that the curve does not move at each epoch.</summary>
    internal static int LastEpoch(int done, int all)
    {
        for (long power = 10; ; power *= 10)
        {
            foreach (long end in (long[])[power, 2 * power, 5 * power])
            {
                if (end >= done)
                {
                    return (int)Math.Min(end, Math.Max(1, all - 1));
                }
            }
        }
    }

    private static string Time(TimeSpan time) =>
        time < TimeSpan.FromMinutes(1) ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds):0} s")
            : time < TimeSpan.FromDays(1) ? time.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0.0} days");

    private CostSeries Series()
    {
        // The epochs of both curves: their intervals are the same, their extremes are not.
        bool hasValidation = _validation.HasAny;
        var epochs = _cost.Points.Select(point => point.Epoch).Concat(hasValidation ? _validation.Points.Select(point => point.Epoch) : []).Distinct().Order().ToList();
        double[] Costs(CostIntervals intervals)
        {
            var known = intervals.Points.ToDictionary(point => point.Epoch, point => point.Cost);
            return [.. epochs.Select(epoch => known.GetValueOrDefault(epoch, double.NaN))];
        }

        return new CostSeries("", epochs, Costs(_cost), hasValidation ? Costs(_validation) : null, hasValidation ? _validation.Lowest?.Epoch : null);
    }
}
