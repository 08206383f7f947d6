using System.Management.Automation;
using PSNeuralNet.Data;

namespace PSNeuralNet.Commands;

/// <summary>Generates the two moons: two interleaving half circles of points, one a class.</summary>
/// <remarks>
/// <para>
/// The values are those of scikit-learn's <c>make_moons(n_samples, noise=, shuffle=, random_state=)</c>, but for a last bit at times, so a
/// tutorial written for Python can be followed with the same numbers. The features are named X1 and X2, the label column is
/// Label, and the classes are 0 (the upper moon) and 1 (the lower one).
/// </para>
/// <para>No straight line separates the two classes, but a small network does.</para>
/// </remarks>
/// <example>
/// <title>The tutorial's dataset</title>
/// <code>New-MoonsDataset -Seed 0</code>
/// <para>500 samples with noise 0.2, the same as make_moons(500, noise=0.2, random_state=0).</para>
/// </example>
/// <example>
/// <title>Clean moons, in order</title>
/// <code>New-MoonsDataset -SampleCount 10 -Noise 0 -NoShuffle | ConvertFrom-NetworkDataset</code>
/// <para>Ten points without noise as rows: the five of class 0 first, then the five of class 1.</para>
/// </example>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
/// <seealso cref="ConvertFromNetworkDatasetCommand"/>
/// <seealso href="https://scikit-learn.org/stable/modules/generated/sklearn.datasets.make_moons.html">make_moons in scikit-learn</seealso>
[Cmdlet(VerbsCommon.New, "MoonsDataset")]
[OutputType(typeof(Dataset))]
public sealed class NewMoonsDatasetCommand : NetworkCmdlet
{
    /// <summary>How many samples in all: 2 to 100000000. Half of them, rounded down, are of class 0.</summary>
    [Parameter(Position = 0)]
    [Alias("Count")]
    public int SampleCount { get; set; } = 500;

    /// <summary>The standard deviation of the Gaussian noise added to both features: 0 for none, never negative.</summary>
    [Parameter(Position = 1)]
    public double Noise { get; set; } = 0.2;

    /// <summary>
    /// The seed of the noise and the order, 0 to 4294967295: the same seed gives the same data. Without it one is drawn, shown
    /// with -Verbose, and kept in the dataset's Seed.
    /// </summary>
    /// <value>a drawn seed</value>
    [Parameter]
    public long? Seed { get; set; }

    /// <summary>Keeps the samples in order: those of class 0 first.</summary>
    [Parameter]
    public SwitchParameter NoShuffle { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Require(() => WriteObject(MoonsGenerator.Generate(SampleCount, Noise, !NoShuffle, SeedOrDrawn(Seed, "dataset"), Cancellation)));
    }
}
