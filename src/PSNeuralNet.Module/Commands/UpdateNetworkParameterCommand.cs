using System.Management.Automation;
using PSNeuralNet.Networks;
using PSNeuralNet.Training;

namespace PSNeuralNet.Commands;

/// <summary>Takes one step of gradient descent: new parameters with each W - rate * dW and b - rate * db.</summary>
/// <remarks>
/// <para>The gradient knows the parameters it was taken at; they stay as they are.</para>
/// </remarks>
/// <example>
/// <title>One step</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0
/// $p = $moons | Initialize-NetworkParameter -Seed 3
/// $moons | Invoke-ForwardPropagation -Parameter $p | Invoke-BackPropagation | Update-NetworkParameter -LearningRate 0.3
/// </code>
/// <para>The parameters after the first of the tutorial's 5000 updates.</para>
/// </example>
/// <example>
/// <title>The whole training by hand</title>
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
/// <para>The same costs as Invoke-NetworkTraining -Iterations 100 gives, one cmdlet a step.</para>
/// </example>
/// <seealso cref="InvokeBackPropagationCommand"/>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
[Cmdlet(VerbsData.Update, "NetworkParameter")]
[OutputType(typeof(NetworkParameter))]
public sealed class UpdateNetworkParameterCommand : NetworkCmdlet
{
    /// <summary>What back-propagation gave.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public NetworkGradient Gradient { get; set; } = null!;

    /// <summary>The step along the gradient: positive and finite.</summary>
    [Parameter(Position = 0)]
    public double LearningRate { get; set; } = 0.3;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Require(() => WriteObject(Trainer.Step(Gradient, LearningRate)), Gradient);
    }
}
