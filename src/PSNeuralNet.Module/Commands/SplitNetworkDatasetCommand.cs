namespace PSNeuralNet.Commands;

/// <summary>Splits a dataset into training and test samples, once or into folds for cross-validation.</summary>
/// <remarks>
/// <para>
/// A network must be evaluated on samples that it was not trained on. <see cref="Fraction"/> holds out a share of the samples;
/// <see cref="Fold"/> gives one split per fold, with each sample in exactly one test set (k-fold cross-validation).
/// </para>
/// <para>
/// Classification datasets are stratified: each class has the same share in both parts. Regression datasets, and all datasets with
/// <see cref="NoStratify"/>, are split at random. The parts equal those of scikit-learn's <c>train_test_split(test_size=, stratify=,
/// random_state=)</c>, <c>StratifiedKFold</c> and <c>KFold(n_splits, shuffle=True, random_state=)</c> for the same seed. Parts by fraction
/// are in random order, folds in the order of the dataset. Samples of weight 0 are split like all others, as in scikit-learn, although
/// training ignores them; remove them first to preserve the shares of the others. A class with fewer samples than there are folds is missing in
/// some test parts, which a warning names; where all classes are that small, it is an error.
/// </para>
/// <para>
/// Rows that belong together (readings of a machine, visits of a patient) must not be on both sides: with <see cref="FoldCmdlet.Group"/>, rows with the
/// same value in a column stay in the same part. Folds are those of StratifiedGroupKFold; for regression and with <see cref="NoStratify"/> those
/// of GroupKFold; with a fraction, that share of the groups is held out (GroupShuffleSplit). The seed orders the groups before they are assigned.
/// </para>
/// <para>
/// A network that predicts the future must be tested on it: with <see cref="FoldCmdlet.TimeColumn"/>, rows are sorted by time (rows of the same time keep
/// their order), and folds are those of TimeSeriesSplit: test parts of equal size, one after the other, each trained on all rows before it. A
/// fraction holds out the last rows. Parts are in the order of time, and nothing is drawn.
/// </para>
/// </remarks>
/// <example>
/// <title>Hold out a fifth for testing</title>
/// <code>
/// $split = New-MoonsDataset -Seed 0 | Split-NetworkDataset -Seed 0
/// $result = $split.Train | Invoke-NetworkTraining -EpochCount 500 -Seed 3
/// $split.Test | Get-NetworkPrediction -Network $result | Group-Object { $_.Label -eq $_.Prediction }
/// </code>
/// <para>Trains on 400 samples, and counts correct and incorrect predictions of the other 100.</para>
/// </example>
/// <example>
/// <title>Train on five folds</title>
/// <code>
/// New-BlobsDataset -SampleCount 150 -Seed 0 | Split-NetworkDataset -Fold 5 -Seed 0 |
///     ForEach-Object { $_.Train | Invoke-NetworkTraining -EpochCount 100 -Seed 3 }
/// </code>
/// <para>Trains five networks; each training omits another 30 samples, 10 of each class.</para>
/// </example>
/// <example>
/// <title>Split the rows of a table</title>
/// <code>
/// $rows = foreach ($i in 1..100) { [pscustomobject]@{ Load = $i; State = if ($i -gt 60) { 'hot' } else { 'fine' } } }
/// $split = $rows | Split-NetworkDataset 0.2 -Target State -Seed 0
/// $split.Test | Measure-Network ($split.Train | Invoke-NetworkTraining -Seed 1)
/// </code>
/// <para>All rows form one dataset, which is split: 80 rows to train on and 20 to test with.</para>
/// </example>
/// <example>
/// <title>Keep the rows of a group together</title>
/// <code>
/// $rows = foreach ($i in 0..59) { [pscustomobject]@{ Machine = "m$($i % 12)"; Load = $i % 7; State = if ($i % 7 -gt 3) { 'hot' } else { 'fine' } } }
/// $rows | Split-NetworkDataset -Target State -Group Machine -Fold 3 -Seed 0 | ForEach-Object { ($_.Test | ConvertFrom-NetworkDataset).Machine | Sort-Object -Unique }
/// </code>
/// <para>Each machine is in the test part of one fold, with all of its rows. Machine is no feature.</para>
/// </example>
/// <example>
/// <title>Train on the past, test on what follows</title>
/// <code>
/// $days = Get-NetworkExample weather
/// $days | Split-NetworkDataset -Target weather -TimeColumn date -Fold 4
/// </code>
/// <para>Four test parts of 292 days each; the first network is trained on the days before, the last one on all but the last 292.</para>
/// </example>
/// <example>
/// <title>Repeat the folds</title>
/// <code>
/// $folds = New-MoonsDataset -SampleCount 100 -Seed 0 | Split-NetworkDataset -Fold 5 -Repeat 3 -Seed 0
/// $folds | Group-Object Repeat
/// </code>
/// <para>15 splits: three repetitions of five folds, drawn with the seeds 0, 1 and 2. The mean of more folds varies less.</para>
/// </example>
/// <inputs>The dataset to split, which is not changed; or rows.</inputs>
/// <seealso cref="ConvertToNetworkDatasetCommand"/>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
/// <seealso href="https://scikit-learn.org/stable/modules/cross_validation.html">Cross-validation in scikit-learn</seealso>
[Cmdlet(VerbsCommon.Split, "NetworkDataset", DefaultParameterSetName = "Fraction")]
[OutputType(typeof(DatasetSplit))]
public sealed class SplitNetworkDatasetCommand : FoldCmdlet
{
    /// <summary>The share of test samples, between 0 and 1; their number is rounded up.</summary>
    [Parameter(Position = 0, ParameterSetName = "Fraction")]
    public double Fraction { get; set; } = 0.2;

