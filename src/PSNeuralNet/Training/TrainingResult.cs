using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Training;

/// <summary>
/// Result of a training: settings, outcome, and the objects behind them. Costs, scores and epochs of an ensemble are means over its networks; its
/// accuracy is that of its predictions. It makes one row of a CSV file: the first properties are plain
/// values, the last ones have a short text.
/// </summary>
public sealed class TrainingResult
{
    // Measured when first asked for; they keep the data until then.
    private readonly Lazy<(double Cost, double Score)> _measure;
    private readonly Lazy<double> _baseline;

    internal TrainingResult(
        Dataset dataset, NetworkParameter parameter, TrainingOptions options, CostHistory history, Func<(double Cost, double Score)> measure, Func<double> baseline)
    {
        (_measure, _baseline) = (new(measure), new(baseline));
        Dataset = dataset;
        Parameter = parameter.With(parameter.Metadata with { LazyData = new(() => TrainingDataSummary.Of(this)) });
        Options = options;
        CostHistory = history;
    }

    /// <summary>The learning rate; of a schedule, the base rate.</summary>
    public double LearningRate => Options.BaseRate;

    /// <summary>The units of the hidden layers: a number (5), or text where there are several layers ("64-32") or none (""), and for an ensemble whose networks differ ("").</summary>
    public object HiddenSize => Parameter.LayerSize.Count == 3 ? Parameter.LayerSize[1] : string.Join('-', Parameter.LayerSize.Skip(1).SkipLast(1));

    /// <summary>The number of epochs done: one cost each. Of an ensemble, those of the network that took the most.</summary>
    public int EpochCount => CostHistory.Count;

    /// <summary>
    /// The seed of batches, dropout and the validation split, which is that of the initial parameters where these were not given;
    /// without any of the three the seed that the parameters were drawn with, and null where they were given.
    /// </summary>
    public required long? Seed { get; init; }

    /// <summary>The cost of the first epoch: with all samples in one batch, that of the initial parameters. NaN where no epoch was done.</summary>
    public double FirstCost => EpochCount == 0 ? double.NaN : CostHistory.CostOf(0);

    /// <summary>The cost of the last epoch: with all samples in one batch, that before its update. NaN where no epoch was done.</summary>
    public double LastCost => EpochCount == 0 ? double.NaN : CostHistory.CostOf(EpochCount - 1);

    /// <summary>The weighted share of the training samples that the trained network classifies correctly: 0 to 1; null for numbers. Measured when first asked for.</summary>
    public double? Accuracy => IsRegression ? null : TrainingScore;

    /// <summary>The coefficient of determination on the training samples; null for classes. Measured when first asked for.</summary>
    public double? R2 => IsRegression ? TrainingScore : null;

    /// <summary>The epoch, from 0, after whose updates the validation cost was the lowest: the parameters are those. Null without validation.</summary>
    public int? BestEpoch => Best?.Epoch;

    /// <summary>The mean loss of the validation samples with these parameters, before calibration (of a regression that standardizes, of the standardized targets); null without validation.</summary>
    public double? ValidationCost => Best?.Cost;

    /// <summary>The weighted share of the validation samples that is classified correctly, before calibration; null without validation, and for numbers.</summary>
    public double? ValidationAccuracy => IsRegression ? null : Best?.Score;

    /// <summary>The coefficient of determination on the validation samples; null without validation, and for classes.</summary>
    public double? ValidationR2 => IsRegression ? Best?.Score : null;

    /// <summary>
    /// The value of <see cref="Metric"/> on the samples that <see cref="ScoreFrom"/> names: with validation, those that the network was not
    /// trained on (but which chose the epoch); of an ensemble, that of its out-of-fold predictions. NaN after a cancellation.
    /// </summary>
    public double Score => OutOfFold?.Score ?? CalibratedMeasure?.Score ?? Best?.Score ?? TrainingScore;

    /// <summary>The metric of <see cref="Score"/>: Accuracy for classes, R2 for numbers.</summary>
    public string Metric => IsRegression ? nameof(R2) : nameof(Accuracy);

    /// <summary>
    /// The score of a network that has learned nothing, on the same samples: of always predicting the most frequent class of the training
    /// samples; 0 for R2, that of always predicting the mean.
    /// </summary>
    public double Baseline => IsRegression ? 0 : _baseline.Value;

    /// <summary>The samples of <see cref="Score"/>, <see cref="Baseline"/> and <see cref="Cost"/>.</summary>
    public ScoreSource ScoreFrom => OutOfFold is not null ? ScoreSource.OutOfFold : Best is null ? ScoreSource.Training : ScoreSource.Validation;

    /// <summary>The mean loss of the returned parameters on the samples that <see cref="ScoreFrom"/> names. (LastCost is that of the last epoch.)</summary>
    public double Cost => CalibratedMeasure?.Cost ?? Best?.Cost ?? TrainingMeasure.Cost;

    /// <summary>
    /// The temperature T that the returned network is calibrated with: its last layer is W / T and b / T, so its probabilities, files and exports have it. Null for none:
    /// with Calibration None, for numbers, and with too few samples held out. Costs and scores of the history and of ValidationCost are those before.
    /// </summary>
    public double? Temperature => Calibration.Temperature;

