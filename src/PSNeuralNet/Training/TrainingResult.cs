using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Training;

/// <summary>Why a training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs were done.</summary>
    Completed,

    /// <summary>The caller canceled; the parameters are those reached by then.</summary>
    Canceled,

    /// <summary>The cost became NaN or grew without bound; the parameters are the last ones with a sound cost.</summary>
    Diverged,
}

/// <summary>
/// What a training gave: settings, outcome, and the objects behind them. Reads well as one CSV row: the first properties are
/// plain values, the last ones have a short text.
/// </summary>
public sealed class TrainingResult
{
    internal TrainingResult(Dataset dataset, NetworkParameter initial, NetworkParameter parameter, TrainingOptions options, CostHistory history)
    {
        Seed = options.HasChance ? options.Seed : initial.Seed;
        Dataset = dataset;
        Parameter = parameter;
        LearningRate = options.BaseRate;
        CostHistory = history;
    }

    /// <summary>The learning rate; of a schedule, the base rate.</summary>
    public double LearningRate { get; }

    /// <summary>The units of the hidden layers: a number (5), or text where there are several layers ("64-32") or none ("").</summary>
    public object HiddenSize => Parameter.LayerSize.Count == 3 ? Parameter.LayerSize[1] : string.Join('-', Parameter.LayerSize.Skip(1).SkipLast(1));

    /// <summary>How many epochs were done: one cost each.</summary>
    public int EpochCount => CostHistory.Count;

    /// <summary>
    /// The seed of the batches and of dropout, which is that of the initial parameters where these were not given; without batches and
    /// dropout the seed that the parameters were drawn with, and null where they were not drawn, but trained before.
    /// </summary>
    public long? Seed { get; }

    /// <summary>The cost of the first epoch: with all samples in one batch, that of the initial parameters. NaN where no epoch was done.</summary>
    public double FirstCost => EpochCount == 0 ? double.NaN : CostHistory[0].Cost;

    /// <summary>The cost of the last epoch: with all samples in one batch, that before its update. NaN where no epoch was done.</summary>
    public double LastCost => EpochCount == 0 ? double.NaN : CostHistory[EpochCount - 1].Cost;

    /// <summary>The weighted share of the training samples that the trained network classifies rightly: 0 to 1; null for numbers.</summary>
    public double? Accuracy => Parameter.Task == NetworkTask.Regression ? null : Score;

    /// <summary>Why the training ended.</summary>
    public required StopReason StopReason { get; init; }

    /// <summary>The time that the epochs took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The trained parameters.</summary>
    public NetworkParameter Parameter { get; }

    /// <summary>The cost of every epoch.</summary>
    public CostHistory CostHistory { get; }

    /// <summary>The data it was trained on.</summary>
    public Dataset Dataset { get; }

    /// <summary>Accuracy or R2; NaN after a cancellation.</summary>
    internal double Score { get; init; }

    /// <summary>Does nothing for a training that ended well; for one that diverged, says so, and what to do.</summary>
    /// <exception cref="NetworkException">The training diverged.</exception>
    public void ThrowIfDiverged()
    {
        if (StopReason == StopReason.Diverged)
        {
            throw Failure.TrainingDiverged(EpochCount, LearningRate);
        }
    }

    /// <summary>In a few words: "2-5-1 tanh/sigmoid, 5000 epochs, 0.7313 to 0.0759".</summary>
    public override string ToString()
    {
        return $"{Parameter}, {CostHistory}";
    }
}
