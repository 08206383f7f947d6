using System.Management.Automation;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Commands;

/// <summary>Checks back-propagation against differences of the cost, matrix by matrix.</summary>
/// <remarks>
/// <para>
/// For every weight and bias the derivative is computed a second time, by moving the value a little up and down and looking at the
/// cost (seven-point differences, step 0.01). RelativeDifference is the largest difference of the two in a matrix, divided by the
/// matrix's largest derivative. Values below 1e-7 mean that the derivatives are right; a wrong formula gives 0.01 or more.
/// </para>
/// <para>
/// ReLU and LeakyReLU have a corner at 0, where there is no derivative (back-propagation takes 0, or 0.01): a unit whose weighted sum is
/// just 0 for a sample, as with biases of 0 behind units that are all off, shows a difference that is no mistake.
/// </para>
/// <para>It takes six forward passes for each weight and bias, so it is for small networks and data.</para>
/// </remarks>
/// <example>
/// <title>Check the tutorial's network</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0
/// $p = $moons | Initialize-NetworkParameter -Seed 3
/// $moons | Test-NetworkGradient -Parameter $p
/// </code>
/// <para>Four rows, one each for dW1, db1, dW2 and db2.</para>
/// </example>
/// <example>
/// <title>The worst of a deeper network</title>
/// <code>
/// $moons = New-MoonsDataset -SampleCount 50 -Seed 0
/// $p = $moons | Initialize-NetworkParameter -HiddenSize 6,4 -Seed 3
/// $moons | Test-NetworkGradient $p | Sort-Object RelativeDifference | Select-Object -Last 1
/// </code>
/// <para>The matrix with the largest relative difference, and where in it that is.</para>
/// </example>
/// <seealso cref="InvokeBackPropagationCommand"/>
[Cmdlet(VerbsDiagnostic.Test, "NetworkGradient")]
[OutputType(typeof(GradientDifference))]
public sealed class TestNetworkGradientCommand : NetworkCmdlet
{
    /// <summary>The samples to take the cost of.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public Dataset Dataset { get; set; } = null!;

    /// <summary>Where to take the gradient; a training result stands for its trained parameters.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ParameterTransformation]
    public NetworkParameter Parameter { get; set; } = null!;

    /// <inheritdoc cref="GetNetworkPredictionCommand.UnknownCategory"/>
    [Parameter]
    public UnknownCategory UnknownCategory { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Attempt(Check, Dataset);
    }

    private void Check()
    {
        CategoryCheck.Run(Dataset, Parameter.Schema, UnknownCategory, WriteWarning);
        WriteObject(GradientCheck.Run(Dataset, Parameter, Cancellation), enumerateCollection: true);
    }
}
