using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
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

    /// <summary>True to return the trained networks, where this process trains them.</summary>
    public bool KeepsNetwork { get; init; }

    /// <summary>The space of the search, for charts of its trials; null where it is not known.</summary>
    public SearchSpace? Space { get; init; }

    /// <summary>The digest of the samples.</summary>
    public string DataDigest => field ??= TrainingIdentity.Digest(Dataset);

    /// <summary>The digest of the folds.</summary>
    public string FoldDigest => field ??= SearchFold.Digest(Fold);

    /// <summary>The seed of a trial's weights, batches and dropout; its folds have the next ones. 0 to 4294967295.</summary>
    public long SeedOf(int trial, int fold) => ((long)Mix((ulong)Seed + (((ulong)trial + 1) * 0x9E3779B97F4A7C15)) + fold) & uint.MaxValue;

    /// <summary>True where trials have the preset among their settings, since Invoke-NetworkTraining could choose another one for these settings and data.</summary>
    public bool ShowsPreset => Preset == Preset.Table || Dataset.IsTable;

    /// <summary>The settings of a trial as its strategy gave them: without the preset.</summary>
    public TrialSetting WithoutPreset(TrialSetting setting) => setting.Preset is null ? setting : new TrialSetting(setting.Where(pair => pair.Key != nameof(Preset)));

    /// <summary>Makes sure that the metric is one of the task.</summary>
    /// <exception cref="NetworkException">It is not.</exception>
    public void RequireMetric()
    {
        Dataset two = Dataset.Take([0]);
        int outputs = Dataset.Task == NetworkTask.Regression ? Dataset.Schema.OutputCount : Math.Max(2, Dataset.Schema.OutputCount);
        var prediction = new DenseMatrix(outputs, 1);
        prediction[0, 0] = 1;
        _ = Metric.ValueOf(Evaluator.Measure(two, prediction, Dataset.Task, 0.5, null, CancellationToken.None));
    }

    // The output function of SplitMix64 (G. Steele, D. Lea, C. Flood, OOPSLA 2014): neighbouring trials have unrelated seeds.
    private static uint Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return (uint)((value ^ (value >> 31)) >> 32);
    }
}
