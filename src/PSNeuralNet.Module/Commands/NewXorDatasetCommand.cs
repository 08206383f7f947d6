namespace PSNeuralNet.Commands;

/// <summary>Generates the exclusive-or (XOR) problem: points of a square, of class 1 where the two features differ in sign.</summary>
/// <remarks>
/// <para>
/// X1 and X2 are uniformly distributed between -1 and 1. The label is 1 where <c>X1 X2 &lt; 0</c>, else 0, so each class is two opposite
/// quadrants with about half of the samples. Noise is added after the label is computed, so it moves points across the class
/// boundaries. The features are named X1 and X2, the label column is Label.
/// </para>
/// <para>XOR is the classic problem that a network without a hidden layer cannot learn.</para>
/// </remarks>
/// <example>
/// <title>The four quadrants</title>
/// <code>New-XorDataset -Seed 0</code>
/// <para>Generates 500 samples without noise.</para>
/// </example>
/// <example>
/// <title>Solve XOR with one hidden layer</title>
/// <code>New-XorDataset -Seed 0 | Invoke-NetworkTraining -HiddenSize 4 -LearningRate 1 -EpochCount 1000 -Seed 3</code>
/// <para>Four hidden units reach an accuracy of 0.992.</para>
/// </example>
/// <seealso cref="NewMoonsDatasetCommand"/>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
[Cmdlet(VerbsCommon.New, "XorDataset")]
[OutputType(typeof(Dataset))]
public sealed class NewXorDatasetCommand : GeneratorCmdlet
{
    /// <summary>The standard deviation of the Gaussian noise added to both features, 0 or more.</summary>
    [Parameter(Position = 1)]
    public double Noise { get; set; }

    private protected override Dataset Generate(long seed) => XorGenerator.Generate(SampleCount, Noise, seed, Cancellation);
}
