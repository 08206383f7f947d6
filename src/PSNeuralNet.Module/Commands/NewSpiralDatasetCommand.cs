using System.Management.Automation;
using PSNeuralNet.Data;

namespace PSNeuralNet.Commands;

/// <summary>Generates interleaved spirals of points, an arm a class.</summary>
/// <remarks>
/// <para>Point i of the n points of class c of k, counted from 1, with the turns t and before the noise:</para>
/// <para><c>r = i / n; angle = 2 pi (t r + c / k); X1 = r cos(angle); X2 = r sin(angle)</c></para>
/// <para>
/// Each arm winds from near the origin out to radius 1 (an Archimedean spiral), and is the one before it turned by a k-th of a
/// circle. The features are named X1 and X2, the label column is Label, and the classes are 0, 1, ... The more turns, the harder
/// it is to tell the arms apart: their distance is 1 / (t k), and noise beyond a third of that mixes them.
/// </para>
/// </remarks>
/// <example>
/// <title>Two arms</title>
/// <code>New-SpiralDataset -Seed 0</code>
/// <para>500 samples, 250 an arm, with noise 0.1.</para>
/// </example>
/// <example>
/// <title>Three clean arms, in order</title>
/// <code>New-SpiralDataset -SampleCount 12 -ClassCount 3 -Noise 0 -NoShuffle | ConvertFrom-NetworkDataset</code>
/// <para>Twelve points as rows: four of each arm, from the inside out.</para>
/// </example>
/// <seealso cref="NewMoonsDatasetCommand"/>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
[Cmdlet(VerbsCommon.New, "SpiralDataset")]
[OutputType(typeof(Dataset))]
public sealed class NewSpiralDatasetCommand : NetworkCmdlet
{
    /// <summary>How many samples in all: -ClassCount to 100000000. Each arm has the same; the first ones one more where it does not come out even.</summary>
    [Parameter(Position = 0)]
    [Alias("Count")]
    public int SampleCount { get; set; } = 500;

    /// <summary>How many arms, each a class: 2 or more.</summary>
    [Parameter(Position = 1)]
    public int ClassCount { get; set; } = 2;

    /// <summary>The standard deviation of the Gaussian noise added to both features: 0 for none, never negative.</summary>
    [Parameter]
    public double Noise { get; set; } = 0.1;

    /// <summary>How often an arm goes round: any number above 0.</summary>
    [Parameter]
    public double Turns { get; set; } = 1;

    /// <summary>
    /// The seed of the noise and the order, 0 to 4294967295: the same seed gives the same data. Without it one is drawn, shown
    /// with -Verbose, and kept in the dataset's Seed.
    /// </summary>
    /// <value>a drawn seed</value>
    [Parameter]
    public long? Seed { get; set; }

    /// <summary>Keeps the samples in order: class by class, each from the inside out.</summary>
    [Parameter]
    public SwitchParameter NoShuffle { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Require(() => WriteObject(SpiralGenerator.Generate(SampleCount, ClassCount, Noise, Turns, !NoShuffle, SeedOrDrawn(Seed, "dataset"), Cancellation)));
    }
}
