using System.Management.Automation;
using PSNeuralNet.Data;

namespace PSNeuralNet.Commands;

/// <summary>Splits a dataset into samples to train with and samples to test with, once or in folds.</summary>
/// <remarks>
/// <para>
/// A network is to be judged by samples that it has not seen. With <see cref="Fraction"/> a share of them is kept for that; with
/// <see cref="Fold"/> there are as many splits as folds, and each sample is tested with in exactly one (cross-validation).
/// </para>
/// <para>
/// Samples of classes are split class by class, so that each keeps its share in both parts; with <see cref="NoStratify"/>, and
/// for numbers, they are drawn from all alike. The parts are those of scikit-learn's <c>train_test_split(test_size=,
/// stratify=, random_state=)</c>, <c>StratifiedKFold</c> and <c>KFold(n_splits, shuffle=True, random_state=)</c> for the same seed.
/// The parts of a fraction are in random order, those of folds in the order of the dataset. Samples of weight 0 are split like the others,
/// as scikit-learn does, though a training leaves them out: filter such rows before to keep the shares of those that count.
/// </para>
/// </remarks>
/// <example>
/// <title>Keep a fifth for the test</title>
/// <code>
/// $split = New-MoonsDataset -Seed 0 | Split-NetworkDataset -Seed 0
/// $result = $split.Train | Invoke-NetworkTraining -EpochCount 500 -Seed 3
/// $split.Test | Get-NetworkPrediction -Network $result | Group-Object { $_.Label -eq $_.Prediction }
/// </code>
/// <para>400 samples to train with, and how many of the other 100 are predicted right and wrong.</para>
/// </example>
/// <example>
/// <title>Five folds</title>
/// <code>
/// New-BlobsDataset -SampleCount 150 -Seed 0 | Split-NetworkDataset -Fold 5 -Seed 0 |
///     ForEach-Object { $_.Train | Invoke-NetworkTraining -EpochCount 100 -Seed 3 }
/// </code>
/// <para>Five trainings, each without another 30 of the samples: 10 of each class.</para>
/// </example>
/// <inputs>The dataset to split. It is not changed.</inputs>
/// <seealso cref="ConvertToNetworkDatasetCommand"/>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
/// <seealso href="https://scikit-learn.org/stable/modules/cross_validation.html">Cross-validation in scikit-learn</seealso>
[Cmdlet(VerbsCommon.Split, "NetworkDataset", DefaultParameterSetName = "Fraction")]
[OutputType(typeof(DatasetSplit))]
public sealed class SplitNetworkDatasetCommand : NetworkCmdlet
{
    /// <summary>The dataset.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public Dataset Dataset { get; set; } = null!;

    /// <summary>The share of the samples to test with, between 0 and 1; their number is rounded up.</summary>
    [Parameter(Position = 0, ParameterSetName = "Fraction")]
    public double Fraction { get; set; } = 0.2;

    /// <summary>How many folds to split into: 2 to the number of samples. Each fold is an object.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Fold")]
    [Alias("FoldCount", "Folds")]
    public int Fold { get; set; }

    /// <summary>Draws from all samples alike, whatever their class.</summary>
    [Parameter]
    public SwitchParameter NoStratify { get; set; }

    /// <summary>
    /// The seed of the draw, 0 to 4294967295: the same seed gives the same parts. Without it one is drawn for each dataset, shown
    /// with -Verbose, and kept in the split's Seed.
    /// </summary>
    /// <value>a drawn seed</value>
    [Parameter]
    public long? Seed { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Attempt(Split, Dataset);
    }

    private void Split()
    {
        long seed = SeedOrDrawn(Seed, "split");
        if (ParameterSetName == "Fraction")
        {
            WriteObject(DatasetSplitter.Split(Dataset, Fraction, !NoStratify, seed, Cancellation));
            return;
        }

        WriteObject(DatasetSplitter.Folds(Dataset, Fold, !NoStratify, seed, Cancellation), enumerateCollection: true);
    }
}
