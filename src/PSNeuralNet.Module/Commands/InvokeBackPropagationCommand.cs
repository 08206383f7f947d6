using System.Management.Automation;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Commands;

/// <summary>Gives the derivative of the cost by every weight and bias.</summary>
/// <remarks>
/// <para>
/// From the last layer back to the first: dZ = A - Y at the output (times 2 / outputs for numbers); dW = dZ A'^T / m and db = the row sums of dZ / m, where A' are
/// the outputs of the layer before and m is the number of samples; dZ' = W^T dZ * f'(Z'). The gradient holds dW1, db1, dW2,
/// db2, ... as properties, in the shapes of the parameters.
/// </para>
/// </remarks>
/// <example>
/// <title>The first gradient of the tutorial</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0
/// $p = $moons | Initialize-NetworkParameter -Seed 3
/// $gradient = $moons | Invoke-ForwardPropagation -Parameter $p | Invoke-BackPropagation
/// $gradient.dW1
/// </code>
/// <para>Shows how the cost changes with each of the 5 x 2 weights of the hidden layer.</para>
/// </example>
/// <example>
/// <title>One step of gradient descent</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0
/// $p = $moons | Initialize-NetworkParameter -Seed 3
/// $p = $moons | Invoke-ForwardPropagation $p | Invoke-BackPropagation | Update-NetworkParameter -LearningRate 0.3
/// </code>
/// <para>$p now holds parameters with a lower cost.</para>
/// </example>
/// <seealso cref="UpdateNetworkParameterCommand"/>
/// <seealso cref="TestNetworkGradientCommand"/>
[Cmdlet(VerbsLifecycle.Invoke, "BackPropagation")]
[OutputType(typeof(NetworkGradient))]
public sealed class InvokeBackPropagationCommand : NetworkCmdlet
{
    /// <summary>What forward propagation gave: it knows the parameters and the data.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public ForwardCache Cache { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Attempt(() => WriteObject(Cache.Gradient(Cancellation)), Cache);
    }
}
