namespace PSNeuralNet.Commands;

/// <summary>Generates two interleaving half circles of points (moons), one class per moon.</summary>
/// <remarks>
/// <para>
/// The values match scikit-learn's <c>make_moons(n_samples, noise=, shuffle=, random_state=)</c>, except occasionally in the last bit, so
/// that a tutorial written for Python can be followed with the same numbers. Class 0 is the upper moon, with half of the samples,
/// rounded down; class 1 is the lower moon. The features are named X1 and X2, the label column is Label.
/// </para>
/// <para>The classes are not linearly separable, but a small network separates them.</para>
/// </remarks>
/// <example>
/// <title>The tutorial's dataset</title>
/// <code>New-MoonsDataset -Seed 0</code>
/// <para>Generates 500 samples with noise 0.2, the same as make_moons(500, noise=0.2, random_state=0).</para>
/// </example>
/// <example>
/// <title>Moons without noise, ordered by class</title>
/// <code>New-MoonsDataset -SampleCount 10 -Noise 0 -NoShuffle | ConvertFrom-NetworkDataset</code>
/// <para>Gives ten points as rows: five of class 0, then five of class 1.</para>
/// </example>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
/// <seealso cref="ConvertFromNetworkDatasetCommand"/>
/// <seealso href="https://scikit-learn.org/stable/modules/generated/sklearn.datasets.make_moons.html">make_moons in scikit-learn</seealso>
[Cmdlet(VerbsCommon.New, "MoonsDataset")]
[OutputType(typeof(Dataset))]
public sealed class NewMoonsDatasetCommand : GeneratorCmdlet
{
    /// <summary>The standard deviation of the Gaussian noise added to both features, 0 or more.</summary>
    [Parameter(Position = 1)]
    public double Noise { get; set; } = 0.2;

    /// <summary>Keeps the samples ordered by class instead of shuffling them.</summary>
    [Parameter]
    public SwitchParameter NoShuffle { get; set; }

    private protected override Dataset Generate(long seed) => MoonsGenerator.Generate(SampleCount, Noise, !NoShuffle, seed, Cancellation);
}
