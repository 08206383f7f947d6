using System.Management.Automation;
using PSNeuralNet.Data;

namespace PSNeuralNet.Commands;

/// <summary>Generates the exclusive or: points of a square, of class 1 where their two features differ in sign.</summary>
/// <remarks>
/// <para>
/// X1 and X2 are uniform between -1 and 1, and the label is 1 where <c>X1 X2 &lt; 0</c>, else 0: two quarters of the square,
/// across from each other, a class. The noise is added after that, so it carries points across the borders. The features are
/// named X1 and X2, the label column is Label.
/// </para>
/// <para>It is the oldest problem that a network without a hidden layer cannot learn.</para>
/// </remarks>
/// <example>
/// <title>The four quarters</title>
/// <code>New-XorDataset -Seed 0</code>
/// <para>500 samples without noise.</para>
/// </example>
/// <example>
/// <title>Why there are hidden layers</title>
/// <code>New-XorDataset -Seed 0 | Invoke-NetworkTraining -HiddenSize 4 -LearningRate 1 -EpochCount 1000 -Seed 3</code>
/// <para>Four hidden units tell the quarters apart: an accuracy of 0.992.</para>
/// </example>
/// <seealso cref="NewMoonsDatasetCommand"/>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
[Cmdlet(VerbsCommon.New, "XorDataset")]
[OutputType(typeof(Dataset))]
public sealed class NewXorDatasetCommand : NetworkCmdlet
{
    /// <summary>How many samples in all: 2 to 100000000. About half of them are of each class.</summary>
    [Parameter(Position = 0)]
    [Alias("Count")]
    public int SampleCount { get; set; } = 500;

    /// <summary>The standard deviation of the Gaussian noise added to both features, after the label is decided: 0 for none, never negative.</summary>
    [Parameter(Position = 1)]
    public double Noise { get; set; }

    /// <summary>
    /// The seed of the points and the noise, 0 to 4294967295: the same seed gives the same data. Without it one is drawn, shown
    /// with -Verbose, and kept in the dataset's Seed.
    /// </summary>
    /// <value>a drawn seed</value>
    [Parameter]
    public long? Seed { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Require(() => WriteObject(XorGenerator.Generate(SampleCount, Noise, SeedOrDrawn(Seed, "dataset"), Cancellation)));
    }
}
