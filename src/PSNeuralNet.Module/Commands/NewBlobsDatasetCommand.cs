using System.Management.Automation;
using PSNeuralNet.Data;

namespace PSNeuralNet.Commands;

/// <summary>Generates clouds of points around random centers, one a class.</summary>
/// <remarks>
/// <para>
/// The values are those of scikit-learn's <c>make_blobs(n_samples, centers=, n_features=, cluster_std=, shuffle=, random_state=)</c>,
/// but for a last bit at times. The centers are uniform between -10 and 10 in each feature, the points Gaussian around them. The
/// features are named X1, X2, ..., the label column is Label, and the classes are 0, 1, ..., in the order of the centers.
/// </para>
/// <para>Two centers make a dataset of two classes, with one row in Y; more make one with a row a class.</para>
/// </remarks>
/// <example>
/// <title>Three clouds</title>
/// <code>New-BlobsDataset -Seed 2</code>
/// <para>500 samples, the same as make_blobs(500, centers=3, random_state=2).</para>
/// </example>
/// <example>
/// <title>Five classes of four features</title>
/// <code>New-BlobsDataset -SampleCount 1000 -CenterCount 5 -FeatureCount 4 -Seed 0 | Split-NetworkDataset -Seed 0</code>
/// <para>800 samples to train with and 200 to test with, 40 of each class.</para>
/// </example>
/// <seealso cref="SplitNetworkDatasetCommand"/>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
/// <seealso href="https://scikit-learn.org/stable/modules/generated/sklearn.datasets.make_blobs.html">make_blobs in scikit-learn</seealso>
[Cmdlet(VerbsCommon.New, "BlobsDataset")]
[OutputType(typeof(Dataset))]
public sealed class NewBlobsDatasetCommand : NetworkCmdlet
{
    /// <summary>How many samples in all: -CenterCount to 100000000. Each center has the same; the first ones one more where it does not come out even.</summary>
    [Parameter(Position = 0)]
    [Alias("Count")]
    public int SampleCount { get; set; } = 500;

    /// <summary>How many centers, each a class: 2 or more.</summary>
    [Parameter(Position = 1)]
    public int CenterCount { get; set; } = 3;

    /// <summary>How many features: 1 or more.</summary>
    [Parameter]
    public int FeatureCount { get; set; } = 2;

    /// <summary>The standard deviation of the points around their center: 0 puts them on it, never negative.</summary>
    [Parameter]
    public double Deviation { get; set; } = 1.0;

    /// <summary>
    /// The seed of the centers, the points and the order, 0 to 4294967295: the same seed gives the same data. Without it one is drawn, shown
    /// with -Verbose, and kept in the dataset's Seed.
    /// </summary>
    /// <value>a drawn seed</value>
    [Parameter]
    public long? Seed { get; set; }

    /// <summary>Keeps the samples in order: class by class.</summary>
    [Parameter]
    public SwitchParameter NoShuffle { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Require(() => WriteObject(BlobsGenerator.Generate(SampleCount, CenterCount, FeatureCount, Deviation, !NoShuffle, SeedOrDrawn(Seed, "dataset"), Cancellation)));
    }
}
