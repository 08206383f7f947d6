namespace PSNeuralNet.Commands;

/// <summary>Generates interleaved Archimedean spirals of points, one class per arm.</summary>
/// <remarks>
/// <para>Point i of the n points of class c, of k classes and t turns, with i from 1 to n, before noise is added:</para>
/// <para><c>r = i / n; angle = 2 pi (t r + c / k); X1 = r cos(angle); X2 = r sin(angle)</c></para>
/// <para>
/// Each arm winds from near the origin out to radius 1. The features are named X1 and X2, the label column is Label, and the classes are
/// 0, 1, ... All classes have the same number of samples; if -SampleCount is not divisible by -ClassCount, the first classes have one
/// more. The distance between arms is 1 / (t k); noise above about a third of it makes the classes overlap.
/// </para>
/// </remarks>
/// <example>
/// <title>Two arms</title>
/// <code>New-SpiralDataset -Seed 0</code>
/// <para>Generates 500 samples, 250 per arm, with noise 0.1.</para>
/// </example>
/// <example>
/// <title>Three arms without noise, ordered by class</title>
/// <code>New-SpiralDataset -SampleCount 12 -ClassCount 3 -Noise 0 -NoShuffle | ConvertFrom-NetworkDataset</code>
/// <para>Gives twelve points as rows: four of each arm, ordered by radius.</para>
/// </example>
/// <seealso cref="NewMoonsDatasetCommand"/>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
[Cmdlet(VerbsCommon.New, "SpiralDataset")]
[OutputType(typeof(Dataset))]
public sealed class NewSpiralDatasetCommand : GeneratorCmdlet
{
    /// <summary>The number of arms, and thus of classes: 2 or more.</summary>
    [Parameter(Position = 1)]
    public int ClassCount { get; set; } = 2;

    /// <summary>The standard deviation of the Gaussian noise added to both features, 0 or more.</summary>
    [Parameter]
    public double Noise { get; set; } = 0.1;

    /// <summary>The number of full turns of each arm: greater than 0, fractions allowed.</summary>
    [Parameter]
    public double Turns { get; set; } = 1;

    /// <summary>Keeps the samples ordered by class, and by radius within a class, instead of shuffling them.</summary>
    [Parameter]
    public SwitchParameter NoShuffle { get; set; }

    private protected override Dataset Generate(long seed) =>
        SpiralGenerator.Generate(SampleCount, ClassCount, Noise, Turns, !NoShuffle, seed, Cancellation);
}
