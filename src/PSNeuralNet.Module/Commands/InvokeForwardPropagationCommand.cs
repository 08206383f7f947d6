namespace PSNeuralNet.Commands;

/// <summary>Runs forward propagation: computes the activations of all layers for all samples of a dataset.</summary>
/// <remarks>
/// <para>
/// Layer by layer: Z1 = W1 X + b1, A1 = f(Z1), Z2 = W2 A1 + b2, and so on, with the activation f of the hidden layers. The last A is the
/// output: for two classes, the sigmoid of the last Z, which is the probability of class 1. The cache has the properties Z1, A1, Z2, A2,
/// ... (units x samples), and is the input of Measure-NetworkCost and Invoke-BackPropagation.
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
/// <para>A2 has one row, and one column for each of the 500 samples.</para>
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
/// <para>Each seed gives other initial weights, and thus another initial cost.</para>
/// </example>
/// <seealso cref="MeasureNetworkCostCommand"/>
/// <seealso cref="InvokeBackPropagationCommand"/>
[Cmdlet(VerbsLifecycle.Invoke, "ForwardPropagation")]
[OutputType(typeof(ForwardCache))]
public sealed class InvokeForwardPropagationCommand : PropagationCmdlet
{
    private protected override object Compute(Dataset dataset) => ForwardCache.Compute(dataset, Parameter, Cancellation);
}
