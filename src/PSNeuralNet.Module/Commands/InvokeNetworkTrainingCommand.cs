namespace PSNeuralNet.Commands;

/// <summary>Trains a network on a dataset or on rows; the result has the network, the cost history, and metrics.</summary>
/// <remarks>
/// <para>
/// The default is full-batch gradient descent: one update per epoch, W - rate * dW and b - rate * db. Cost number k is computed before
/// update k, so the first cost is that of the initial parameters. With -BatchSize, the samples are shuffled in each epoch, there is one
/// update per batch, and the cost of an epoch is the mean over its batches.
/// </para>
/// <para>
/// The cost is the mean binary cross-entropy for two classes, the mean categorical cross-entropy for more classes, and the mean squared
/// error for regression, unless -Loss is given. Samples and classes can be weighted, and -L2 adds a penalty on large weights. The formulas and default constants
/// of the optimizers are those of PyTorch.
/// </para>
/// <para>
/// With -ValidationFraction or -ValidationDataset, the network is evaluated on validation samples after each epoch, and the result has the
/// parameters of the epoch with the lowest validation cost (BestEpoch). -Patience adds early stopping. Samples of weight 0 are removed
/// before random numbers are drawn.
/// </para>
/// <para>
/// With -EnsembleCount, several networks are trained, each with another fold held out, and the result is one network that predicts the mean of
/// their class probabilities or numbers: mostly better than a single one. Network.Member has the single networks. Costs and epochs of the result are means over the
/// networks (one that stopped early keeps its last cost), Accuracy and R2 are those of the ensemble, and OutOfFold has, for each training sample, the prediction of the
/// network that did not train on it. Its score needs no test data, but the same samples selected the epochs. -Network and -CheckpointPath are for single networks.
/// </para>
/// <para>
/// The features of a table, and the targets of a regression (but for the loss Poisson), are standardized inside the network (minus the mean, divided by the standard
/// deviation of the training samples): the network takes raw values and predicts in the unit of the target. Generated data is not
/// standardized. -NoStandardize and -Standardize override this.
/// </para>
/// <para>
/// The cost of a regression is that of the standardized targets, if they are standardized; Measure-Network reports errors in the unit of the target.
/// </para>
/// <para>
/// Without hidden layers, gradient descent diverges at rates from 2 / L on, with L the largest curvature of the cost (for the mean squared error, twice the
/// largest eigenvalue of the mean of x x', of the scaled features and a 1). Where -LearningRate is not given and 0.3 is such a rate, the rate is 1 / L; the result
/// shows it. With -Tolerance the training ends when its cost no longer falls, and warns where the epochs ran out before.
/// </para>
/// <para>
/// The same seed gives bit for bit the same result. Costs and parameters match the same loop in NumPy to at least 12 digits; an unstable
/// training amplifies rounding errors, also in NumPy.
/// </para>
/// <para>
/// A training diverges if its cost becomes NaN, or exceeds 1000 and a thousand times the first cost. It then stops with an error that names
/// the epoch; the result has StopReason Diverged and the last parameters with a finite cost. Use a smaller learning rate.
/// </para>
/// </remarks>
/// <example>
/// <title>The tutorial</title>
/// <code>New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -LearningRate 0.3 -HiddenSize 5 -Iterations 5000 -Seed 3</code>
/// <para>The cost falls from 0.7313 to 0.0759; 97 % of the samples are classified correctly.</para>
/// </example>
/// <example>
/// <title>Export the cost history</title>
/// <code>
/// $result = New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3
/// $result.CostHistory | Export-Csv cost.csv
/// </code>
/// <para>Writes the columns Epoch and Cost, one row per epoch.</para>
/// </example>
/// <example>
/// <title>Compare learning rates and layer sizes</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0
/// $runs = foreach ($rate in 0.1, 0.3, 1) {
///     foreach ($size in 2, 5) {
///         $moons | Invoke-NetworkTraining -LearningRate $rate -HiddenSize $size -Iterations 500 -Seed 3
///     }
/// }
/// $runs | Sort-Object LastCost
/// </code>
/// <para>Shows six results in ascending order of cost. Each result is one row of a CSV file.</para>
/// </example>
/// <example>
/// <title>Continue a training</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0
/// $first = $moons | Invoke-NetworkTraining -Optimizer Adam -Iterations 500 -Seed 3
/// $moons | Invoke-NetworkTraining -Network $first
/// $moons | Invoke-NetworkTraining -Network $first -LearningRate 0.0001
/// </code>
/// <para>Trains for another 500 epochs, with the result of 1000 epochs at once; then again with a smaller rate. $first is not changed.</para>
/// </example>
/// <example>
/// <title>Early stopping with validation samples</title>
/// <code>
/// $blobs = New-BlobsDataset -SampleCount 200 -Seed 2
/// $result = $blobs | Invoke-NetworkTraining -HiddenSize 32 -Optimizer Adam -ValidationFraction 0.25 -Patience 20 -Seed 1
/// $result | Format-List StopReason, EpochCount, BestEpoch, ValidationCost, ValidationAccuracy
/// $result.CostHistory | Export-Csv history.csv
/// </code>
/// <para>The network is that of BestEpoch. The history has the validation cost and accuracy of each epoch.</para>
/// </example>
/// <example>
/// <title>An ensemble of five networks</title>
/// <code>
/// $blobs = New-BlobsDataset -SampleCount 200 -Seed 2
/// $result = $blobs | Invoke-NetworkTraining -EnsembleCount 5 -Optimizer Adam -Epochs 200 -Patience 20 -Seed 1
/// $result.OutOfFold.Score
/// $result.Member | ForEach-Object { $_.Training.ValidationScore }
/// $blobs | Measure-Network $result.Member[0]
/// </code>
/// <para>
/// Each network is trained on four fifths of the samples. Shows the accuracy of all samples, each predicted by the network that was not trained on it, the accuracy
/// of each network on its own fold, and the metrics of the first network.
/// </para>
/// </example>
/// <example>
/// <title>Show the cost curve during training</title>
/// <code>New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Epochs 20000 -ValidationFraction 0.2 -Seed 3 -Live</code>
/// <para>Draws the training and validation cost in the terminal while the network is trained.</para>
/// </example>
/// <example>
/// <title>Resume an interrupted training from a checkpoint</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0
/// $moons | Invoke-NetworkTraining -Seed 3 -CheckpointPath moons.ckpt -CheckpointInterval 1000
/// $moons | Invoke-NetworkTraining -Seed 3 -CheckpointPath moons.ckpt -CheckpointInterval 1000 -Resume
/// </code>
/// <para>With -Resume, the command continues from the last checkpoint, with the result of an uninterrupted training.</para>
/// </example>
/// <example>
/// <title>Adam, mini-batches, and a learning rate schedule</title>
/// <code>
/// New-MoonsDataset -Seed 0 |
///     Invoke-NetworkTraining -HiddenSize 16,8 -Activation ReLU -Optimizer Adam -LearningRate 0.01 -BatchSize 50 -Schedule Cosine -Epochs 200 -Seed 3
/// </code>
/// <para>Trains two hidden layers of ReLU units with ten updates per epoch. The cost history has the rate of each epoch.</para>
/// </example>
/// <example>
/// <title>Accuracy during the training, from snapshots</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0
/// $result = $moons | Invoke-NetworkTraining -Seed 3 -SnapshotCount 14
/// $result.CostHistory.Snapshot | ForEach-Object { [pscustomobject]@{ Epoch = $_.Epoch; Accuracy = ($moons | Measure-Network $_.Parameter).Accuracy } }
/// </code>
/// <para>Gives the accuracy after 0, 1, 2, 4, 8 ... updates. Each snapshot has the parameters of a network.</para>
/// </example>
/// <example>
/// <title>Features of different scales, and a rare class</title>
/// <code>
/// $rows = foreach ($i in 1..200) { [pscustomobject]@{ Hours = $i * 37 % 5000; Errors = $i % 9; State = if ($i % 20) { 'ok' } else { 'failed' } } }
/// $rows | ConvertTo-NetworkDataset -Target State | Invoke-NetworkTraining -ClassWeight @{ failed = 10 } -Epochs 500 -Seed 1
/// </code>
/// <para>The features are standardized inside the network. A row of the class failed has the weight of ten others.</para>
/// </example>
/// <example>
/// <title>Train on rows</title>
/// <code>
/// $rows = foreach ($i in 1..120) { [pscustomobject]@{ Kind = ('hdd', 'ssd')[$i % 2]; Hours = 50 * $i; Failed = if ($i * ($i % 2 + 1) -gt 150) { 'yes' } else { 'no' } } }
/// $rows | Invoke-NetworkTraining -Target Failed -ClassWeight Balanced -ValidationFraction 0.2 -Epochs 1000 -Seed 1 | Export-Network disks.json
/// [pscustomobject]@{ Kind = 'hdd'; Hours = 5500 } | Get-NetworkPrediction -Network disks.json
/// </code>
/// <para>Text is one-hot encoded. Get-NetworkPrediction takes rows with the columns in any order.</para>
/// </example>
/// <example>
/// <title>Train a network further on new rows</title>
/// <code>
/// $rows = foreach ($i in 1..120) { [pscustomobject]@{ Kind = ('hdd', 'ssd')[$i % 2]; Hours = 50 * $i; Failed = if ($i * ($i % 2 + 1) -gt 150) { 'yes' } else { 'no' } } }
/// $rows | Invoke-NetworkTraining Failed -Epochs 500 -Seed 1 | Export-Network kinds.json
/// $new = foreach ($i in 1..60) { [pscustomobject]@{ Kind = ('nvme', 'ssd')[$i % 2]; Hours = 90 * $i; Failed = if ($i -gt 40) { 'yes' } else { 'no' } } }
/// $new | Invoke-NetworkTraining -Network kinds.json -Epochs 500 -Seed 1 | Export-Network kinds.json -Force
/// </code>
/// <para>The network knows its target and columns. A warning tells that nvme is a new category, which becomes a feature.</para>
/// </example>
/// <seealso cref="NewMoonsDatasetCommand"/>
/// <seealso cref="ConvertToNetworkDatasetCommand"/>
/// <seealso cref="GetNetworkPredictionCommand"/>
/// <seealso cref="ShowNetworkChartCommand"/>
[Cmdlet(VerbsLifecycle.Invoke, "NetworkTraining", DefaultParameterSetName = InitializeSet, SupportsShouldProcess = true)]
[OutputType(typeof(TrainingResult))]
public sealed partial class InvokeNetworkTrainingCommand : TableCmdlet
{
    // A string at position 0 is the target of rows, a dataset is the data.
    private const string InitializeSet = "Initialize";
    private const string ParameterSet = "Parameter";
    private const string NetworkSet = "Network";
    private const string DatasetInitializeSet = "DatasetInitialize";
    private const string DatasetParameterSet = "DatasetParameter";
    private const string DatasetNetworkSet = "DatasetNetwork";

    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<Dataset, Dataset> Hinted = [];

