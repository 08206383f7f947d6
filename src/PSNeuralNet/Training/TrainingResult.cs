using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Training;

/// <summary>
/// What a training gave: settings, outcome, and the objects behind them. Reads well as one CSV row: the first properties are
/// plain values, the last ones have a short text.
/// </summary>
public sealed class TrainingResult
{
    internal TrainingResult(Dataset dataset, NetworkParameter parameter, TrainingOptions options, CostHistory history, TrainingState state)
    {
        Dataset = dataset;
        Parameter = parameter;
        Options = options;
        CostHistory = history;
        State = state;
    }

    /// <summary>The learning rate; of a schedule, the base rate.</summary>
    public double LearningRate => Options.BaseRate;

    /// <summary>The units of the hidden layers: a number (5), or text where there are several layers ("64-32") or none ("").</summary>
    public object HiddenSize => Parameter.LayerSize.Count == 3 ? Parameter.LayerSize[1] : string.Join('-', Parameter.LayerSize.Skip(1).SkipLast(1));

    /// <summary>How many epochs were done: one cost each.</summary>
    public int EpochCount => CostHistory.Count;

    /// <summary>
    /// The seed of batches, dropout and the validation split, which is that of the initial parameters where these were not given;
    /// without any of the three the seed that the parameters were drawn with, and null where they were not drawn, but trained before.
    /// </summary>
    public required long? Seed { get; init; }

    /// <summary>The cost of the first epoch: with all samples in one batch, that of the initial parameters. NaN where no epoch was done.</summary>
    public double FirstCost => EpochCount == 0 ? double.NaN : CostHistory.CostOf(0);

    /// <summary>The cost of the last epoch: with all samples in one batch, that before its update. NaN where no epoch was done.</summary>
    public double LastCost => EpochCount == 0 ? double.NaN : CostHistory.CostOf(EpochCount - 1);

    /// <summary>The weighted share of the training samples that the trained network classifies rightly: 0 to 1; null for numbers. Measured when first asked for.</summary>
    public double? Accuracy => IsRegression ? null : Score;

    /// <summary>The coefficient of determination on the training samples; null for classes. Measured when first asked for.</summary>
    public double? R2 => IsRegression ? Score : null;

    /// <summary>The epoch, from 0, after whose updates the validation cost was the lowest: the parameters are those. Null without validation.</summary>
    public int? BestEpoch => State.Best?.Epoch;

    /// <summary>The mean loss of the validation samples with these parameters (of a regression that standardizes, of the standardized targets); null without validation.</summary>
    public double? ValidationCost => State.Best?.Cost;

    /// <summary>The weighted share of the validation samples that is classified rightly; null without validation, and for numbers.</summary>
    public double? ValidationAccuracy => IsRegression ? null : State.Best?.Score;

    /// <summary>The coefficient of determination on the validation samples; null without validation, and for classes.</summary>
    public double? ValidationR2 => IsRegression ? State.Best?.Score : null;

    /// <summary>Why the training ended.</summary>
    public required StopReason StopReason { get; init; }

    /// <summary>The time that the epochs took; of a training that went on, those after the pause.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The optimizer.</summary>
    public Optimizer Optimizer => Options.Optimizer;

    /// <summary>The trained parameters: with validation, the best ones; else the last ones.</summary>
    public NetworkParameter Parameter { get; }

    /// <summary>The trained network, with everything that a prediction needs.</summary>
    public NeuralNetwork Network => field ??= new NeuralNetwork(Parameter, new Lazy<TrainingSummary>(Summary));

    /// <summary>The cost of every epoch.</summary>
    public CostHistory CostHistory { get; }

    /// <summary>The data that was given: with a validation fraction, all of it, the part that was kept from the training included (Split-NetworkDataset with the same fraction and seed gives the parts).</summary>
    public Dataset Dataset { get; }

    /// <summary>How it was trained.</summary>
    internal TrainingOptions Options { get; }

    /// <summary>What it takes to go on.</summary>
    internal TrainingState State { get; }

    /// <summary>How many samples it was trained on, without those for validation.</summary>
    internal int SampleCount { get; init; }

    /// <summary>How many epochs there were to be in all, those of earlier trainings that it went on with among them.</summary>
    internal int WantedEpochCount { get; init; }

    /// <summary>Whether one training from the seeds alone comes to the same: it did not go on from weights of unknown origin, or with other settings.</summary>
    internal bool IsReproducible { get; init; }

    /// <summary>Accuracy or R2; NaN after a cancellation.</summary>
    internal double Score
    {
        get
        {
            if (ScoreOf is { } scoreOf)
            {
                field = scoreOf();
                ScoreOf = null;
            }

            return field;
        }
    }

    /// <summary>Gives accuracy or R2, and holds on to the data for it until then.</summary>
    internal Func<double>? ScoreOf { get; set; }

    private bool IsRegression => Parameter.Task == NetworkTask.Regression;

    /// <summary>Does nothing for a training that ended well; for one that diverged, says so, and what to do.</summary>
    /// <exception cref="NetworkException">The training diverged.</exception>
    public void ThrowIfDiverged()
    {
        if (StopReason == StopReason.Diverged)
        {
            throw TrainingErrors.TrainingDiverged(EpochCount, LearningRate, Optimizer);
        }
    }

    /// <summary>In a few words: "2-5-1 tanh/sigmoid, 5000 epochs, 0.7313 to 0.0759".</summary>
    public override string ToString()
    {
        return $"{Parameter}, {CostHistory}";
    }

    private TrainingSummary Summary()
    {
        return new TrainingSummary(
            EpochCount, FirstCost, LastCost, BestEpoch, ValidationCost, Score, State.Best?.Score, SampleCount, Optimizer.ToString(), LearningRate, StopReason.ToString(), Seed);
    }
}
