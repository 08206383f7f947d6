using PSNeuralNet.Training;

namespace PSNeuralNet.Charts;

/// <summary>The cost of each epoch, of one training or of several.</summary>
/// <param name="Subtitle">The network and the data of the only training; empty for several.</param>
/// <param name="Series">The trainings.</param>
public sealed record CostChart(string Subtitle, IReadOnlyList<CostSeries> Series) : Chart("Cost by epoch", Subtitle)
{
    /// <inheritdoc/>
    public override ChartKind Kind => ChartKind.Cost;

    /// <summary>The costs of trainings, each named by what is not the same in all of them.</summary>
    /// <param name="results">The trainings: at least one.</param>
    /// <exception cref="NetworkException">There is none, or one of no epochs.</exception>
    public static CostChart Of(IReadOnlyList<TrainingResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        IReadOnlyList<string> names = SeriesNames.Of(results);
        string subtitle = results.Count == 1 ? $"{results[0].Parameter}, {results[0].Optimizer}, {results[0].Dataset}" : "";
        return Checked(subtitle, [.. results.Select((result, i) => CostSeries.Of(names[i], result.CostHistory) with { BestEpoch = result.BestEpoch })]);
    }

    /// <summary>The costs of epochs.</summary>
    /// <param name="epochs">The epochs of one training, in any order: a cost history, or what is left of one.</param>
    /// <exception cref="NetworkException">There is none, or one more than once.</exception>
    public static CostChart Of(IReadOnlyList<EpochCost> epochs)
    {
        ArgumentNullException.ThrowIfNull(epochs);
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

    private static CostChart Checked(string subtitle, CostSeries[] series)
    {
        return series.Length > 0 && series.All(one => one.Cost.Any(double.IsFinite))
            ? new CostChart(subtitle, Array.AsReadOnly(series))
            : throw ChartErrors.ChartHistoryEmpty();
    }
}

/// <summary>The costs of one training.</summary>
/// <param name="Name">What tells it from the others, such as "LearningRate=0.1"; empty for the only one.</param>
/// <param name="Epoch">The epochs, from 0.</param>
/// <param name="Cost">The cost of each epoch; NaN or infinite where the training diverged.</param>
/// <param name="ValidationCost">The cost of the validation samples after each epoch; null without validation.</param>
/// <param name="BestEpoch">The epoch of the lowest validation cost, whose weights were kept; null without validation.</param>
public sealed record CostSeries(string Name, IReadOnlyList<int> Epoch, IReadOnlyList<double> Cost, IReadOnlyList<double>? ValidationCost, int? BestEpoch)
{
    /// <summary>The validation cost of the best epoch; null without validation.</summary>
    public double? BestCost => BestEpoch is { } best && Epoch.ToList().IndexOf(best) is >= 0 and int at ? ValidationCost?[at] : null;

    /// <summary>The costs of a history.</summary>
    /// <param name="name">What tells it from others.</param>
    /// <param name="epochs">The epochs, in order.</param>
    public static CostSeries Of(string name, IReadOnlyList<EpochCost> epochs)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        double[]? validation = epochs.Count > 0 && epochs.All(epoch => epoch is ValidatedEpochCost)
            ? [.. epochs.Select(epoch => ((ValidatedEpochCost)epoch).ValidationCost)]
            : null;
        int best = validation is null ? -1 : Array.IndexOf(validation, validation.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Min());
        return new CostSeries(
            name,
            Array.AsReadOnly([.. epochs.Select(epoch => epoch.Epoch)]),
            Array.AsReadOnly([.. epochs.Select(epoch => epoch.Cost)]),
            validation is null ? null : Array.AsReadOnly(validation),
            best < 0 ? null : epochs[best].Epoch);
    }

    /// <summary>
    /// A line with about as many points as can be seen: of each stretch of epochs the lowest and the highest cost, in their order, and
    /// the first and the last of all. Costs that are no numbers are left out.
    /// </summary>
    /// <param name="costs">Cost, or ValidationCost.</param>
    /// <param name="most">How many points are enough, 4 or more.</param>
    public IReadOnlyList<(int Epoch, double Cost)> Line(IReadOnlyList<double> costs, int most)
    {
        ArgumentNullException.ThrowIfNull(costs);
        int[] finite = [.. Enumerable.Range(0, costs.Count).Where(i => double.IsFinite(costs[i]))];
        if (finite.Length > most)
        {
            int stretches = (most - 2) / 2;
            IEnumerable<int> seen = Enumerable.Range(0, stretches).SelectMany(stretch =>
            {
                ReadOnlySpan<int> part = finite.AsSpan((int)((long)stretch * finite.Length / stretches)..(int)((stretch + 1L) * finite.Length / stretches));
                int low = part[0], high = part[0];
                foreach (int i in part)
                {
                    low = costs[i] < costs[low] ? i : low;
                    high = costs[i] > costs[high] ? i : high;
                }

                return new[] { low, high };
            });
            finite = [.. seen.Append(finite[0]).Append(finite[^1]).Distinct().Order()];
        }

        return [.. finite.Select(i => (Epoch[i], costs[i]))];
    }
}
