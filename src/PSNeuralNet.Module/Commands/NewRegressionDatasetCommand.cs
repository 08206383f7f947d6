using System.Management.Automation;
using PSNeuralNet.Data;

namespace PSNeuralNet.Commands;

/// <summary>Generates numbers to predict: targets that depend linearly on Gaussian features.</summary>
/// <remarks>
/// <para>
/// The values are those of scikit-learn's <c>make_regression(n_samples, n_features=, n_informative=, n_targets=, noise=, shuffle=,
/// random_state=)</c>, but for a last bit at times. The features are standard normal, named X1, X2, ...; the target Y (of more
/// than one: Y1, Y2, ...) is their sum, each times a coefficient: uniform between 0 and 100 for the informative features, 0 for
/// the others.
/// </para>
/// <para>Targets are as large as a few hundred, so scale them down, or learn slowly.</para>
/// </remarks>
/// <example>
/// <title>A target of three features</title>
/// <code>New-RegressionDataset -Seed 0</code>
/// <para>500 samples without noise, the same as make_regression(500, n_features=3, random_state=0).</para>
/// </example>
/// <example>
/// <title>Two of five features matter</title>
/// <code>New-RegressionDataset -SampleCount 100 -FeatureCount 5 -InformativeCount 2 -Noise 10 -Seed 0 | ConvertFrom-NetworkDataset</code>
/// <para>A hundred rows with the properties X1 to X5 and Y. Which two matter is up to the seed.</para>
/// </example>
/// <seealso cref="SplitNetworkDatasetCommand"/>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
/// <seealso href="https://scikit-learn.org/stable/modules/generated/sklearn.datasets.make_regression.html">make_regression in scikit-learn</seealso>
[Cmdlet(VerbsCommon.New, "RegressionDataset")]
[OutputType(typeof(Dataset))]
public sealed class NewRegressionDatasetCommand : NetworkCmdlet
{
    /// <summary>How many samples: 1 to 100000000.</summary>
    [Parameter(Position = 0)]
    [Alias("Count")]
    public int SampleCount { get; set; } = 500;

    /// <summary>How many features: 1 or more.</summary>
    [Parameter(Position = 1)]
    public int FeatureCount { get; set; } = 3;

    /// <summary>How many of the features the targets depend on: 1 to -FeatureCount.</summary>
    /// <value>all of them</value>
    [Parameter]
    public int? InformativeCount { get; set; }

    /// <summary>How many target columns: 1 or more.</summary>
    [Parameter]
    public int TargetCount { get; set; } = 1;

    /// <summary>The standard deviation of the Gaussian noise added to the targets: 0 for none, never negative.</summary>
    [Parameter]
    public double Noise { get; set; }

    /// <summary>
    /// The seed of the features, the coefficients, the noise and the order, 0 to 4294967295: the same seed gives the same data. Without it one is drawn, shown
    /// with -Verbose, and kept in the dataset's Seed.
    /// </summary>
    /// <value>a drawn seed</value>
    [Parameter]
    public long? Seed { get; set; }

    /// <summary>Keeps the features in order, the informative ones first, and the samples as they were drawn.</summary>
    [Parameter]
    public SwitchParameter NoShuffle { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Require(() => WriteObject(RegressionGenerator.Generate(
            SampleCount, FeatureCount, InformativeCount ?? FeatureCount, TargetCount, Noise, !NoShuffle, SeedOrDrawn(Seed, "dataset"), Cancellation)));
    }
}
