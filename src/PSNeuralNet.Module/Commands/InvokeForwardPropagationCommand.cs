using System.Management.Automation;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Commands;

/// <summary>Runs a dataset through a network and keeps what each layer computed.</summary>
/// <remarks>
/// <para>
/// Layer by layer: Z1 = W1 X + b1, A1 = f(Z1), Z2 = W2 A1 + b2, and so on, with the activation f (tanh unless the parameters were made
/// with another). The last A is, for two classes, the sigmoid of the last Z, the probability of class 1. The cache holds all of them (units x samples) as properties Z1, A1, Z2, A2, ..., for the cost and for
/// back-propagation.
/// </para>
/// </remarks>
/// <example>
/// <title>The probabilities of an untrained network</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0
/// $p = $moons | Initialize-NetworkParameter -Seed 3
/// $cache = $moons | Invoke-ForwardPropagation -Parameter $p
/// $cache.A2
/// </code>
/// <para>A2 has one row, and a column for each of the 500 samples.</para>
/// </example>
/// <example>
/// <title>The cost of several initializations</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0
/// foreach ($seed in 1..3) {
///     $p = $moons | Initialize-NetworkParameter -Seed $seed
///     $moons | Invoke-ForwardPropagation -Parameter $p | Measure-NetworkCost
/// }
/// </code>
/// <para>Each seed gives other weights, and so another cost to start from.</para>
/// </example>
/// <seealso cref="MeasureNetworkCostCommand"/>
/// <seealso cref="InvokeBackPropagationCommand"/>
[Cmdlet(VerbsLifecycle.Invoke, "ForwardPropagation")]
[OutputType(typeof(ForwardCache))]
public sealed class InvokeForwardPropagationCommand : NetworkCmdlet
{
    /// <summary>The samples to run through the network.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public Dataset Dataset { get; set; } = null!;

    /// <summary>The weights and biases; a training result stands for its trained ones.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ParameterTransformation]
    public NetworkParameter Parameter { get; set; } = null!;

    /// <inheritdoc cref="GetNetworkPredictionCommand.UnknownCategory"/>
    [Parameter]
    public UnknownCategory UnknownCategory { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Attempt(Propagate, Dataset);
    }

    private void Propagate()
    {
        CategoryCheck.Run(Dataset, Parameter.Schema, UnknownCategory, WriteWarning);
        WriteObject(ForwardCache.Compute(Dataset, Parameter, Cancellation));
    }
}
