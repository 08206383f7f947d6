using MathNet.Numerics.LinearAlgebra;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Evaluation;

/// <summary>A network of a comparison, with its predictions of the samples.</summary>
public sealed class ComparedNetwork
{
    private readonly Dataset _known;
    private readonly Matrix<double> _prediction;

    /// <summary>Predicts the samples.</summary>
    /// <param name="name">Name of the network in the result.</param>
    /// <param name="network">The network.</param>
    /// <param name="dataset">The samples: the same ones for all networks, in the same order, but each network may have its own features.</param>
    /// <param name="unknown">Handling of categories that were not in the training data.</param>
    /// <param name="warn">Called once for each column with unknown categories; null ignores them.</param>
    /// <param name="cancellation">Cancels the prediction.</param>
    /// <exception cref="NetworkException">The samples do not match the network.</exception>
    /// <exception cref="OperationCanceledException">The prediction was canceled.</exception>
    public ComparedNetwork(
        string name, NetworkParameter network, Dataset dataset, UnknownCategory unknown = UnknownCategory.Warning, Action<string>? warn = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(dataset);
        (Name, Network) = (name, network);
        _known = Evaluator.Recode(dataset, network, new UnknownCategoryReporter(unknown, warn));
        _prediction = new Predictor(network).Predict(_known, cancellation);
    }

    /// <summary>Name of the network in the result.</summary>
    public string Name { get; }

    /// <summary>The network.</summary>
    public NetworkParameter Network { get; }

    /// <summary>Compares the metric of networks with that of the first one on the same samples.</summary>
    /// <param name="networks">The networks, two or more.</param>
    /// <param name="options">Metric, test and seed.</param>
    /// <param name="progress">Called with the number of finished draws and of all; null for none.</param>
    /// <param name="warn">Called for samples that the metric leaves out; null ignores them.</param>
    /// <param name="cancellation">Cancels the comparison.</param>
    /// <returns>
    /// One record for each network, in order. The test is McNemar's for Accuracy without sample weights, else the paired bootstrap with the same draws
    /// for all networks.
    /// </returns>
    /// <exception cref="NetworkException">
    /// Tasks, classes, targets or samples differ, the metric does not go with the task or is undefined on the samples, or an option is out of range.
    /// </exception>
    /// <exception cref="OperationCanceledException">The comparison was canceled.</exception>
    public static IReadOnlyList<NetworkComparison> Compare(
        IReadOnlyList<ComparedNetwork> networks, ComparisonOptions options, Action<int, int>? progress = null, Action<string>? warn = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(networks);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(networks.Count, 2);
        if (options.Threshold is { } threshold)
        {
            DecisionRule.RequireThreshold(threshold);
        }

        ComparedNetwork first = networks[0];
        foreach (ComparedNetwork other in networks.Skip(1))
        {
            RequireSame(first, other);
        }

        int count = first._known.SampleCount;
        NetworkMetric metric = options.Metric ?? NetworkMetrics.DefaultFor(first.Network.Task);
        if (metric.IsOfPositiveClass() && networks.FirstOrDefault(other => other._known.Schema.PositiveClass != first._known.Schema.PositiveClass) is { } different)
        {
            throw EvaluationErrors.ComparedTargetMismatch("positive class", first.Name, [$"{first._known.Schema.PositiveClass}"], different.Name, [$"{different._known.Schema.PositiveClass}"]);
        }

        if (metric.WarningOf(first._known) is { } warning)
        {
            warn?.Invoke(warning);
        }

        double Score(ComparedNetwork one, double[]? times) => one.Score(metric, options.Threshold, times, cancellation);
        double[] values = [.. networks.Select(one => Score(one, null))];
        if (double.IsNaN(values[0]))
        {
            throw EvaluationErrors.MetricUndefined(metric, count);
        }

        var records = new List<NetworkComparison> { new(first.Name, metric, values[0], null, null, null, null, count, null, options.Confidence, null) };
        for (int i = 1; i < networks.Count; i++)
        {
            ComparedNetwork other = networks[i];
            bool isCounted = metric == NetworkMetric.Accuracy && first._known.Weight is null;
            int before = (i - 1) * options.DrawCount, all = (networks.Count - 1) * options.DrawCount;
            DifferenceEstimate found = isCounted
                ? McNemar(first.IsRight(options.Threshold), other.IsRight(options.Threshold), options.Confidence)
                : PairedComparison.Bootstrap(
                    times => Score(other, times) - Score(first, times), count, options.DrawCount, options.Seed, options.Confidence, (done, _) => progress?.Invoke(before + done, all), cancellation);
            records.Add(new NetworkComparison(
                other.Name, metric, values[i], values[i] - values[0], found.Lower, found.Upper, found.P, count,
                isCounted ? ComparisonTest.McNemar : ComparisonTest.Bootstrap, options.Confidence, isCounted ? null : options.Seed));
        }

        return records.AsReadOnly();
    }

