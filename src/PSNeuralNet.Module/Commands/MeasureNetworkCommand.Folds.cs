using System.Collections;

namespace PSNeuralNet.Commands;

// Cross-validation: settings instead of a network, and the folds to measure them on.
public sealed partial class MeasureNetworkCommand
{
    /// <summary>The number of folds: 2 or more. A network is trained for each, on all other folds. Folds are stratified by class.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FoldSet)]
    [Alias("FoldCount", "Folds")]
    public int Fold { get; set; } = 5;

    /// <summary>The share of the samples, between 0 and 1, that are held out once, instead of folds.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FractionSet)]
    public double Fraction { get; set; }

    /// <summary>The number of repetitions of the folds, 1 or more, each with other folds.</summary>
    [Parameter(ParameterSetName = FoldSet)]
    [Parameter(ParameterSetName = FractionSet)]
    public int Repeat { get; set; } = 1;

    /// <summary>
    /// The settings to train with as a hashtable: values by the parameters of Invoke-NetworkTraining, such as @{ LearningRate = 0.1; HiddenSize = 64, 32 }, or the Setting of a trial of
    /// Search-NetworkHyperparameter.
    /// </summary>
    /// <value>none: the defaults of the preset</value>
    [Parameter(ParameterSetName = FoldSet)]
    [Parameter(ParameterSetName = FractionSet)]
    [ValidateNotNull]
    public IDictionary? Setting { get; set; }

    /// <inheritdoc cref="TableCmdlet.Target"/>
    /// <value>that of the dataset; with -ThresholdTable and a network of several labels, which needs one, the label that the table is of</value>
    [Parameter(ParameterSetName = ThresholdSet)]
    [Parameter(Position = 0, ParameterSetName = FoldSet)]
    [Parameter(Position = 0, ParameterSetName = FractionSet)]
    [Alias("Label")]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNullOrEmpty]
    public override string[] Target { get; set; } = [];

    /// <inheritdoc cref="TableCmdlet.Feature"/>
    /// <value>all columns of the first row except the label</value>
    [Parameter(ParameterSetName = FoldSet)]
    [Parameter(ParameterSetName = FractionSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNullOrEmpty]
    public override string[]? Feature { get; set; }

    /// <summary>The metric of the score.</summary>
    /// <value>Accuracy for classes, R2 for numbers</value>
    [Parameter(ParameterSetName = FoldSet)]
    [Parameter(ParameterSetName = FractionSet)]
    public NetworkMetric? Metric { get; set; }

    /// <summary>The confidence of the interval, between 0 and 1.</summary>
    [Parameter(ParameterSetName = FoldSet)]
    [Parameter(ParameterSetName = FractionSet)]
    public double Confidence { get; set; } = 0.95;

    /// <inheritdoc cref="SearchNetworkHyperparameterCommand.Preset"/>
    /// <value>that of -Setting; else Table for tables, and Tutorial for other data</value>
    [Parameter(ParameterSetName = FoldSet)]
    [Parameter(ParameterSetName = FractionSet)]
    public Preset? Preset { get; set; }

    /// <summary>The seed of folds and trainings, 0 to 4294967295. If omitted, a drawn one, which is shown with -Verbose and in the output's Seed.</summary>
    /// <value>a drawn seed</value>
    [Parameter(ParameterSetName = FoldSet)]
    [Parameter(ParameterSetName = FractionSet)]
    public long? Seed { get; set; }

    /// <summary>The number of trainings at a time: 1 or more.</summary>
    /// <value>the number of processors</value>
    [Parameter(ParameterSetName = FoldSet)]
    [Parameter(ParameterSetName = FractionSet)]
    public int? ThrottleLimit { get; set; }

    private void RequireFolds() => FoldSettings(Seed ?? 0).Validate();

    private CrossValidationReport CrossValidate(Dataset dataset)
    {
        using var progress = new ProgressBar(this, $"Measuring settings on folds of {dataset}");
        return CrossValidation.Measure(dataset, FoldSettings(SeedOrDrawn(Seed, "cross-validation")), WriteWarning, (done, count) => progress.Report("Fold", done, count), Cancellation);
    }

    private CrossValidationOptions FoldSettings(long seed) => new()
    {
        Setting = TrialSetting.Of(NamedValues.Of(Setting)),
        Folds = FoldsOf(Fold, Repeat, ParameterSetName == FractionSet ? Fraction : null),
        Metric = Metric,
        Preset = Preset,
        Seed = seed,
        ThrottleLimit = ThrottleLimit,
        Confidence = Confidence,
    };
}
