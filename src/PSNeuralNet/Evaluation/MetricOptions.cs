namespace PSNeuralNet.Evaluation;

/// <summary>Parameters of the metrics that have some.</summary>
public sealed record MetricOptions
{
    /// <summary>The largest beta.</summary>
    public const double MaximumBeta = 1e6;

    /// <summary>
    /// Beta of the F-beta metrics, above 0, at most 1,000,000: recall counts beta times as much as precision. 2 where a miss is worse than a false alarm, 0.5 where a false alarm is worse; 1 gives F1.
    /// </summary>
    public double Beta { get; init; } = 2;

    /// <summary>k of the top-k accuracy, from 1 to one less than the number of classes; null for 2 where there are three classes or more.</summary>
    public int? Top { get; init; }

    /// <summary>Beta 2, and the two most probable classes.</summary>
    internal static MetricOptions Default { get; } = new();

    /// <summary>Validates the parameters that do not depend on the data.</summary>
    /// <exception cref="NetworkException">Beta or Top is out of range.</exception>
    public void Validate()
    {
        if (Beta is not (> 0 and <= MaximumBeta))
        {
            throw EvaluationErrors.BetaInvalid(Beta);
        }

        if (Top < 1)
        {
            throw EvaluationErrors.TopInvalid(Top.Value);
        }
    }

    /// <summary>k of the top-k accuracy; null where there is none.</summary>
    /// <exception cref="NetworkException">Top is at least the number of classes.</exception>
    internal int? TopOf(int classCount) =>
        Top >= classCount ? throw EvaluationErrors.TopTooLarge(Top.Value, classCount) : Top ?? (classCount > 2 ? 2 : null);
}
