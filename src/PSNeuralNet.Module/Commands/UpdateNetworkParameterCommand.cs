namespace PSNeuralNet.Commands;

/// <summary>Takes one gradient descent step: W - rate * dW and b - rate * db for all weights and biases.</summary>
/// <remarks>
/// <para>The step starts from the parameters at which the gradient was computed; they are not changed.</para>
/// </remarks>
/// <example>
/// <title>One step</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0
/// $p = $moons | Initialize-NetworkParameter -Seed 3
/// $moons | Invoke-ForwardPropagation -Parameter $p | Invoke-BackPropagation | Update-NetworkParameter -LearningRate 0.3
/// </code>
/// <para>Gives the parameters after the first of the tutorial's 5000 updates.</para>
/// </example>
/// <example>
/// <title>A training loop of single steps</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0
/// $p = $moons | Initialize-NetworkParameter -Seed 3
/// $costs = foreach ($i in 1..100) {
///     $cache = $moons | Invoke-ForwardPropagation -Parameter $p
///     $cache | Measure-NetworkCost
///     $p = $cache | Invoke-BackPropagation | Update-NetworkParameter -LearningRate 0.3
/// }
/// $costs[-1]
/// </code>
/// <para>Gives the same costs as Invoke-NetworkTraining -Iterations 100.</para>
/// </example>
/// <seealso cref="InvokeBackPropagationCommand"/>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
[Cmdlet(VerbsData.Update, "NetworkParameter")]
[OutputType(typeof(NetworkParameter))]
public sealed class UpdateNetworkParameterCommand : NetworkCmdlet
{
    /// <summary>The output of Invoke-BackPropagation.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [OriginalTransformation]
    public NetworkGradient Gradient { get; set; } = null!;

    /// <summary>The learning rate: greater than 0 and finite.</summary>
    [Parameter(Position = 0)]
    public double LearningRate { get; set; } = 0.3;

    /// <inheritdoc/>
    protected override void ProcessRecord() => Require(() => WriteObject(Trainer.Step(Gradient, LearningRate)), Gradient);
}