    /// <summary>The reason why the training ended.</summary>
    public required StopReason StopReason { get; init; }

    /// <summary>The time that the epochs took; of a training that was resumed, those since then.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The optimizer.</summary>
    public Optimizer Optimizer => Options.Optimizer;

    /// <summary>The settings that the preset chose, as parameters of Invoke-NetworkTraining: "-HiddenSize 64,32 -Optimizer AdamW"; empty where it chose none.</summary>
    public string ChosenSetting => RepeatCommand.Chosen(Options, Parameter.Single[0].Shape);

    /// <summary>
    /// The command that repeats the training, with all its settings: $data stands for the dataset, $validation for the validation samples, $start for the network that it
    /// started from.
    /// </summary>
    public string Command => RepeatCommand.Of(this);

    /// <summary>The trained parameters: with validation, the best ones; else the last ones.</summary>
    public NetworkParameter Parameter { get; }

    /// <summary>The trained network, ready to predict.</summary>
    public NeuralNetwork Network => field ??= new NeuralNetwork(Parameter, new Lazy<TrainingSummary>(Summary), memberTraining: MemberTraining);

    /// <summary>The networks of an ensemble, each with the summary of its own training; none for a single network.</summary>
    public NetworkMembers Member => Network.Member;

    /// <summary>
    /// Predictions of an ensemble for its training samples, each by the networks that did not train on it. Null for a single network, and with a validation dataset,
    /// where every network trains on all samples.
    /// </summary>
    public OutOfFold? OutOfFold { get; internal init; }

    /// <summary>The cost of every epoch.</summary>
    public CostHistory CostHistory { get; }

    /// <summary>The data that was given: with a validation fraction, all of it, held-out samples included (Split-NetworkDataset with the same fraction and seed gives the parts).</summary>
    public Dataset Dataset { get; }

    /// <summary>The settings.</summary>
    internal TrainingOptions Options { get; }

    /// <summary>The state to continue from; null for an ensemble.</summary>
    internal TrainingState? State { get; init; }

    /// <summary>The best epoch; null without validation.</summary>
    internal BestEpoch? Best { get; init; }

    /// <summary>The reason why there is no temperature, though Calibration is Temperature; else null.</summary>
    public string? CalibrationNote => Calibration.Note;

    /// <summary>The calibration, with the reason where there is none.</summary>
    internal CalibrationFit Calibration { get; init; } = new(null, null);

    /// <summary>The trained parameters without temperature and prior offset, which a training that continues starts from.</summary>
    internal NetworkParameter Uncalibrated { get => field ?? Parameter; init; }

    /// <summary>Cost and score of the calibrated network on the validation samples; null where it is not calibrated, and without validation.</summary>
    internal (double Cost, double Score)? CalibratedMeasure { get; init; }

    /// <summary>The seed that the initial parameters were drawn with; null where they were not drawn.</summary>
    internal long? InitialSeed { get; init; }

    /// <summary>The distribution that the initial parameters were drawn from; null where they were not drawn.</summary>
    internal Initialization? Initialization { get; init; }

    /// <summary>Summaries of the trainings of an ensemble's networks; null for a single network.</summary>
    internal IReadOnlyList<Lazy<TrainingSummary>>? MemberTraining { get; init; }

    /// <summary>The number of training samples, without those for validation.</summary>
    internal int SampleCount { get; init; }

    /// <summary>The number of epochs that were asked for in all, those of earlier trainings included.</summary>
    internal int WantedEpochCount { get; init; }

    /// <summary>True where the scaling of the network to start from was learned anew.</summary>
    internal bool IsRescaled { get; init; }

    /// <summary>True when one training from the seeds gives the same: the initial weights were drawn, and no setting was changed between its parts.</summary>
    internal bool IsReproducible { get; init; }

    /// <summary>Accuracy or R2 on the training samples; NaN after a cancellation.</summary>
    internal double TrainingScore => TrainingMeasure.Score;

    private (double Cost, double Score) TrainingMeasure => _measure.Value;

    private bool IsRegression => Parameter.Task == NetworkTask.Regression;

    /// <summary>Throws when the training diverged, with the remedy.</summary>
    /// <exception cref="NetworkException">The training diverged.</exception>
    public void ThrowIfDiverged()
    {
        if (StopReason == StopReason.Diverged)
        {
            throw TrainingErrors.TrainingDiverged(EpochCount, LearningRate, Optimizer);
        }
    }

    /// <summary>In a few words: "2-5-1 tanh/sigmoid, 5000 epochs, 0.7313 to 0.0759".</summary>
    public override string ToString() => $"{Parameter}, {CostHistory}";

    private TrainingSummary Summary() =>
        new TrainingSummary(
            EpochCount, FirstCost, LastCost, BestEpoch, ValidationCost, TrainingScore, Best?.Score, SampleCount, Optimizer.ToString(), LearningRate, StopReason.ToString(), Seed)
        {
            Temperature = Temperature,
            Setting = TrainingSetting.Kept(Options),
        };
}
