namespace PSNeuralNet.Commands;

/// <summary>Computes the cost of a forward propagation: the mean loss over its samples.</summary>
/// <remarks>
/// <para>
/// For two classes the loss is the binary cross-entropy -y ln a - (1 - y) ln(1 - a), with the label y (0 or 1) and the predicted
/// probability a. It is computed from the logit z as max(z, 0) - z y + ln(1 + e^-|z|), which cannot overflow. For more classes it is the
/// categorical cross-entropy, for regression the squared error or the loss given with -Loss, averaged over the targets.
/// </para>
/// </remarks>
/// <example>
/// <title>The cost before training</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0
/// $p = $moons | Initialize-NetworkParameter -Seed 3
/// $moons | Invoke-ForwardPropagation -Parameter $p | Measure-NetworkCost
/// </code>
/// <para>Gives 0.7313, as in the tutorial.</para>
/// </example>
/// <example>
/// <title>The cost on test data</title>
/// <code>
/// $result = New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3
/// New-MoonsDataset -Seed 1 | Invoke-ForwardPropagation -Parameter $result | Measure-NetworkCost
/// </code>
/// <para>The cost is slightly higher than the last training cost: the network generalizes.</para>
/// </example>
/// <outputs>The cost: 0 or more, but for the loss Poisson, which can be negative.</outputs>
/// <seealso cref="InvokeForwardPropagationCommand"/>
[Cmdlet(VerbsDiagnostic.Measure, "NetworkCost")]
[OutputType(typeof(double))]
public sealed class MeasureNetworkCostCommand : NetworkCmdlet
{
    /// <summary>The output of Invoke-ForwardPropagation.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [OriginalTransformation]
    public ForwardCache Cache { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(() => WriteObject(Cache.Cost(Cancellation)), Cache);
}
