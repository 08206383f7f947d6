using System.Globalization;
using PSNeuralNet.Training;

namespace PSNeuralNet.Charts;

/// <summary>
/// The cost curve of a training that goes on, drawn again and again. Each epoch is looked at once, and what is kept does not grow with
/// their number: of each stretch of epochs the lowest and the highest cost.
/// </summary>
public sealed class LiveCostChart
{
    private readonly string _subtitle;
    private readonly CostStretches _cost = new();
    private readonly CostStretches _validation = new();
    private TrainingProgress _progress;

    /// <param name="subtitle">The network and the data, in a few words.</param>
    public LiveCostChart(string subtitle)
    {
        ArgumentNullException.ThrowIfNull(subtitle);
        _subtitle = subtitle;
    }

    /// <summary>Takes the epochs that are new.</summary>
    /// <param name="progress">What the training tells.</param>
    public void Add(TrainingProgress progress)
    {
        _progress = progress;
        _cost.Add(progress.CostHistory);
        _validation.Add(progress.ValidationCostHistory);
    }

    /// <summary>Draws what there is.</summary>
    /// <param name="options">How it is to look.</param>
    /// <returns>The lines; none before there is a cost.</returns>
    /// <exception cref="NetworkException">There is no room for it.</exception>
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
        return TextChart.Draw(new CostChart(text, [Series()]), options, LastEpoch(_progress.Epoch, _progress.EpochCount));
    }

    /// <summary>Where the axis ends: at a round number, so that the curve stays where it is for a while.</summary>
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

    private static string Time(TimeSpan time)
    {
        return time < TimeSpan.FromMinutes(1) ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds):0} s")
            : time < TimeSpan.FromDays(1) ? time.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0.0} days");
    }

    private CostSeries Series()
    {
        // Both lines have their points at the same epochs: the stretches are cut alike.
        bool hasValidation = _validation.HasAny;
        var epochs = _cost.Points.Select(point => point.Epoch).Concat(hasValidation ? _validation.Points.Select(point => point.Epoch) : []).Distinct().Order().ToList();
        double[] Costs(CostStretches stretches)
        {
            var known = stretches.Points.ToDictionary(point => point.Epoch, point => point.Cost);
            return [.. epochs.Select(epoch => known.GetValueOrDefault(epoch, double.NaN))];
        }

        return new CostSeries("", epochs, Costs(_cost), hasValidation ? Costs(_validation) : null, hasValidation ? _validation.Lowest?.Epoch : null);
    }
}
