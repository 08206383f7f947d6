using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Evaluation;

/// <summary>Metrics of a network on a dataset (scikit-learn: score): predicts its samples and compares with their classes or targets.</summary>
public static class Evaluator
{
    /// <summary>Predicts and compares. Features, classes and targets are matched by name; by position for a network without names.</summary>
    /// <param name="dataset">The data, not standardized; sample weights are used.</param>
    /// <param name="network">The network.</param>
    /// <param name="threshold">Decision threshold of two classes, between 0 and 1: the positive one is predicted above it; of several labels, for each of them. Null for that of the network.</param>
    /// <param name="unknown">Handling of categories that were not in the training data.</param>
    /// <param name="warn">Called once for each column with unknown categories, and for targets of 0, which the percentage error leaves out; null ignores them.</param>
    /// <param name="options">Parameters of F-beta and top-k accuracy; null for the defaults.</param>
    /// <param name="cancellation">Cancels the prediction.</param>
    /// <returns>A <see cref="ClassificationReport"/> in the network's order of classes, a <see cref="RegressionReport"/>, or, for several labels, a <see cref="MultiLabelReport"/>.</returns>
    /// <exception cref="NetworkException">
    /// The threshold is outside 0 to 1, an option is out of range, or the task, classes, features or targets of the data do not match the network.
    /// </exception>
    /// <exception cref="OperationCanceledException">The prediction was canceled.</exception>
    public static NetworkReport Measure(
        Dataset dataset,
        NetworkParameter network,
        double? threshold = null,
        UnknownCategory unknown = UnknownCategory.Warning,
        Action<string>? warn = null,
        MetricOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(network);
        _ = network.DecisionRule(threshold);
        Dataset recoded = Recode(dataset, network, new UnknownCategoryReporter(unknown, warn));
        Matrix<double> prediction = new Predictor(network, allQuantiles: true).Predict(recoded, cancellation);
        NetworkReport report = network.Quantile.Count > 0 ? MeasureQuantiles(recoded, prediction, network.Quantile, cancellation)
            : Measure(recoded, prediction, network.Task, network.DecisionRule(threshold, recoded.Schema), WeightOf(recoded), options, cancellation);
        if (report is RegressionReport numbers && RegressionReport.ZeroWarning(numbers.ZeroTargetCount, (long)numbers.SampleCount * numbers.Target.Count) is { } warning)
        {
            warn?.Invoke(warning);
        }

        return report;
    }

    /// <summary>Predicts and compares recoded data, with a predictor for several calls.</summary>
    internal static NetworkReport Measure(Dataset recoded, Predictor predictor, DecisionRule rule, CancellationToken cancellation) =>
        Measure(recoded, predictor.Predict(recoded, cancellation), predictor.Parameter.Task, rule, WeightOf(recoded), cancellation);

    /// <summary>Compares predictions, outputs x samples, with recoded data.</summary>
    internal static NetworkReport Measure(Dataset recoded, Matrix<double> prediction, NetworkTask task, DecisionRule rule, double[]? weight, CancellationToken cancellation) =>
        Measure(recoded, prediction, task, rule, weight, null, cancellation);

    /// <summary>Compares predicted quantiles, quantiles x samples, with recoded data.</summary>
    internal static NetworkReport MeasureQuantiles(Dataset recoded, Matrix<double> prediction, IReadOnlyList<double> quantile, CancellationToken cancellation)
    {
        double[]? weight = WeightOf(recoded);
        Matrix<double> middle = QuantileOutput.Prediction(prediction, quantile);
        return ((RegressionReport)Measure(recoded, middle, NetworkTask.Regression, DecisionRule.Default, weight, cancellation)).WithQuantiles(recoded.Targets, prediction, quantile, weight);
    }

    private static NetworkReport Measure(
        Dataset recoded, Matrix<double> prediction, NetworkTask task, DecisionRule rule, double[]? weight, MetricOptions? options, CancellationToken cancellation) =>
        task switch
        {
            NetworkTask.Regression or NetworkTask.Anomaly => RegressionReport.Create(recoded.Y, prediction, weight, recoded.TargetName),
            NetworkTask.MultiLabel => MeasureLabels(recoded, prediction, rule, weight, options),
            NetworkTask.Binary or NetworkTask.MultiClass => Classify(recoded, prediction, rule, weight, options, cancellation),
        };

    private static MultiLabelReport MeasureLabels(Dataset recoded, Matrix<double> prediction, DecisionRule rule, double[]? weight, MetricOptions? options)
    {
        options?.Validate();
        _ = options?.TopOf(classCount: 2);
        return MultiLabelReport.Create(recoded.Schema.Label, recoded.Y, prediction, weight, [.. recoded.Schema.Label.Select((_, label) => rule.ThresholdOf(label))]);
    }

    private static double[]? WeightOf(Dataset recoded) => recoded.Weight is null ? null : [.. recoded.Weight];

    /// <summary>The data with the features, classes and targets of a network: matched by name; by position for a network without names.</summary>
    /// <exception cref="NetworkException">The data does not match the network.</exception>
    internal static Dataset Recode(Dataset dataset, NetworkParameter network, UnknownCategoryReporter? reporter = null)
    {
        dataset = dataset.Encoded();
        if (!network.HasNames)
        {
            Dataset fitted = network.Fit(dataset);
            return network.Task == NetworkTask.Binary && fitted.Task == NetworkTask.Binary && network.HasOwnPositiveClass && fitted.Schema.PositiveIndex != network.Schema.PositiveIndex
                ? fitted.WithFeatures((DenseMatrix)fitted.X, fitted.Schema.WithPositiveClass(fitted.Schema.ClassLabel[network.Schema.PositiveIndex]))
                : fitted;
        }

        Dataset recoded = DatasetRecoding.Recode(dataset, network.Schema, reporter);
        if (reporter is not null)
        {
            UntrainedFeatures.Of(network)?.Report(recoded, reporter);
        }

        return recoded;
    }

    private static ClassificationReport Classify(
        Dataset dataset, Matrix<double> probability, DecisionRule rule, double[]? weight, MetricOptions? options, CancellationToken cancellation)
    {
        double[] values = ((DenseMatrix)probability).Values;
        int classes = probability.RowCount;
        var actual = new int[dataset.SampleCount];
        var predicted = new int[dataset.SampleCount];
        for (int s = 0; s < actual.Length; s++)
        {
            actual[s] = dataset.ClassOf(s);
            predicted[s] = rule.Decide(values.AsSpan(s * classes, classes)).ClassIndex;
        }

        return ClassificationReport.Create(dataset.ClassName, actual, predicted, probability, weight, options, dataset.Schema.PositiveIndex, cancellation);
    }
}
