using System.Management.Automation;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Training;

namespace PSNeuralNet.Commands;

/// <summary>Trains a network on a dataset, and gives the parameters, the cost of every epoch, and how it went.</summary>
/// <remarks>
/// <para>
/// Full-batch gradient descent on the mean binary cross-entropy: in each epoch all samples go forward and backward through the
/// network once, and every weight and bias moves against its derivative, times the learning rate. Cost number k is taken before
/// update k, so the first one is that of the initial parameters.
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
    [Parameter]
    public double LearningRate { get; set; } = new TrainingOptions().LearningRate;

    /// <inheritdoc cref="TrainingOptions.EpochCount"/>
    [Parameter]
    [Alias("Epochs", "Iterations")]
    public int EpochCount { get; set; } = new TrainingOptions().EpochCount;

    /// <summary>The units of each hidden layer, the first one first: <c>5</c>, <c>64,32</c>, or <c>@()</c> for none.</summary>
    [Parameter(ParameterSetName = "Initialize")]
    [LayerSizeTransformation]
    [AllowEmptyCollection]
    [ValidateNotNull]
    public int[] HiddenSize { get; set; } = [5];

    /// <summary>The scale of the initial weights.</summary>
    [Parameter(ParameterSetName = "Initialize")]
    public Initialization Initialization { get; set; }

    /// <summary>
    /// The seed of the initial weights, 0 to 4294967295. Without it one is drawn, shown with -Verbose, and kept in the result's Seed.
    /// </summary>
    /// <value>a drawn seed</value>
    [Parameter(ParameterSetName = "Initialize")]
    public long? Seed { get; set; }

    /// <summary>The weights and biases to start from; a training result stands for its trained ones. They are not changed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Parameter")]
    [NetworkTransformation]
    public NetworkParameter Parameter { get; set; } = null!;

    private TrainingOptions Options => new() { LearningRate = LearningRate, EpochCount = EpochCount };

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        Require(() =>
        {
            Options.Validate();
            _ = new NetworkShape([1, .. HiddenSize, 1]);
        });
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Attempt(Train, Dataset);
    }

    private void Train()
    {
        NetworkParameter initial = Parameter ?? Initializer.Initialize(
            new NetworkShape([Dataset.FeatureCount, .. HiddenSize, Dataset.Y.RowCount]), Initialization, SeedOrDrawn(Seed, "initial weights"), Dataset.Schema, Cancellation);
        TrainingResult result;
        using (var progress = new ProgressBar(this, $"Training {initial} on {Dataset}"))
        {
            result = Trainer.Train(Dataset, initial, Options, progress, Cancellation);
        }

        // After Ctrl+C nothing more may be written.
        if (result.StopReason != StopReason.Canceled)
        {
            WriteObject(result);
            result.ThrowIfDiverged();
        }
    }
}
