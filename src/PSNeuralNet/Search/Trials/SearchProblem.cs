using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Networks;
using PSNeuralNet.Training;

namespace PSNeuralNet.Search;

/// <summary>The problem that all trials of a search are measured on: with it and a <see cref="FoldTask"/>, any worker computes the same outcome.</summary>
/// <param name="Dataset">The samples.</param>
/// <param name="Fold">The samples that each fold trains on and holds out.</param>
/// <param name="Metric">The metric of the score.</param>
/// <param name="Preset">The defaults of the settings that a trial does not have.</param>
/// <param name="Seed">The seed of the search, from which the trials have theirs.</param>
internal sealed record SearchProblem(Dataset Dataset, IReadOnlyList<SearchFold> Fold, NetworkMetric Metric, Preset Preset, long Seed)
{
    /// <summary>True to return the predictions for the samples that were held out.</summary>
    public bool KeepsPrediction { get; init; }

    /// <summary>True to return the state of a training, to go on from.</summary>
    public bool KeepsState { get; init; }

    /// <summary>True where states are written to a journal, or sent to another machine.</summary>
    public bool WritesState { get; init; }

    /// <summary>True to return the trained networks, where this process trains them.</summary>
    public bool KeepsNetwork { get; init; }

    /// <summary>True to keep predictions only of the trials that an ensemble may be selected from.</summary>
    public bool ForgetsPrediction { get; init; }

    /// <summary>True where a trial whose metric is undefined on every fold has not failed: a cross-validation has other metrics, too.</summary>
    public bool AllowsUndefined { get; init; }

    /// <summary>The space of the search, for charts of its trials; null where it is not known.</summary>
    public SearchSpace? Space { get; init; }

    /// <summary>The number of predictions of a sample: classes, or targets.</summary>
    public int OutputCount => Dataset.Task == NetworkTask.Regression ? Dataset.Schema.OutputCount : Math.Max(2, Dataset.Schema.OutputCount);

    /// <summary>The digest of the samples.</summary>
    public string DataDigest => field ??= TrainingIdentity.Digest(Dataset);

    /// <summary>The digest of the folds.</summary>
    public string FoldDigest => field ??= SearchFold.Digest(Fold);

    /// <summary>The seed of a trial's weights, batches and dropout; its folds have the next ones. 0 to 4294967295.</summary>
    public long SeedOf(int trial, int fold) => ((long)(SearchSeed.Mixed((ulong)Seed + (((ulong)trial + 1) * SearchSeed.Gamma)) >> 32) + fold) & uint.MaxValue;

    /// <summary>True where trials have the preset among their settings, since Invoke-NetworkTraining could choose another one for these settings and data.</summary>
    public bool ShowsPreset => Preset == Preset.Table || Dataset.IsTable;

    /// <summary>The settings of a trial as its strategy gave them: without the preset.</summary>
    public TrialSetting WithoutPreset(TrialSetting setting) => setting.Preset is null ? setting : new TrialSetting(setting.Where(pair => pair.Key != nameof(Preset)));

    /// <summary>Makes sure that the metric is one of the task, and warns of samples that it leaves out.</summary>
    /// <exception cref="NetworkException">It is not.</exception>
    public void RequireMetric(Action<string>? warn)
    {
        Dataset one = Dataset.WithoutWeightless().Take([0]);
        var prediction = new DenseMatrix(OutputCount, 1);
        prediction[0, 0] = 1;
        _ = Metric.ValueOf(Evaluator.Measure(one, prediction, Dataset.Task, DecisionRule.Default, null, CancellationToken.None));
        if (Metric.WarningOf(Dataset) is { } warning)
        {
            warn?.Invoke(warning);
        }
    }
}