    private static DifferenceEstimate McNemar(bool[] first, bool[] second, double confidence)
    {
        int onlyFirst = 0, onlySecond = 0;
        for (int s = 0; s < first.Length; s++)
        {
            onlyFirst += first[s] && !second[s] ? 1 : 0;
            onlySecond += second[s] && !first[s] ? 1 : 0;
        }

        return PairedComparison.McNemar(onlyFirst, onlySecond, first.Length, confidence);
    }

    private static void RequireSame(ComparedNetwork first, ComparedNetwork other)
    {
        Dataset known = first._known, others = other._known;
        if (first.Network.Task != other.Network.Task)
        {
            throw EvaluationErrors.ComparedTaskMismatch(first.Name, first.Network.Task, other.Name, other.Network.Task);
        }

        if (!known.ClassName.SequenceEqual(others.ClassName, StringComparer.Ordinal))
        {
            throw EvaluationErrors.ComparedTargetMismatch("classes", first.Name, known.ClassName, other.Name, others.ClassName);
        }

        if (first.Network.HasNames && other.Network.HasNames && !known.TargetName.SequenceEqual(others.TargetName, StringComparer.OrdinalIgnoreCase))
        {
            throw EvaluationErrors.ComparedTargetMismatch("targets", first.Name, known.TargetName, other.Name, others.TargetName);
        }

        if (known.SampleCount != others.SampleCount || known.Target.OutputCount != others.Target.OutputCount)
        {
            throw EvaluationErrors.ComparedSampleMismatch(first.Name, known.SampleCount, other.Name, others.SampleCount);
        }

        if (known.Schema.Label.Zip(others.Schema.Label).FirstOrDefault(pair => !pair.First.ClassName.SequenceEqual(pair.Second.ClassName, StringComparer.Ordinal)) is { First: { } one, Second: { } two })
        {
            throw EvaluationErrors.ComparedTargetMismatch($"classes of {one.Name}, the positive one last", first.Name, one.ClassName, other.Name, two.ClassName);
        }

        for (int s = 0; s < known.SampleCount; s++)
        {
            bool isSame = known.Task.HasClasses() ? known.ClassOf(s) == others.ClassOf(s)
                : Enumerable.Range(0, known.Target.OutputCount).All(row => known.Task == NetworkTask.MultiLabel ? known.IsPositive(s, row) == others.IsPositive(s, row) : Equals(known.TargetOf(s, row), others.TargetOf(s, row)));
            if (!isSame)
            {
                throw EvaluationErrors.ComparedSampleMismatch(first.Name, known.SampleCount, other.Name, others.SampleCount, s + 1);
            }
        }
    }

    /// <summary>The metric where each sample counts some times; null for once.</summary>
    private double Score(NetworkMetric metric, double? threshold, double[]? times, CancellationToken cancellation)
    {
        double[]? weight = _known.Weight is null ? times : [.. _known.Weight.Select((one, s) => one * (times?[s] ?? 1))];
        return weight is not null && Array.TrueForAll(weight, one => one == 0)
            ? double.NaN
            : metric.ValueOf(Evaluator.Measure(_known, _prediction, Network.Task, Network.DecisionRule(threshold, _known.Schema), weight, cancellation));
    }

    private bool[] IsRight(double? threshold)
    {
        double[] values = _prediction.AsColumnMajorArray() ?? _prediction.ToColumnMajorArray();
        int classes = _prediction.RowCount;
        DecisionRule rule = Network.DecisionRule(threshold, _known.Schema);
        return [.. Enumerable.Range(0, _known.SampleCount).Select(s => rule.IsRight(values.AsSpan(s * classes, classes), _known, s))];
    }
}
