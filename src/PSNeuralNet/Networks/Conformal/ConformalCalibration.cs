namespace PSNeuralNet.Networks;

/// <summary>
/// Calibration of prediction intervals and prediction sets: the conformity scores of samples that the network was not trained on. Sources: V. Vovk, A. Gammerman and G. Shafer, "Algorithmic
/// learning in a random world", 2005 (split conformal prediction); V. Vovk, "Cross-conformal predictors", Annals of Mathematics and Artificial Intelligence 74, 2015, for the pooled
/// scores of an ensemble's folds; M. Sadinle, J. Lei and L. Wasserman, "Least ambiguous set-valued classifiers with bounded error levels", JASA 114, 2019, for the sets.
/// </summary>
/// <param name="Target">The scores of each target; one item for classes.</param>
public sealed record ConformalCalibration(IReadOnlyList<TargetScores> Target)
{
    /// <summary>The number of held-out samples.</summary>
    public int SampleCount => Target[0].Scores.SampleCount;

    /// <summary>In a few words: "354 samples".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{SampleCount} sample{(SampleCount == 1 ? "" : "s")}");

    /// <summary>The quantile of the scores of each target.</summary>
    /// <param name="confidence">The confidence, between 0 and 1.</param>
    /// <exception cref="NetworkException">The confidence is not between 0 and 1, or needs more samples.</exception>
    internal double[] Quantile(double confidence)
    {
        RequireConfidence(confidence);
        double[] quantile = [.. Target.Select(target => target.Scores.Quantile(confidence))];
        return Array.TrueForAll(quantile, double.IsFinite) ? quantile : throw NetworkErrors.CalibrationTooSmall(confidence, SampleCount, Target[0].Scores.HighestConfidence);
    }

    /// <summary>Throws for a confidence that is not between 0 and 1.</summary>
    /// <exception cref="NetworkException">It is not between 0 and 1.</exception>
    internal static void RequireConfidence(double confidence)
    {
        if (confidence is not (> 0 and < 1))
        {
            throw NetworkErrors.ConfidenceInvalid(confidence);
        }
    }
}
