namespace PSNeuralNet.Commands;

/// <summary>Trains a network on a dataset or on rows; the result has the network, the cost history, and metrics.</summary>
/// <remarks>
/// <para>
/// On a table (rows, or a dataset of rows), only the target has to be given. All settings are chosen from the number of rows, the columns and the kind of the target
/// (-Preset Table): two hidden layers of 64 and 32 ReLU units; AdamW with mini-batches, the rate 0.003, which falls along a cosine, and a little dropout; numbers encoded by
/// bins. With 40 rows or more, up to four networks are trained, each of which holds out another eighth of the rows to find its best epoch and to stop early. The result
/// is one network that predicts their mean, with calibrated class probabilities. Its Score is that of rows that were held out, each predicted by the network
/// that did not train on it; Baseline is the score of always predicting the most frequent class, or the mean. ChosenSetting lists the settings that were chosen, and Command
/// repeats the training.
/// </para>
/// <para>
/// With -Task Anomaly there is no target: the network learns to reconstruct the columns, and Get-NetworkPrediction gives each row an AnomalyScore. See docs/anomalies.md.
/// </para>
/// <para>
/// On generated data (New-MoonsDataset and the like), the defaults are those of the tutorial (-Preset Tutorial): one hidden layer of 5 tanh units, and gradient
/// descent with the rate 0.3 for 5000 epochs on all samples.
/// </para>
/// <para>
/// The rule: -LearningRate without -Optimizer selects the preset Tutorial for what is not given; any other parameter replaces only itself. So -EnsembleCount 1 trains
/// a single network on a table, and -Preset Tutorial has the defaults of earlier versions.
/// </para>
/// <para>
/// Full-batch gradient descent makes one update per epoch, W - rate * dW and b - rate * db. Cost number k is computed before
/// update k, so the first cost is that of the initial parameters. With -BatchSize, the samples are shuffled in each epoch, there is one
/// update per batch, and the cost of an epoch is the mean over its batches.
/// </para>
/// <para>
/// The cost is the mean binary cross-entropy for two classes, the mean categorical cross-entropy for more classes, and the mean squared
/// error for regression, unless -Loss is given. Samples and classes can be weighted, and -L2 adds a penalty on large weights. The formulas and default constants
/// of the optimizers are those of PyTorch.
/// </para>
/// <para>
/// With -ValidationFraction or -ValidationDataset, or a fold held out, the network is evaluated on validation samples after each epoch, and the result has the
/// parameters of the epoch with the lowest validation cost (BestEpoch). -Patience adds early stopping. Samples of weight 0 are removed
/// before random numbers are drawn.
/// </para>
/// <para>
/// An ensemble (-EnsembleCount, and the default for tables) is several networks, each trained with another fold held out, and the result is one network that predicts the mean of
/// their class probabilities or numbers: mostly better than a single one. Member has the single networks, and their weights: $result.Member[0].Parameter.W1. Costs and epochs of
/// the result are means over the networks (one that stopped early keeps its last cost), Accuracy and R2 are those of the ensemble on its training samples, and OutOfFold has, for
/// each sample held out, the prediction of the network that did not train on it. Its score needs no test data, but the same samples selected the epochs.
/// With -CheckpointPath, and with -Parameter, a single network is trained.
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
/// <title>Train on a CSV file</title>
/// <code>
/// Get-NetworkExample iris | Export-Csv iris.csv
/// $result = Import-Csv iris.csv | Invoke-NetworkTraining -Target species
/// $result
/// $result.ChosenSetting
/// $result.Command
/// $result | Export-Network iris.json
/// Import-Csv iris.csv | Get-NetworkPrediction -Network iris.json | Select-Object -First 3
/// </code>
/// <para>
/// Only the column to predict is named. Shows the score on rows that were held out, the settings that were chosen, and the command that repeats the training with $data for
/// the dataset; then predicts the rows of a file.
/// </para>
/// </example>
/// <example>
/// <title>Find anomalies without labels</title>
/// <code>
/// $rows = foreach ($i in 1..200) { [pscustomobject]@{ Server = "srv$($i % 3)"; Requests = 10 * ($i * 37 % 101); Cpu = 5 + ($i * 37 % 101) / 2 + $i % 4 } }
/// $result = $rows | Invoke-NetworkTraining -Task Anomaly -Seed 1
/// $odd = [pscustomobject]@{ Server = 'srv1'; Requests = 20; Cpu = 52 }
/// @($rows[0..2]) + $odd | Get-NetworkPrediction $result -Explain
/// </code>
/// <para>Both 20 requests and a cpu of 52 are usual, but not in one row: its AnomalyScore is far above 1, and Explanation names the two columns.</para>
/// </example>
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
/// <title>The networks of an ensemble, and a single network</title>
/// <code>
/// $wine = Get-NetworkExample wine | ConvertTo-NetworkDataset -Target cultivar
/// $result = $wine | Invoke-NetworkTraining -Seed 1
/// $result.OutOfFold.Score
/// $result.Member | ForEach-Object { $_.Training.ValidationScore }
/// $result.Member[0].Parameter.W1
/// $single = $wine | Invoke-NetworkTraining -EnsembleCount 1 -Seed 1
/// $single.Parameter.W1
/// </code>
/// <para>
/// Shows the accuracy out of fold, that of each network on the fold that it held out, and the weights of the first network; then trains a single network, whose Parameter has the weights.
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
/// $moons | Invoke-NetworkTraining -Optimizer Adam -Seed 3 -CheckpointPath moons.ckpt -CheckpointInterval 1000
/// $moons | Invoke-NetworkTraining -CheckpointPath moons.ckpt -Resume
/// </code>
/// <para>With -Resume, the command continues from the last checkpoint with the settings that it keeps, to the result of an uninterrupted training.</para>
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
/// <title>Wide layers in single precision</title>
/// <code>
/// $blobs = New-BlobsDataset -SampleCount 1000 -FeatureCount 50 -CenterCount 5 -Seed 1
/// $result = $blobs | Invoke-NetworkTraining -HiddenSize 128 -Activation ReLU -Optimizer Adam -BatchSize 100 -Epochs 5 -Precision Single -Seed 3
/// $blobs | Get-NetworkPrediction $result -Precision Single | Select-Object -First 3
/// </code>
/// <para>Computes with 7 digits instead of 15, which takes about half the time.</para>
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
/// <title>A rare class, with and without class weights</title>
/// <code>
/// $disks = Get-NetworkExample disks
/// $result = $disks | Invoke-NetworkTraining -Target failed -ClassWeight Balanced -Seed 1
/// $disks | Measure-Network $result | Format-List PositiveRecall, PositivePrecision
/// $disks | Measure-Network $result -RawProbability | Format-List PositiveRecall, PositivePrecision
/// </code>
/// <para>
/// Probabilities are calibrated: of the disks with a probability of 0.2, about a fifth failed, whatever the class weights are, and few disks reach 0.5. With -RawProbability, Measure-Network and
/// Get-NetworkPrediction take both classes as equally frequent, and find more of the rare one, with more false alarms.
/// </para>
/// </example>
/// <example>
/// <title>Quantiles instead of one number</title>
/// <code>New-RegressionDataset -Noise 20 -Seed 0 | Invoke-NetworkTraining -Loss Quantile -Quantile .05,.5,.95 -Optimizer Adam -Seed 1</code>
/// <para>Nine of ten numbers are between the first and the last quantile. Get-NetworkPrediction shows them as Quantile5, Quantile50 and Quantile95.</para>
/// </example>
/// <example>
/// <title>The settings of the tutorial, on a table</title>
/// <code>Get-NetworkExample iris | Invoke-NetworkTraining -Target species -LearningRate 0.1 -Epochs 1000 -Seed 1</code>
/// <para>-LearningRate without -Optimizer, or -Preset Tutorial: one network of 5 tanh units, trained by gradient descent on all rows. The score is that of the rows trained on.</para>
/// </example>
/// <example>
/// <title>Train a network further on new rows</title>
/// <code>
/// $rows = foreach ($i in 1..120) { [pscustomobject]@{ Kind = ('hdd', 'ssd')[$i % 2]; Hours = 50 * $i; Failed = if ($i * ($i % 2 + 1) -gt 150) { 'yes' } else { 'no' } } }
/// $rows | Invoke-NetworkTraining Failed -Seed 1 | Export-Network kinds.json
/// $new = foreach ($i in 1..60) { [pscustomobject]@{ Kind = ('nvme', 'ssd')[$i % 2]; Hours = 90 * $i; Failed = if ($i -gt 40) { 'yes' } else { 'no' } } }
/// $new | Invoke-NetworkTraining -Network kinds.json -Seed 1 | Export-Network kinds.json -Force
/// </code>
/// <para>The network knows its target and columns, and its file the settings of its training. A warning tells that nvme is a new category, which becomes a feature.</para>
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

    private Dataset Samples { get; set; } = null!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        Require(() =>
        {
            _start = Network?.Start(this);
            OpenCheckpoint();
            Dictionary<string, object?> given = Given();
            Default.With(given).ValidateEach();
            _start?.RequireCount(Default.Replaced(given, dataset: null, _start));
            _ = new NetworkShape([1, .. HiddenSize ?? [.. TableDefaults.HiddenSize], 1], Activation ?? [TableDefaults.Activation]);
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
            Require(() => Samples = IsAnomaly(_start?.Parameter.Schema) ? AnomalyDataset.Of(dataset) : dataset, dataset);
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
        if (_rows is null && (_hasDataset || (Target.Length == 0 && _start is null && !IsAnomaly(null))))
        {
            return;
        }

        Require(() => Samples = (_rows ?? NewCollector()).ToDataset(this));
        ValidateOptions();
        Attempt(Train, Samples);
    }

    private RowCollector NewCollector() =>
        Target.Length > 0 || _start is not null || IsAnomaly(null)
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

        UseCheckpoint();
        (TrainingStart? earlier, long seed) = StartFor();
        Initialization initialization = IsGiven(nameof(Initialization)) ? Initialization : _resumed?.Initialization ?? default;
        NetworkParameter initial = Parameter ?? earlier?.Parameter ?? Initializer.Initialize(
            NewShape(), initialization, _resumed?.InitialSeed ?? seed, Samples.Schema, Cancellation);
        TrainingStart start = earlier ?? new TrainingStart(initial);
        start = _resumed?.Start(start) ?? start;
        start = LearnsScaling ? start.Rescaling() : start;
        ResolveValidation(initial);
        TrainingOptions options = OptionsWith(seed) with { Checkpoint = NewCheckpointFile() };
        if (earlier is null)
        {
            TellPreset(options, (initial.Member.Count > 0 ? initial.Member[0] : initial).Shape);
        }

        TellResume(options);
        WarnOfUnused(options);
        WarnOfLargeBatch(options);
        WarnOfTarget(options, initial, isNew);
        WarnOfThreshold(_start);
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

        WriteObject(TrainingView.Of(result));
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