    private TrainingStart? _start;
    private Terminal? _liveTerminal;

    private RowCollector? _rows;
    private bool _hasDataset;

    /// <summary>
    /// The training data: datasets, or rows of any kind (CSV rows, hashtables, objects), with <see cref="Target"/> for the column to
    /// predict. Each dataset is a separate training; all rows together form one dataset. With -Network, rows need no -Target.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InitializeSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ParameterSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = NetworkSet)]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>The dataset to train on, as an argument instead of pipeline input.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = DatasetInitializeSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = DatasetParameterSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = DatasetNetworkSet)]
    [OriginalTransformation]
    public Dataset Dataset { get; set; } = null!;

    /// <inheritdoc cref="TableCmdlet.Target"/>
    /// <value>that of -Network; required for other rows</value>
    [Parameter(Position = 0, ParameterSetName = InitializeSet)]
    [Parameter(Position = 0, ParameterSetName = ParameterSet)]
    [Parameter(Position = 0, ParameterSetName = NetworkSet)]
    [Parameter(ParameterSetName = DatasetInitializeSet)]
    [Parameter(ParameterSetName = DatasetParameterSet)]
    [Parameter(ParameterSetName = DatasetNetworkSet)]
    [Alias("Label")]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNullOrEmpty]
    public override string[] Target { get; set; } = [];

    /// <inheritdoc cref="TableCmdlet.Feature"/>
    /// <value>all columns of the first row except the label, or those of -Network</value>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNullOrEmpty]
    public override string[]? Feature { get; set; }

    private Dataset Samples { get; set; } = null!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        Require(() =>
        {
            _start = Network?.Start(this);
            _start?.RequireCount(OptionsBeforeData());
            OptionsBeforeData().Validate();
            _ = new NetworkShape([1, .. HiddenSize ?? [.. TableDefaults.HiddenSize], 1], Activation ?? [TableDefaults.Activation]);
            OpenCheckpoint();
            OpenLiveChart();
        });
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if ((Dataset ?? InputObject.BaseObject) is Dataset dataset)
        {
            Samples = dataset;
            _hasDataset = true;
            ValidateOptions();
            Attempt(
                () =>
                {
                    RequireNoTableParameter(dataset);
                    Train();
                },
                dataset);
        }
        else
        {
            Require(() => (_rows ??= NewCollector()).Add(InputObject), InputObject);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // A target, or a network to train further, without rows is an error.
        if (_rows is null && (_hasDataset || (Target.Length == 0 && _start is null)))
        {
            return;
        }

        Require(() => Samples = (_rows ?? NewCollector()).ToDataset(this));
        ValidateOptions();
        Attempt(Train, Samples);
    }

    private RowCollector NewCollector() =>
        Target.Length > 0 || _start is not null
            ? new RowCollector(OptionsFor(_start?.Parameter.Schema))
            : throw DeserializedObject.ErrorFor(InputObject) ?? Errors.TargetNotGiven(InputObject.BaseObject);

    private void Train()
    {
        if (!ShouldProcess(Samples.ToString(), Action()))
        {
            return;
        }

        // Once a dataset: sweeps train on the same one again and again.
        bool isNew = Hinted.TryAdd(Samples, Samples);
        if (isNew)
        {
            foreach (string hint in DatasetHints.Of(Samples))
            {
                WriteWarning(hint);
            }
        }

        Checkpoint? checkpoint = ReadCheckpoint();
        (TrainingStart? earlier, long seed) = StartFor(checkpoint);
        NetworkParameter initial = Parameter ?? earlier?.Parameter ?? Initializer.Initialize(
            NewShape(checkpoint), Initialization, seed, Samples.Schema, Cancellation);
        TrainingStart start = earlier ?? new TrainingStart(initial);
        start = checkpoint?.Start(start) ?? start;
        start = Rescale ? start.Rescaling() : start;
        ResolveValidation(initial);
        TrainingOptions options = OptionsWith(seed, checkpoint) with { Checkpoint = NewCheckpointFile() };
        if (earlier is null && options.ChosenSetting(initial.Shape) is { Length: > 0 } chosen)
        {
            WriteVerbose($"Chosen by the preset {options.Preset}: {chosen}");
        }

        WarnOfUnused(options);
        WarnOfLargeBatch(options);
        WarnOfTarget(options, initial, isNew);
        TrainingResult result;
        string network = options.EnsembleCount == 1 || initial.Member.Count > 0 ? $"{initial}" : $"{options.EnsembleCount} x {initial}";
        using (LiveChart? live = _liveTerminal is null ? null : LiveChart.TryOpen(this, _liveTerminal, $"{network}, {options.Optimizer}, {Samples}"))
        using (var progress = new ProgressBar(this, $"Training {network} on {Samples}"))
        {
            // No bar where another training draws its live chart.
            var log = new TrainingLog(this, _liveTerminal is null ? progress : live);
            result = Trainer.Train(Samples, start, options, log, UnknownCategory, WriteWarning, Cancellation);
            if (result.StopReason != StopReason.Canceled)
            {
                live?.Finish(result);
                log.Finish(result);
            }
        }

        // After Ctrl+C nothing more can be written.
        if (result.StopReason == StopReason.Canceled)
        {
            return;
        }

        WriteObject(ForDisplay(result));
        if (options.Checkpoint is CheckpointFile { Error: { } error })
        {
            WriteError(Errors.ToRecord(error, _checkpointPath));
        }

        if (result.StopReason == StopReason.Stalled)
        {
            WriteWarning("LBFGS stopped, because it found no lower cost along its direction, though the gradient is not 0. Standardize the data (-Standardize), or choose another optimizer.");
        }

        TellCalibration(result);
        WarnOfPoorScore(result);
        result.ThrowIfDiverged();
    }

    /// <summary>The network to train further, with the new categories of the data, and the seed.</summary>
    private (TrainingStart? Start, long Seed) StartFor(Checkpoint? checkpoint)
    {
        long seed = SeedFor(checkpoint);
        return _start is null || UnknownCategory == UnknownCategory.Error ? (_start, seed)
            : (CategoryGrowth.Learn(_start, Samples, () => seed = checkpoint is null ? SeedOrDrawn(Seed, "weights of new categories") : seed, WriteWarning), seed);
    }

    /// <summary>The seed that was given, or that of the training to continue, or a drawn one where the training needs a seed.</summary>
    private long SeedFor(Checkpoint? checkpoint)
    {
        if (checkpoint is not null)
        {
            return checkpoint.Seed;
        }

        // A file keeps no seed to go on with.
        TrainingOptions? earlier = Network?.TrainedOn is null ? null : _start?.Options;
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
}
