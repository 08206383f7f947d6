namespace PSNeuralNet.Commands;

/// <summary>Generates a linear regression problem: numeric targets that depend linearly on Gaussian features.</summary>
/// <remarks>
/// <para>
/// The values match scikit-learn's <c>make_regression(n_samples, n_features=, n_informative=, n_targets=, noise=, shuffle=,
/// random_state=)</c>, except occasionally in the last bit. The features are standard normal and named X1, X2, ... The target Y (Y1, Y2,
/// ... if there are several) is a weighted sum of the features; the coefficients are uniformly distributed between 0 and 100 for
/// informative features, and 0 for the others.
/// </para>
/// <para>Targets reach several hundred: train with -Standardize, or with a small learning rate.</para>
/// </remarks>
/// <example>
/// <title>A target of three features</title>
/// <code>New-RegressionDataset -Seed 0</code>
/// <para>Generates 500 samples without noise, the same as make_regression(500, n_features=3, random_state=0).</para>
/// </example>
/// <example>
/// <title>Two informative features of five</title>
/// <code>New-RegressionDataset -SampleCount 100 -FeatureCount 5 -InformativeCount 2 -Noise 10 -Seed 0 | ConvertFrom-NetworkDataset</code>
/// <para>Gives 100 rows with the properties X1 to X5 and Y. The seed decides which two features are informative.</para>
/// </example>
/// <seealso cref="SplitNetworkDatasetCommand"/>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
/// <seealso href="https://scikit-learn.org/stable/modules/generated/sklearn.datasets.make_regression.html">make_regression in scikit-learn</seealso>
[Cmdlet(VerbsCommon.New, "RegressionDataset")]
[OutputType(typeof(Dataset))]
public sealed class NewRegressionDatasetCommand : GeneratorCmdlet
{
    /// <summary>The number of features: 1 or more.</summary>
    [Parameter(Position = 1)]
    public int FeatureCount { get; set; } = 3;

    /// <summary>The number of features that the targets depend on: 1 to -FeatureCount.</summary>
    /// <value>the value of -FeatureCount</value>
    [Parameter]
    public int? InformativeCount { get; set; }

    /// <summary>The number of target columns: 1 or more.</summary>
    [Parameter]
    public int TargetCount { get; set; } = 1;

    /// <summary>The standard deviation of the Gaussian noise added to the targets, 0 or more.</summary>
    [Parameter]
    public double Noise { get; set; }

    /// <summary>Keeps the informative features first, and the samples in the order in which they were drawn.</summary>
    [Parameter]
    public SwitchParameter NoShuffle { get; set; }

    private protected override Dataset Generate(long seed) =>
        RegressionGenerator.Generate(
            SampleCount, FeatureCount, InformativeCount ?? FeatureCount, TargetCount, Noise, !NoShuffle, seed, Cancellation);
}
