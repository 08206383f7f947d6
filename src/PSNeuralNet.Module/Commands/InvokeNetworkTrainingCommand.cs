using System.Management.Automation;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;
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
/// <title>Train on, from where a training ended</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0
/// $first = $moons | Invoke-NetworkTraining -Iterations 500 -Seed 3
/// $moons | Invoke-NetworkTraining -Parameter $first -Iterations 500 -LearningRate 0.1
/// </code>
/// <para>Another 500 epochs from the trained parameters, with smaller steps. $first stays as it is.</para>
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
/// <title>A table with features of any size, and a rare class</title>
/// <code>
/// $rows = foreach ($i in 1..200) { [pscustomobject]@{ Hours = $i * 37 % 5000; Errors = $i % 9; State = if ($i % 20) { 'ok' } else { 'failed' } } }
/// $rows | ConvertTo-NetworkDataset -Target State | Invoke-NetworkTraining -Standardize -ClassWeight @{ failed = 10 } -Epochs 500 -Seed 1
/// </code>
/// <para>Features are standardized inside the network, so it takes raw values at prediction, too; a failed row counts as much as ten others.</para>
/// </example>
/// <seealso cref="NewMoonsDatasetCommand"/>
/// <seealso cref="ConvertToNetworkDatasetCommand"/>
/// <seealso cref="GetNetworkPredictionCommand"/>
[Cmdlet(VerbsLifecycle.Invoke, "NetworkTraining", DefaultParameterSetName = "Initialize")]
[OutputType(typeof(TrainingResult))]
public sealed class InvokeNetworkTrainingCommand : NetworkCmdlet
{
    /// <summary>The samples to learn from.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public Dataset Dataset { get; set; } = null!;

    /// <inheritdoc cref="TrainingOptions.LearningRate"/>
    /// <value>that of the optimizer</value>
    [Parameter]
    public double? LearningRate { get; set; }

    /// <inheritdoc cref="TrainingOptions.EpochCount"/>
    [Parameter]
    [Alias("Epochs", "Iterations")]
    public int EpochCount { get; set; } = Default.EpochCount;

    /// <inheritdoc cref="TrainingOptions.Optimizer"/>
    [Parameter]
    public Optimizer Optimizer { get; set; }

    /// <inheritdoc cref="TrainingOptions.BatchSize"/>
    [Parameter]
    public int BatchSize { get; set; }

    /// <summary>The units of each hidden layer, the first one first: <c>5</c>, <c>64,32</c>, or <c>@()</c> for none.</summary>
    [Parameter(ParameterSetName = "Initialize")]
    [LayerSizeTransformation]
    [AllowEmptyCollection]
    [ValidateNotNull]
    public int[] HiddenSize { get; set; } = [5];

    /// <summary>The activation of the hidden layers: one for all of them, or one for each.</summary>
    [Parameter(ParameterSetName = "Initialize")]
    [ValidateNotNullOrEmpty]
    public Activation[] Activation { get; set; } = [Networks.Activation.Tanh];

    /// <summary>The distribution of the initial weights.</summary>
    [Parameter(ParameterSetName = "Initialize")]
    public Initialization Initialization { get; set; }

    /// <summary>
    /// The seed of the initial weights, of the order of batches and of what is dropped, 0 to 4294967295. Without it one is drawn, shown
    /// with -Verbose, and kept in the result's Seed.
    /// </summary>
    /// <value>a drawn seed</value>
    [Parameter]
    public long? Seed { get; set; }

    /// <summary>The weights and biases to start from; a training result stands for its trained ones. They are not changed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Parameter")]
    [NetworkTransformation]
    public NetworkParameter Parameter { get; set; } = null!;

    /// <inheritdoc cref="TrainingOptions.L2"/>
    [Parameter]
    public double L2 { get; set; }

    /// <inheritdoc cref="TrainingOptions.Dropout"/>
    [Parameter]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public double[] Dropout { get; set; } = [];

    /// <inheritdoc cref="TrainingOptions.ClipNorm"/>
    [Parameter]
    public double? ClipNorm { get; set; }

