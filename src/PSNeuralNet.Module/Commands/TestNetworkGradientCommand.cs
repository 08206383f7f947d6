namespace PSNeuralNet.Commands;

/// <summary>Checks the gradient of back-propagation against finite differences of the cost.</summary>
/// <remarks>
/// <para>
/// The derivative of the cost by every weight and bias is approximated by a seven-point central difference with step 0.01.
/// RelativeDifference is the largest absolute difference from the back-propagated gradient within a matrix, divided by the largest
/// absolute derivative of the matrix. Values below 1e-7 confirm the gradient; an incorrect formula gives 0.01 or more.
/// </para>
/// <para>
/// ReLU and LeakyReLU are not differentiable at 0 (back-propagation uses 0 and 0.01 there). A unit whose weighted sum is exactly 0 for
/// some sample, for instance with zero biases after inactive units, shows a difference although the gradient is correct.
/// </para>
/// <para>The check takes six forward passes per weight and bias, so use it with small networks and datasets.</para>
/// </remarks>
/// <example>
/// <title>Check the gradient of the tutorial's network</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0
/// $p = $moons | Initialize-NetworkParameter -Seed 3
/// $moons | Test-NetworkGradient -Parameter $p
/// </code>
/// <para>Gives one object each for dW1, db1, dW2 and db2.</para>
/// </example>
/// <example>
/// <title>The largest difference in a deeper network</title>
/// <code>
/// $moons = New-MoonsDataset -SampleCount 50 -Seed 0
/// $p = $moons | Initialize-NetworkParameter -HiddenSize 6,4 -Seed 3
/// $moons | Test-NetworkGradient $p | Sort-Object RelativeDifference | Select-Object -Last 1
/// </code>
/// <para>Gives the matrix with the largest relative difference, and its row and column.</para>
/// </example>
/// <seealso cref="InvokeBackPropagationCommand"/>
[Cmdlet(VerbsDiagnostic.Test, "NetworkGradient")]
[OutputType(typeof(GradientDifference))]
public sealed class TestNetworkGradientCommand : PropagationCmdlet
{
    private protected override object Compute(Dataset dataset) => GradientCheck.Run(dataset, Parameter, Cancellation);
}
