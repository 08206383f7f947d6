using System.Management.Automation;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Persistence;
using PSNeuralNet.Training;

namespace PSNeuralNet.Commands;

/// <summary>Trains a network on a dataset, and gives the parameters, the cost of every epoch, and how it went.</summary>
/// <remarks>
/// <para>
/// By default, full-batch gradient descent: in each epoch all samples go forward and backward through the network once, and every
/// weight and bias moves against its derivative, times the learning rate. Cost number k is taken before update k, so the first one is
/// that of the initial parameters. With -BatchSize, the samples are shuffled in each epoch and update the parameters batch by batch;
/// the epoch's cost is then the mean of the batches' costs.
/// </para>
/// <para>
/// The cost is the mean binary cross-entropy for two classes, the mean categorical cross-entropy for more, and the mean squared error
/// for numbers; samples and classes may weigh differently, and -L2 adds a penalty on large weights. Formulas and default constants of
/// the optimizers are PyTorch's.
/// </para>
/// <para>
/// With -ValidationFraction or -ValidationDataset, every epoch is measured, after its updates, on samples that the network does not
/// learn from, and the parameters that come back are always those of the epoch with the lowest validation cost; BestEpoch says which.
/// -Patience ends a training that gets no better. Samples of weight 0 are left out before anything is drawn.
/// </para>
/// <para>
/// Features of a table are standardized inside the network (less their mean, divided by their deviation, of the training samples), and
/// so are the targets of a regression; the network takes raw values and gives predictions in the target's own unit. Generated data
/// stays as it is. -NoStandardize and -Standardize change that.
/// </para>
/// <para>
/// The cost of a regression that standardizes its targets is that of the standardized ones; Measure-Network has the errors in the
/// target's own unit.
/// </para>
/// <para>
/// The same seed gives the same result, to the last bit. The numbers match those of the same loop in NumPy to 12 digits and more (a
/// training that swings wildly makes any last bit grow, in NumPy too).
/// </para>
/// <para>
/// A training whose cost becomes NaN or grows without bound (to a thousand times the first cost, or 1000) stops: the result then has StopReason Diverged and the last parameters
/// with a sound cost, and an error says at which epoch. Lower the learning rate.
/// </para>
/// </remarks>
/// <example>
/// <title>The tutorial</title>
/// <code>New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -LearningRate 0.3 -HiddenSize 5 -Iterations 5000 -Seed 3</code>
/// <para>The cost falls from 0.7313 to 0.0759; 97 % of the samples are classified rightly.</para>
/// </example>
/// <example>
/// <title>The cost curve as a file</title>
/// <code>
/// $result = New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3
/// $result.CostHistory | Export-Csv cost.csv
/// </code>
/// <para>Writes the columns Epoch and Cost, one row an epoch.</para>
/// </example>
/// <example>
/// <title>A sweep over learning rates and layer sizes</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0
/// $runs = foreach ($rate in 0.1, 0.3, 1) {
///     foreach ($size in 2, 5) {
///         $moons | Invoke-NetworkTraining -LearningRate $rate -HiddenSize $size -Iterations 500 -Seed 3
///     }
/// }
/// $runs | Sort-Object LastCost
/// </code>
/// <para>Six results as a table, the best one first. Each reads as one row of a CSV file.</para>
/// </example>
/// <example>
/// <title>Go on with a training</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0
/// $first = $moons | Invoke-NetworkTraining -Optimizer Adam -Iterations 500 -Seed 3
/// $moons | Invoke-NetworkTraining -Network $first
/// $moons | Invoke-NetworkTraining -Network $first -LearningRate 0.0001
/// </code>
/// <para>Another 500 epochs, as if there had been 1000 at once; then the same with smaller steps. $first stays as it is.</para>
/// </example>
/// <example>
/// <title>Stop when it gets no better on samples that it does not see</title>
/// <code>
/// $blobs = New-BlobsDataset -SampleCount 200 -Seed 2
/// $result = $blobs | Invoke-NetworkTraining -HiddenSize 32 -Optimizer Adam -ValidationFraction 0.25 -Patience 20 -Seed 1
/// $result | Format-List StopReason, EpochCount, BestEpoch, ValidationCost, ValidationAccuracy
/// $result.CostHistory | Export-Csv history.csv
/// </code>
/// <para>The network that comes back is the one of BestEpoch. The history has the validation cost and accuracy of every epoch.</para>
/// </example>
/// <example>
/// <title>Watch the cost fall</title>
/// <code>New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Epochs 20000 -ValidationFraction 0.2 -Seed 3 -Live</code>
/// <para>While it trains, the curves of both costs grow in the terminal; they stay there, and the result comes below them.</para>
/// </example>
/// <example>
/// <title>A long training that survives an interruption</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0
/// $moons | Invoke-NetworkTraining -Seed 3 -CheckpointPath moons.ckpt -CheckpointInterval 1000
/// $moons | Invoke-NetworkTraining -Seed 3 -CheckpointPath moons.ckpt -CheckpointInterval 1000 -Resume
/// </code>
/// <para>Run again with -Resume, the command goes on from the last checkpoint; the result is that of a training without a break.</para>
/// </example>
/// <example>
/// <title>Adam, mini-batches, and a rate that falls</title>
/// <code>
/// New-MoonsDataset -Seed 0 |
///     Invoke-NetworkTraining -HiddenSize 16,8 -Activation ReLU -Optimizer Adam -LearningRate 0.01 -BatchSize 50 -Schedule Cosine -Epochs 200 -Seed 3
/// </code>
/// <para>Two hidden layers of ReLU units, ten updates an epoch. The cost history shows the rate of each epoch.</para>
/// </example>
/// <example>
/// <title>What the network was on its way</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0
/// $result = $moons | Invoke-NetworkTraining -Seed 3 -SnapshotCount 14
/// $result.CostHistory.Snapshot | ForEach-Object { [pscustomobject]@{ Epoch = $_.Epoch; Accuracy = ($moons | Measure-Network $_.Parameter).Accuracy } }
/// </code>
/// <para>The accuracy after 0, 1, 2, 4, 8 ... updates. Each snapshot is a network that predicts.</para>
/// </example>
/// <example>
/// <title>A table with features of any size, and a rare class</title>
/// <code>
/// $rows = foreach ($i in 1..200) { [pscustomobject]@{ Hours = $i * 37 % 5000; Errors = $i % 9; State = if ($i % 20) { 'ok' } else { 'failed' } } }
/// $rows | ConvertTo-NetworkDataset -Target State | Invoke-NetworkTraining -ClassWeight @{ failed = 10 } -Epochs 500 -Seed 1
/// </code>
/// <para>Features are standardized inside the network, so it takes raw values at prediction, too; a failed row counts as much as ten others.</para>
/// </example>
/// <example>
/// <title>Rows of a table, straight into training</title>
/// <code>
/// $rows = foreach ($i in 1..120) { [pscustomobject]@{ Kind = ('hdd', 'ssd')[$i % 2]; Hours = 50 * $i; Failed = if ($i * ($i % 2 + 1) -gt 150) { 'yes' } else { 'no' } } }
/// $rows | Invoke-NetworkTraining -Target Failed -ClassWeight Balanced -ValidationFraction 0.2 -Epochs 1000 -Seed 1 | Export-Network disks.json
/// [pscustomobject]@{ Kind = 'hdd'; Hours = 5500 } | Get-NetworkPrediction -Network disks.json
/// </code>
/// <para>Text becomes a feature for each value. The network takes rows as they are, with the columns in any order.</para>
/// </example>
/// <seealso cref="NewMoonsDatasetCommand"/>
/// <seealso cref="ConvertToNetworkDatasetCommand"/>
/// <seealso cref="GetNetworkPredictionCommand"/>
/// <seealso cref="ShowNetworkChartCommand"/>
[Cmdlet(VerbsLifecycle.Invoke, "NetworkTraining", DefaultParameterSetName = "Initialize", SupportsShouldProcess = true)]
[OutputType(typeof(TrainingResult))]
public sealed partial class InvokeNetworkTrainingCommand : TableCmdlet
{
    private TrainingStart? _start;
    private Terminal? _liveTerminal;

