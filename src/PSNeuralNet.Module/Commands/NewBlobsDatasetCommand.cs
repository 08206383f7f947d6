namespace PSNeuralNet.Commands;

/// <summary>Generates Gaussian clusters of points around random centers, one class per center.</summary>
/// <remarks>
/// <para>
/// The values match scikit-learn's <c>make_blobs(n_samples, centers=, n_features=, cluster_std=, shuffle=, random_state=)</c>, except
/// occasionally in the last bit. Each center is uniformly distributed between -10 and 10 in each feature. The features are named X1,
/// X2, ..., the label column is Label, and the classes are 0, 1, ..., in the order of the centers.
/// </para>
/// <para>
/// All classes have the same number of samples; if -SampleCount is not divisible by -CenterCount, the first classes have one more. With
/// two centers the task is Binary and Y has one row; with more centers the task is MultiClass and Y has one row per class.
/// </para>
/// </remarks>
/// <example>
/// <title>Three clusters</title>
/// <code>New-BlobsDataset -Seed 2</code>
/// <para>Generates 500 samples, the same as make_blobs(500, centers=3, random_state=2).</para>
/// </example>
/// <example>
/// <title>Five classes of four features</title>
/// <code>New-BlobsDataset -SampleCount 1000 -CenterCount 5 -FeatureCount 4 -Seed 0 | Split-NetworkDataset -Seed 0</code>
/// <para>Gives 800 training samples and 200 test samples, 40 of them from each class.</para>
/// </example>
/// <seealso cref="SplitNetworkDatasetCommand"/>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
/// <seealso href="https://scikit-learn.org/stable/modules/generated/sklearn.datasets.make_blobs.html">make_blobs in scikit-learn</seealso>
[Cmdlet(VerbsCommon.New, "BlobsDataset")]
[OutputType(typeof(Dataset))]
public sealed class NewBlobsDatasetCommand : GeneratorCmdlet
{
    /// <summary>The number of centers, and thus of classes: 2 or more.</summary>
    [Parameter(Position = 1)]
    public int CenterCount { get; set; } = 3;

    /// <summary>The number of features: 1 or more.</summary>
    [Parameter]
    public int FeatureCount { get; set; } = 2;

    /// <summary>The standard deviation of each cluster, 0 or more; 0 places all points at their center.</summary>
    [Parameter]
    public double Deviation { get; set; } = 1.0;

    /// <summary>Keeps the samples ordered by class instead of shuffling them.</summary>
    [Parameter]
    public SwitchParameter NoShuffle { get; set; }

    private protected override Dataset Generate(long seed) =>
        BlobsGenerator.Generate(SampleCount, CenterCount, FeatureCount, Deviation, !NoShuffle, seed, Cancellation);
}
