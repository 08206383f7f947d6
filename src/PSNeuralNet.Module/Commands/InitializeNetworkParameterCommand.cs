namespace PSNeuralNet.Commands;

/// <summary>Initializes the weights and biases of a network with random numbers.</summary>
/// <remarks>
/// <para>
/// The parameters are W1 (units x inputs) and b1 (units x 1) of the first hidden layer, W2 and b2 of the second, and so on. Each is a
/// MathNet.Numerics matrix that supports calculations: <c>$p.W1 * $x</c>. Weights are drawn row by row, W1 first, as by
/// <c>numpy.random.RandomState(seed).randn(units, inputs) * scale</c>; biases are zero. The activation of the output layer is sigmoid for
/// two classes, softmax for more classes, and identity for regression (the exponential with the loss Poisson).
/// </para>
/// <para>A dataset provides the input size, the output size, the task, and the names of features and classes.</para>
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
/// <title>Parameters for given sizes, with two hidden layers</title>
/// <code>Initialize-NetworkParameter -InputSize 4 -HiddenSize 8,3 -Initialization Small -Seed 1</code>
/// <para>Gives a network 4-8-3-1 with weights of about 0.01.</para>
/// </example>
/// <seealso cref="InvokeForwardPropagationCommand"/>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
[Cmdlet(VerbsData.Initialize, "NetworkParameter", DefaultParameterSetName = "Dataset")]
[OutputType(typeof(NetworkParameter))]
public sealed class InitializeNetworkParameterCommand : NetworkCmdlet
{
    /// <summary>The dataset to create the parameters for.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Dataset")]
    [OriginalTransformation]
    public Dataset Dataset { get; set; } = null!;

    /// <summary>The number of features: 1 or more.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Size")]
    public int InputSize { get; set; }

    /// <summary>The number of outputs: 1 for two classes, else one per class, or one per target for regression.</summary>
    [Parameter(ParameterSetName = "Size")]
    public int OutputSize { get; set; } = 1;

    /// <summary>The number of units of each hidden layer: <c>5</c>, <c>64,32</c>, or <c>@()</c> for no hidden layer; up to 999 of them.</summary>
    [Parameter(Position = 0)]
    [LayerSizeTransformation]
    [AllowEmptyCollection]
    [ValidateNotNull]
    public int[] HiddenSize { get; set; } = [5];

    /// <summary>The activation of the hidden layers: one for all layers, or one per layer.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Activation[] Activation { get; set; } = [Networks.Activation.Tanh];

    /// <summary>The task, which determines the activation of the output layer.</summary>
    /// <value>Binary for one output, MultiClass for several</value>
    [Parameter(ParameterSetName = "Size")]
    public NetworkTask? Task { get; set; }

    /// <summary>
    /// The loss of a regression: MeanSquaredError, Huber or MeanAbsoluteError (outliers count less), Poisson (counts; targets and
    /// predictions of 0 or more), or Quantile (the quantiles of one target instead of its mean). Classes have one loss each, their cross-entropy.
    /// </summary>
    /// <value>MeanSquaredError for numbers, the cross-entropy for classes</value>
    [Parameter]
    public Loss? Loss { get; set; }

    /// <summary>The distance from which on the loss Huber is linear, in the target's own unit: 1E-300 to 1E+300.</summary>
    /// <value>1</value>
    [Parameter]
    public double? Delta { get; set; }

    /// <summary>
    /// The quantiles of the loss Quantile, in ascending order, above 0 and below 1: <c>.1,.5,.9</c>. The network has an output for each of them, and one target. The one nearest to 0.5 is its prediction.
    /// </summary>
    /// <value>0.1, 0.5, 0.9</value>
    [Parameter]
    [ValidateNotNull]
    public double[]? Quantile { get; set; }

    /// <summary>The distribution of the initial weights.</summary>
    [Parameter]
    public Initialization Initialization { get; set; }

    /// <summary>
    /// The seed of the weights, 0 to 4294967295. If omitted, a seed is drawn, shown with -Verbose, and stored in the parameters' Seed.
    /// </summary>
    /// <value>a drawn seed</value>
    [Parameter]
    public long? Seed { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        DataSchema? schema = Dataset?.Schema;
        int inputs = Dataset?.FeatureCount ?? InputSize, outputs = Dataset?.Schema.OutputCount ?? OutputSize;
        Require(() =>
        {
            NetworkTask task = Dataset?.Task ?? Task ?? (outputs == 1 ? NetworkTask.Binary : NetworkTask.MultiClass);
            NetworkShape shape = NetworkShape.For(task, [inputs, .. HiddenSize, outputs], Activation, Loss, Delta, Quantile);
            WriteObject(Initializer.Initialize(shape, Initialization, SeedOrDrawn(Seed, "initial weights"), schema, Cancellation));
        });
    }
}