    /// <inheritdoc cref="TrainingOptions.Schedule"/>
    [Parameter]
    public Schedule Schedule { get; set; }

    /// <inheritdoc cref="TrainingOptions.Decay"/>
    [Parameter]
    public double? Decay { get; set; }

    /// <inheritdoc cref="TrainingOptions.StepEpochCount"/>
    [Parameter]
    public int? StepEpochCount { get; set; }

    /// <inheritdoc cref="TrainingOptions.WarmupEpochCount"/>
    [Parameter]
    public int WarmupEpochCount { get; set; }

    /// <inheritdoc cref="TrainingOptions.Momentum"/>
    [Parameter]
    public double Momentum { get; set; } = Default.Momentum;

    /// <inheritdoc cref="TrainingOptions.Smoothing"/>
    [Parameter]
    public double Smoothing { get; set; } = Default.Smoothing;

    /// <inheritdoc cref="TrainingOptions.Beta1"/>
    [Parameter]
    public double Beta1 { get; set; } = Default.Beta1;

    /// <inheritdoc cref="TrainingOptions.Beta2"/>
    [Parameter]
    public double Beta2 { get; set; } = Default.Beta2;

    /// <inheritdoc cref="TrainingOptions.Epsilon"/>
    [Parameter]
    public double? Epsilon { get; set; }

    /// <inheritdoc cref="TrainingOptions.WeightDecay"/>
    [Parameter]
    public double WeightDecay { get; set; } = Default.WeightDecay;

    /// <summary>
    /// How much each class counts: the word Balanced (each class as much as the others), or a hashtable of labels and weights, such as
    /// <c>@{ failed = 10; ok = 1 }</c>; classes that it does not name count 1.
    /// </summary>
    [Parameter]
    [ClassWeightTransformation]
    public ClassWeighting? ClassWeight { get; set; }

    /// <inheritdoc cref="TrainingOptions.Standardize"/>
    [Parameter]
    public SwitchParameter Standardize { get; set; }

    private static TrainingOptions Default { get; } = new();

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        Require(() =>
        {
            OptionsWith(Seed ?? 0).Validate();
            _ = new NetworkShape([1, .. HiddenSize, 1], Activation);
        });
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Attempt(Train, Dataset);
    }

    private void Train()
    {
        bool isNeeded = Parameter is null || OptionsWith(0).HasChance;
        long seed = isNeeded ? SeedOrDrawn(Seed, Parameter is null ? "initial weights" : "order of the batches and what is dropped") : 0;
        NetworkParameter initial = Parameter ?? Initializer.Initialize(
            NetworkShape.For(Dataset.Task, [Dataset.FeatureCount, .. HiddenSize, Dataset.Y.RowCount], Activation), Initialization, seed, Dataset.Schema, Cancellation);
        TrainingResult result;
        using (var progress = new ProgressBar(this, $"Training {initial} on {Dataset}"))
        {
            result = Trainer.Train(Dataset, initial, OptionsWith(seed), progress, Cancellation);
        }

        // After Ctrl+C nothing more may be written.
        if (result.StopReason != StopReason.Canceled)
        {
            WriteObject(result);
            result.ThrowIfDiverged();
        }
    }

    private TrainingOptions OptionsWith(long seed)
    {
        return new TrainingOptions
        {
            LearningRate = LearningRate,
            EpochCount = EpochCount,
            Optimizer = Optimizer,
            BatchSize = BatchSize,
            L2 = L2,
            Dropout = Dropout,
            ClipNorm = ClipNorm,
            Schedule = Schedule,
            Decay = Decay,
            StepEpochCount = StepEpochCount,
            WarmupEpochCount = WarmupEpochCount,
            Momentum = Momentum,
            Smoothing = Smoothing,
            Beta1 = Beta1,
            Beta2 = Beta2,
            Epsilon = Epsilon,
            WeightDecay = WeightDecay,
            ClassWeight = ClassWeight,
            Standardize = Standardize,
            Seed = seed,
        };
    }
}
