using System.Management.Automation;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Commands;

/// <summary>Gives the cost of a forward propagation: the mean loss over its samples.</summary>
/// <remarks>
/// <para>
/// For two classes the cost of a sample is -y ln a - (1 - y) ln(1 - a), the binary cross-entropy, with its label y (0 or 1) and the network's probability a. It is
/// computed from the logit z as max(z, 0) - z y + ln(1 + e^-|z|), which is the same number without overflow.
/// For more classes it is the categorical cross-entropy, for numbers the squared error, the mean of it over the targets.
/// </para>
/// </remarks>
/// <example>
/// <title>The cost before training</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0
/// $p = $moons | Initialize-NetworkParameter -Seed 3
/// $moons | Invoke-ForwardPropagation -Parameter $p | Measure-NetworkCost
/// </code>
/// <para>0.7313, as in the tutorial.</para>
/// </example>
/// <example>
/// <title>The cost on data that the network has not seen</title>
/// <code>
/// $result = New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3
/// New-MoonsDataset -Seed 1 | Invoke-ForwardPropagation -Parameter $result | Measure-NetworkCost
/// </code>
/// <para>Higher than the training's last cost, but not by much: the network has learned the moons, not the samples.</para>
/// </example>
/// <outputs>The cost, 0 or more.</outputs>
/// <seealso cref="InvokeForwardPropagationCommand"/>
[Cmdlet(VerbsDiagnostic.Measure, "NetworkCost")]
[OutputType(typeof(double))]
public sealed class MeasureNetworkCostCommand : NetworkCmdlet
{
    /// <summary>What forward propagation gave.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public ForwardCache Cache { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Attempt(() => WriteObject(Cache.Cost(Cancellation)), Cache);
    }
}
