using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Training;

namespace PSNeuralNet.Search;

/// <summary>Settings of a cross-validation.</summary>
public sealed record CrossValidationOptions
{
    /// <summary>Settings of the trainings, as those of a trial; <see cref="TrialSetting.Empty"/> for the defaults.</summary>
    public TrialSetting Setting { get; init; } = TrialSetting.Empty;

    /// <summary>The folds; their seed is <see cref="Seed"/>.</summary>
    public FoldOptions Folds { get; init; } = new();

    /// <summary>Metric of the score; null for Accuracy of classes and R2 of numbers.</summary>
    public NetworkMetric? Metric { get; init; }

    /// <summary>Preset of the settings that are not given; null for that of <see cref="Setting"/>, else Table on tables and Tutorial on generated data.</summary>
    public Preset? Preset { get; init; }

    /// <summary>Seed of the folds and trainings, 0 to 4294967295.</summary>
    public long Seed { get; init; }

    /// <summary>Number of trainings at a time: 1 or more; null for the number of processors.</summary>
    public int? ThrottleLimit { get; init; }

    /// <summary>Confidence of the interval, between 0 and 1.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Validates the settings.</summary>
    /// <exception cref="NetworkException">One is out of its range, or the presets differ.</exception>
    public void Validate()
    {
        PairedComparison.RequireConfidence(Confidence);
        if (ThrottleLimit < 1)
        {
            throw SearchErrors.ThrottleLimitInvalid(ThrottleLimit.Value);
        }

        if (Preset is { } preset && Setting.Preset is { } own && own != preset)
        {
            throw SearchErrors.PresetAmbiguous(preset, own);
        }

        Numerics.RandomState.RequireSeed(Seed);
    }

    /// <summary>The preset for data.</summary>
    internal Preset PresetFor(Dataset dataset) => Preset ?? Setting.Preset ?? (dataset.IsTable ? Training.Preset.Table : Training.Preset.Tutorial);
}
