namespace PSNeuralNet.Commands;

/// <summary>Generates two concentric circles of points, one class per circle.</summary>
/// <remarks>
/// <para>
/// The values match scikit-learn's <c>make_circles(n_samples, noise=, factor=, shuffle=, random_state=)</c>, except occasionally in the
/// last bit. Class 0 is the outer circle, of radius 1, with half of the samples, rounded down; class 1 is the inner circle, of radius
/// -Factor. The features are named X1 and X2, the label column is Label.
/// </para>
/// <para>Without noise, the points of each circle are evenly spaced, starting at (1, 0) and (-Factor, 0).</para>
/// </remarks>
/// <example>
/// <title>Concentric circles with the default noise</title>
/// <code>New-CirclesDataset -Seed 0</code>
/// <para>Generates 500 samples, the same as make_circles(500, noise=0.05, factor=0.5, random_state=0).</para>
/// </example>
/// <example>
/// <title>Train a network to separate the circles</title>
/// <code>New-CirclesDataset -Factor 0.3 -Noise 0.1 -Seed 0 | Invoke-NetworkTraining -HiddenSize 5 -EpochCount 500 -Seed 3</code>
/// <para>Five hidden units are enough for a decision boundary around the inner circle.</para>
/// </example>
/// <seealso cref="NewMoonsDatasetCommand"/>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
/// <seealso href="https://scikit-learn.org/stable/modules/generated/sklearn.datasets.make_circles.html">make_circles in scikit-learn</seealso>
[Cmdlet(VerbsCommon.New, "CirclesDataset")]
[OutputType(typeof(Dataset))]
public sealed class NewCirclesDatasetCommand : GeneratorCmdlet
{
    /// <summary>The standard deviation of the Gaussian noise added to both features, 0 or more.</summary>
    [Parameter(Position = 1)]
    public double Noise { get; set; } = 0.05;

    /// <summary>The radius of the inner circle relative to the outer one, from 0 to less than 1.</summary>
    [Parameter]
    public double Factor { get; set; } = 0.5;

    /// <summary>Keeps the samples ordered by class instead of shuffling them.</summary>
    [Parameter]
    public SwitchParameter NoShuffle { get; set; }

    private protected override Dataset Generate(long seed) =>
        CirclesGenerator.Generate(SampleCount, Noise, Factor, !NoShuffle, seed, Cancellation);
}