    private RowCollector? _rows;
    private bool _hasDataset;

    /// <summary>
    /// What to learn from: a dataset, or rows of any kind (CSV rows, hashtables, objects), of which <see cref="Target"/> names the column
    /// to predict. Each dataset is a training; rows are one together.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Dataset")]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>The name of the label column of rows, or of the columns of numbers to predict.</summary>
    [Parameter]
    [Alias("Label")]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNullOrEmpty]
    public override string[] Target { get; set; } = [];

    /// <summary>The names of the feature columns of rows, in the order wanted; wildcards are allowed.</summary>
    /// <value>all columns of the first row but the label</value>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNullOrEmpty]
    public override string[]? Feature { get; set; }

    private Dataset Dataset { get; set; } = null!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        Require(() =>
        {
            _start = Network?.Start(this);
            OptionsWith(Seed ?? 0).Validate();
            _ = new NetworkShape([1, .. HiddenSize, 1], Activation);
            WarnOfUnused();
            OpenCheckpoint();
            OpenLiveChart();
        });
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject.BaseObject is Dataset dataset)
        {
            Dataset = dataset;
            _hasDataset = true;
            Attempt(TrainGiven, dataset);
        }
        else
        {
            Require(() => (_rows ??= NewCollector()).Add(InputObject), InputObject);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // A target and nothing to find it in is a mistake, and no reason to be silent.
        if (_rows is null && (Target.Length == 0 || _hasDataset))
        {
            return;
        }

        Require(() => Dataset = (_rows ?? NewCollector()).ToDataset(this));
        Attempt(Train, Dataset);
    }

    private RowCollector NewCollector()
    {
        return Target.Length > 0
            ? new RowCollector(TableOptions)
            : throw Errors.TargetNotGiven(InputObject.BaseObject);
    }

    private void TrainGiven()
    {
        string[] forRows = [nameof(Target), nameof(Feature), nameof(ExcludeFeature), nameof(Task), nameof(SampleWeight), nameof(Categorical), nameof(Numeric), nameof(MaximumCategory), nameof(MissingValue)];
        if (forRows.FirstOrDefault(IsGiven) is { } given)
        {
            throw Errors.TargetNotUsed(given, Dataset);
        }

        Train();
    }

    private void Train()
    {
        if (_checkpointPath is not null && !ShouldProcess(_checkpointPath, "Write checkpoints of the training"))
        {
            return;
        }

        Checkpoint? checkpoint = ReadCheckpoint();
        long seed = SeedFor(checkpoint);
        NetworkParameter initial = Parameter ?? _start?.Parameter ?? Initializer.Initialize(
            NetworkShape.For(Dataset.Task, [Dataset.FeatureCount, .. HiddenSize, Dataset.Y.RowCount], Activation), Initialization, seed, Dataset.Schema, Cancellation);
        TrainingStart start = checkpoint?.Start(initial) ?? _start ?? new TrainingStart(initial);
        TrainingOptions options = OptionsWith(seed) with { Checkpoint = NewCheckpointFile() };
        WarnOfLargeBatch(options);
        TrainingResult result;
        using (LiveChart? live = _liveTerminal is null ? null : LiveChart.TryOpen(this, _liveTerminal, $"{initial}, {options.Optimizer}, {Dataset}"))
        using (var progress = new ProgressBar(this, $"Training {initial} on {Dataset}"))
        {
            // Where another training draws, a bar would be in its way.
            result = Trainer.Train(Dataset, start, options, _liveTerminal is null ? progress : live, UnknownCategory, WriteWarning, Cancellation);
            if (result.StopReason != StopReason.Canceled)
            {
                live?.Finish(result);
            }
        }

        // After Ctrl+C nothing more may be written.
        if (result.StopReason == StopReason.Canceled)
        {
            return;
        }

        WriteObject(result);
        if (options.Checkpoint is CheckpointFile { Error: { } error })
        {
            WriteError(Errors.ToRecord(error, _checkpointPath));
        }

        if (result.StopReason == StopReason.Stalled)
        {
            WriteWarning("LBFGS stopped, because it found no lower cost along its direction, though the gradient is not 0. Standardize the data (-Standardize), or choose another optimizer.");
        }

        result.ThrowIfDiverged();
    }

    /// <summary>The seed that was given, or that of the training to go on with, or one that is drawn where chance has a part.</summary>
    private long SeedFor(Checkpoint? checkpoint)
    {
        if (checkpoint is not null)
        {
            return checkpoint.Seed;
        }

        TrainingOptions? earlier = _start?.Options;
        if (Parameter is null && _start is null)
        {
            return SeedOrDrawn(Seed, "initial weights");
        }

        bool isToBeDrawn = OptionsWith(0).HasChance && earlier is not { HasChance: true };
        return isToBeDrawn ? SeedOrDrawn(Seed, "order of the batches and what is left to chance") : Seed ?? earlier?.Seed ?? 0;
    }

    private void OpenLiveChart()
    {
        var terminal = new Terminal(this);
        _liveTerminal = Live && terminal.IsInteractive ? terminal : null;
        if (Live && !terminal.IsInteractive)
        {
            WriteVerbose("-Live has no effect: the output is no terminal with colors, or this is a job, which has none.");
        }
    }

    private void WarnOfUnused()
    {
        string[] unused = [.. new[] { nameof(Decay), nameof(StepEpochCount), nameof(WarmupEpochCount) }.Where(IsGiven)];
        if (unused.Length > 0 && !IsGiven(nameof(Schedule)) && _start?.Options is null)
        {
            WriteWarning($"-{string.Join(" and -", unused)} {(unused.Length == 1 ? "has" : "have")} no effect without a -Schedule.");
        }

        Optimizer optimizer = OptionsWith(0).Optimizer;
        foreach (string name in MyInvocation.BoundParameters.Keys)
        {
            IReadOnlyList<Optimizer> users = TrainingOptions.UsersOf(name);
            if (!users.Contains(optimizer))
            {
                WriteWarning($"-{name} has no effect: the optimizer is {optimizer}, and it is for {string.Join(", ", users)}.");
            }
        }
    }

    private void WarnOfLargeBatch(TrainingOptions options)
    {
        int samples = Dataset.SampleCount - (int)Math.Ceiling(Math.Round(options.ValidationFraction * Dataset.SampleCount, 9));
        if (options.BatchSize > samples)
        {
            WriteWarning($"The batch size {options.BatchSize} is more than the {samples} samples to train on: all of them go into each update.");
        }
    }
}
