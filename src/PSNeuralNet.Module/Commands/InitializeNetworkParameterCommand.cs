using System.Management.Automation;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Commands;

/// <summary>Draws the initial weights and biases of a network.</summary>
/// <remarks>
/// <para>
/// The parameters are W1 (units x inputs) and b1 (units x 1) of the first hidden layer, W2 and b2 of the next, and so on; each is
/// a matrix that can be calculated with: <c>$p.W1 * $x</c>. Weights are drawn row by row, W1 first, as
/// <c>numpy.random.RandomState(seed).randn(units, inputs) * scale</c> draws them; biases are zero. The output layer uses the sigmoid for
/// two classes, softmax for more, and nothing for numbers.
/// </para>
/// <para>From a dataset the parameters take their input size and the names of features and classes.</para>
/// </remarks>
/// <example>
/// <title>Parameters for a dataset</title>
/// <code>
/// $p = New-MoonsDataset -Seed 0 | Initialize-NetworkParameter -HiddenSize 5 -Seed 3
/// $p.W1
/// </code>
/// <para>Shows the 5 x 2 weights of the hidden layer.</para>
/// </example>
/// <example>
/// <title>Parameters by size, two hidden layers</title>
/// <code>Initialize-NetworkParameter -InputSize 4 -HiddenSize 8,3 -Initialization Small -Seed 1</code>
/// <para>A network 4-8-3-1 with weights of about 0.01.</para>
/// </example>
/// <seealso cref="InvokeForwardPropagationCommand"/>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
[Cmdlet(VerbsData.Initialize, "NetworkParameter", DefaultParameterSetName = "Dataset")]
[OutputType(typeof(NetworkParameter))]
public sealed class InitializeNetworkParameterCommand : NetworkCmdlet
{
    /// <summary>The data that the network is for: gives the input size and the names.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Dataset")]
    public Dataset Dataset { get; set; } = null!;

    /// <summary>How many features the network takes: 1 or more.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Size")]
    public int InputSize { get; set; }

    /// <summary>How many outputs the network has: one for two classes, one a class for more, one a target for numbers.</summary>
    [Parameter(ParameterSetName = "Size")]
    public int OutputSize { get; set; } = 1;

    /// <summary>The units of each hidden layer, the first one first: <c>5</c>, <c>64,32</c>, or <c>@()</c> for none.</summary>
    [Parameter(Position = 0)]
    [LayerSizeTransformation]
    [AllowEmptyCollection]
    [ValidateNotNull]
    public int[] HiddenSize { get; set; } = [5];

    /// <summary>The activation of the hidden layers: one for all of them, or one for each.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Activation[] Activation { get; set; } = [Networks.Activation.Tanh];

    /// <summary>What the network is to predict: decides the activation of the output layer.</summary>
    /// <value>Binary for one output, MultiClass for more</value>
    [Parameter(ParameterSetName = "Size")]
    public NetworkTask? Task { get; set; }

    /// <summary>The distribution of the weights.</summary>
    [Parameter]
    public Initialization Initialization { get; set; }

    /// <summary>
    /// The seed of the weights, 0 to 4294967295. Without it one is drawn, shown with -Verbose, and kept in the parameters' Seed.
    /// </summary>
    /// <value>a drawn seed</value>
    [Parameter]
    public long? Seed { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        DataSchema? schema = Dataset?.Schema;
        int inputs = Dataset?.FeatureCount ?? InputSize, outputs = Dataset?.Y.RowCount ?? OutputSize;
        Require(() =>
        {
            NetworkTask task = Dataset?.Task ?? Task ?? (outputs == 1 ? NetworkTask.Binary : NetworkTask.MultiClass);
            NetworkShape shape = NetworkShape.For(task, [inputs, .. HiddenSize, outputs], Activation);
            WriteObject(Initializer.Initialize(shape, Initialization, SeedOrDrawn(Seed, "initial weights"), schema, Cancellation));
        });
    }
}
