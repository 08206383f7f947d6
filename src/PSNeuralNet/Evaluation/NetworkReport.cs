namespace PSNeuralNet.Evaluation;

/// <summary>Metrics of a network on data: a <see cref="ClassificationReport"/>, a <see cref="RegressionReport"/> or a <see cref="MultiLabelReport"/>.</summary>
public abstract record NetworkReport
{
    /// <summary>Number of samples, those of weight 0 included.</summary>
    public abstract int SampleCount { get; init; }

    /// <summary>Metrics of the report page and of permutation importance, most important first.</summary>
    internal abstract IReadOnlyList<ReportedMetric> Metrics { get; }
}

/// <summary>One metric of a report.</summary>
/// <param name="Property">The property of the report; also the <see cref="NetworkMetric"/>.</param>
/// <param name="Title">The name on the report page.</param>
/// <param name="Value">The value; null where undefined.</param>
/// <param name="Baseline">The value of always predicting the majority class or the mean; null where it says nothing.</param>
/// <param name="IsFurther">True for one that the report page has further down.</param>
internal sealed record ReportedMetric(string Property, string Title, double? Value, double? Baseline, bool IsFurther = false);
