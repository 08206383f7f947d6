using System.Management.Automation;
using PSNeuralNet.Data;

namespace PSNeuralNet.Commands;

/// <summary>Generates two circles of points, one within the other, one a class.</summary>
/// <remarks>
/// <para>
/// The values are those of scikit-learn's <c>make_circles(n_samples, noise=, factor=, shuffle=, random_state=)</c>, but for a last
/// bit at times. The features are named X1 and X2, the label column is Label, and the classes are 0 (the outer circle, of radius
/// 1) and 1 (the inner one, of radius -Factor).
/// </para>
/// <para>Without noise, each circle's points are evenly spaced, starting at the right: (1, 0) and (-Factor, 0).</para>
/// </remarks>
/// <example>
/// <title>A ring around a ring</title>
/// <code>New-CirclesDataset -Seed 0</code>
/// <para>500 samples, the same as make_circles(500, noise=0.05, factor=0.5, random_state=0).</para>
/// </example>
/// <example>
/// <title>A network that finds the ring</title>
/// <code>New-CirclesDataset -Factor 0.3 -Noise 0.1 -Seed 0 | Invoke-NetworkTraining -HiddenSize 5 -EpochCount 500 -Seed 3</code>
/// <para>Five hidden units are enough to draw a line around the inner circle.</para>
/// </example>
/// <seealso cref="NewMoonsDatasetCommand"/>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
/// <seealso href="https://scikit-learn.org/stable/modules/generated/sklearn.datasets.make_circles.html">make_circles in scikit-learn</seealso>
[Cmdlet(VerbsCommon.New, "CirclesDataset")]
[OutputType(typeof(Dataset))]
public sealed class NewCirclesDatasetCommand : NetworkCmdlet
{
    /// <summary>How many samples in all: 2 to 100000000. Half of them, rounded down, are of class 0.</summary>
    [Parameter(Position = 0)]
    [Alias("Count")]
    public int SampleCount { get; set; } = 500;

    /// <summary>The standard deviation of the Gaussian noise added to both features: 0 for none, never negative.</summary>
    [Parameter(Position = 1)]
    public double Noise { get; set; } = 0.05;

    /// <summary>The radius of the inner circle, where the outer one's is 1: 0 to less than 1.</summary>
    [Parameter]
    public double Factor { get; set; } = 0.5;

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
        Require(() => WriteObject(CirclesGenerator.Generate(SampleCount, Noise, Factor, !NoShuffle, SeedOrDrawn(Seed, "dataset"), Cancellation)));
    }
}
