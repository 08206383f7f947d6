namespace PSNeuralNet.Commands;

/// <summary>Runs back-propagation: computes the gradient of the cost with respect to all weights and biases.</summary>
/// <remarks>
/// <para>
/// From the last layer to the first: dZ = A - Y at the output (times 2 / outputs for regression); dW = dZ A'^T / m and db = row sums of
/// dZ / m, with the activations A' of the previous layer and the number of samples m; dZ' = W^T dZ * f'(Z'). The gradient has the
/// properties dW1, db1, dW2, db2, ..., in the shapes of the parameters.
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
/// <para>Shows the derivatives of the cost by the 5 x 2 weights of the hidden layer.</para>
/// </example>
/// <example>
/// <title>One step of gradient descent</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0
/// $p = $moons | Initialize-NetworkParameter -Seed 3
/// $p = $moons | Invoke-ForwardPropagation $p | Invoke-BackPropagation | Update-NetworkParameter -LearningRate 0.3
/// </code>
/// <para>The new parameters have a lower cost.</para>
/// </example>
/// <seealso cref="UpdateNetworkParameterCommand"/>
/// <seealso cref="TestNetworkGradientCommand"/>
[Cmdlet(VerbsLifecycle.Invoke, "BackPropagation")]
[OutputType(typeof(NetworkGradient))]
public sealed class InvokeBackPropagationCommand : NetworkCmdlet
{
    /// <summary>The output of Invoke-ForwardPropagation, which holds the parameters and the data.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [OriginalTransformation]
    public ForwardCache Cache { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(() => WriteObject(Cache.Gradient(Cancellation)), Cache);
}