    /// <summary>The number of folds, from 2 to the number of samples. Each fold is one output object.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Fold")]
    [Alias("FoldCount", "Folds")]
    public int Fold { get; set; }

    /// <summary>The number of repetitions of the folds, 1 or more: the seeds count up from <see cref="Seed"/>. The Repeat of the output counts them.</summary>
    [Parameter(ParameterSetName = "Fold")]
    public int Repeat { get; set; } = 1;

    /// <summary>Splits at random, without preserving the shares of the classes.</summary>
    [Parameter]
    public SwitchParameter NoStratify { get; set; }

    /// <summary>
    /// The seed of the split, 0 to 4294967295. The same seed gives the same parts. If omitted, a seed is drawn for each dataset, shown with
    /// -Verbose, and stored in the split's Seed. Without effect with <see cref="FoldCmdlet.TimeColumn"/>.
    /// </summary>
    /// <value>a drawn seed</value>
    [Parameter]
    public long? Seed { get; set; }

    /// <inheritdoc cref="TableCmdlet.Target"/>
    [Parameter]
    [Alias("Label")]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNullOrEmpty]
    public override string[] Target { get; set; } = [];

    /// <inheritdoc cref="TableCmdlet.Feature"/>
    /// <value>all columns of the first row except the label</value>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNullOrEmpty]
    public override string[]? Feature { get; set; }

    private protected override bool TakesAnomaly => true;

    private protected override void Process(Dataset dataset)
    {
        FoldOptions folds = FoldsOf(Fold, Repeat, ParameterSetName == "Fraction" ? Fraction : null);
        FoldPlan plan = FoldPlan.Create(dataset, folds with { Stratify = !NoStratify, Seed = TimeColumn is null ? SeedOrDrawn(Seed, "split") : Seed ?? 0 }, Cancellation);
        foreach (string warning in plan.Warning)
        {
            WriteWarning(warning);
        }

        WriteObject(plan.Splits(Cancellation), enumerateCollection: true);
    }
}
