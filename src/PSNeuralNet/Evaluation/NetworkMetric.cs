using MathNet.Numerics.LinearAlgebra;

namespace PSNeuralNet.Evaluation;

/// <summary>Metric of predictions: a property of <see cref="ClassificationReport"/>, <see cref="RegressionReport"/> or <see cref="MultiLabelReport"/> of the same name.</summary>
public enum NetworkMetric
{
    /// <summary>Classes: the share of correct predictions; of several labels, that of rows with all labels right.</summary>
    Accuracy,

    /// <summary>Classes: the mean recall of the classes that have samples.</summary>
    BalancedAccuracy,

    /// <summary>Classes: the mean of -ln p, p the probability of the actual class; of several labels, its sum over them; lower is better.</summary>
    LogLoss,

    /// <summary>Classes: the mean squared error of the probabilities; lower is better.</summary>
    Brier,

    /// <summary>Classes: the expected calibration error of 15 bins; lower is better.</summary>
    CalibrationError,

    /// <summary>Classes: the area under the ROC curve; of several labels, the mean over them.</summary>
    RocAuc,

    /// <summary>Classes: the average precision.</summary>
    AveragePrecision,

    /// <summary>Classes: the Matthews correlation coefficient.</summary>
    MatthewsCorrelation,

    /// <summary>Classes: the mean F1 of all classes.</summary>
    MacroF1,

    /// <summary>Classes: the mean precision of all classes.</summary>
    MacroPrecision,

    /// <summary>Classes: the mean recall of all classes.</summary>
    MacroRecall,

    /// <summary>Classes: the mean F1, weighted by support.</summary>
    WeightedF1,

    /// <summary>Classes: the mean precision, weighted by support.</summary>
    WeightedPrecision,

    /// <summary>Classes: the mean recall, weighted by support; equals the accuracy.</summary>
    WeightedRecall,

    /// <summary>Two classes: the F1 of the positive class.</summary>
    PositiveF1,

    /// <summary>Two classes: the precision of the positive class.</summary>
    PositivePrecision,

    /// <summary>Two classes: the recall of the positive class.</summary>
    PositiveRecall,

    /// <summary>Numbers: the coefficient of determination.</summary>
    R2,

    /// <summary>Numbers: the root of the mean squared error (RMSE); lower is better.</summary>
    RootMeanSquaredError,

    /// <summary>Numbers: the mean absolute error (MAE); lower is better.</summary>
    MeanAbsoluteError,

    /// <summary>Numbers: the mean squared error (MSE); lower is better.</summary>
    MeanSquaredError,

    /// <summary>Numbers: the mean absolute error as a share of the actual value (MAPE); lower is better.</summary>
    MeanAbsolutePercentageError,

    /// <summary>Classes: Cohen's kappa, the agreement beyond chance.</summary>
    CohenKappa,

    /// <summary>Three classes or more: the share of samples whose actual class is among the k most probable ones; k is 2 where none is given.</summary>
    TopKAccuracy,

    /// <summary>Classes: the mean F-beta of all classes; beta is 2 where none is given.</summary>
    MacroFBeta,

    /// <summary>Classes: the mean F-beta, weighted by support; beta is 2 where none is given.</summary>
    WeightedFBeta,

    /// <summary>Two classes: the F-beta of the positive class; beta is 2 where none is given.</summary>
    PositiveFBeta,

    /// <summary>Classes: the area under the ROC curve of each class against the rest, weighted by support.</summary>
    WeightedRocAuc,

    /// <summary>Classes: the mean area under the ROC curves of all pairs of classes (Hand and Till).</summary>
    OneVersusOneRocAuc,

    /// <summary>Numbers: the median absolute error; lower is better.</summary>
    MedianAbsoluteError,

    /// <summary>Numbers: the largest absolute error; lower is better.</summary>
    MaximumError,

    /// <summary>Numbers: the share of the variance that is explained, R2 but for a constant error.</summary>
    ExplainedVariance,

    /// <summary>Numbers above -1: the mean squared difference of ln(1 + y) (MSLE); lower is better.</summary>
    MeanSquaredLogError,

    /// <summary>Several labels: the share of labels that are predicted wrongly; lower is better.</summary>
    HammingLoss,

    /// <summary>Several labels: the F1 of all labels together.</summary>
    MicroF1,

    /// <summary>Several labels: the precision of all labels together.</summary>
    MicroPrecision,

    /// <summary>Several labels: the recall of all labels together.</summary>
    MicroRecall,
}

/// <summary>Values and direction of metrics.</summary>
public static class NetworkMetrics
{
    /// <summary>The metric of a task where none is given: Accuracy for classes, R2 for numbers.</summary>
    /// <param name="task">The task.</param>
    public static NetworkMetric DefaultFor(Data.NetworkTask task) => task == Data.NetworkTask.Regression ? NetworkMetric.R2 : NetworkMetric.Accuracy;

    /// <summary>The metric of a report where none is given.</summary>
    internal static NetworkMetric DefaultFor(NetworkReport report) => DefaultFor(report is RegressionReport ? Data.NetworkTask.Regression : Data.NetworkTask.Binary);

    /// <summary>True for a score (higher is better), false for an error or a loss (lower is better).</summary>
    /// <param name="metric">The metric.</param>
    public static bool IsHigherBetter(this NetworkMetric metric) => metric
        is not (NetworkMetric.LogLoss or NetworkMetric.Brier or NetworkMetric.CalibrationError or NetworkMetric.RootMeanSquaredError
            or NetworkMetric.MeanAbsoluteError or NetworkMetric.MeanSquaredError or NetworkMetric.MeanAbsolutePercentageError or NetworkMetric.MedianAbsoluteError
            or NetworkMetric.MaximumError or NetworkMetric.MeanSquaredLogError or NetworkMetric.HammingLoss);

    /// <summary>True for a metric of two classes that is about the positive one.</summary>
    internal static bool IsOfPositiveClass(this NetworkMetric metric) => metric
        is NetworkMetric.AveragePrecision or NetworkMetric.PositiveF1 or NetworkMetric.PositiveFBeta or NetworkMetric.PositivePrecision or NetworkMetric.PositiveRecall;

    /// <summary>The metric's value in a report; NaN where the samples leave it undefined, such as RocAuc of a single class.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="report">A report of Measure-Network.</param>
    /// <exception cref="NetworkException">The report does not have it: classes and numbers, or more than two classes.</exception>
    public static double ValueOf(this NetworkMetric metric, NetworkReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Find(metric, report) ?? throw EvaluationErrors.MetricMismatch(metric, report, [.. Of(report)]);
    }

    /// <summary>The warning of samples that a metric leaves out; null for none.</summary>
    internal static string? WarningOf(this NetworkMetric metric, Data.Dataset dataset)
    {
        if (metric != NetworkMetric.MeanAbsolutePercentageError || dataset.Task != Data.NetworkTask.Regression)
        {
            return null;
        }

        Matrix<double> actual = dataset.Y;
        int zeros = 0;
        for (int s = 0; s < dataset.SampleCount; s++)
        {
            for (int target = 0; target < actual.RowCount && dataset.Weight?[s] is not 0; target++)
            {
                zeros += actual[target, s] == 0 ? 1 : 0;
            }
        }

        return RegressionReport.ZeroWarning(zeros, (long)dataset.SampleCount * actual.RowCount);
    }

    /// <summary>The metrics that a report has.</summary>
    internal static IEnumerable<NetworkMetric> Of(NetworkReport report) => Enum.GetValues<NetworkMetric>().Where(metric => Find(metric, report) is not null);

    /// <summary>The metric's value in a report; null where the report does not have it. A metric without a line is an error of the compiler.</summary>
    private static double? Find(NetworkMetric metric, NetworkReport report)
    {
        ClassificationReport? classes = report as ClassificationReport;
        RegressionReport? numbers = report as RegressionReport;
        MultiLabelReport? labels = report as MultiLabelReport;
        return metric switch
        {
            NetworkMetric.Accuracy => classes?.Accuracy ?? labels?.Accuracy,
            NetworkMetric.BalancedAccuracy => classes?.BalancedAccuracy,
            NetworkMetric.LogLoss => classes?.LogLoss ?? labels?.LogLoss,
            NetworkMetric.Brier => classes?.Brier,
            NetworkMetric.CalibrationError => classes?.CalibrationError,
            NetworkMetric.RocAuc => classes?.RocAuc ?? labels?.RocAuc,
            NetworkMetric.AveragePrecision => classes?.AveragePrecision ?? labels?.AveragePrecision,
            NetworkMetric.MatthewsCorrelation => classes?.MatthewsCorrelation,
            NetworkMetric.MacroF1 => classes?.MacroF1 ?? labels?.MacroF1,
            NetworkMetric.MacroPrecision => classes?.MacroPrecision ?? labels?.MacroPrecision,
            NetworkMetric.MacroRecall => classes?.MacroRecall ?? labels?.MacroRecall,
            NetworkMetric.WeightedF1 => classes?.WeightedF1,
            NetworkMetric.WeightedPrecision => classes?.WeightedPrecision,
            NetworkMetric.WeightedRecall => classes?.WeightedRecall,
            NetworkMetric.PositiveF1 => classes?.PositiveF1,
            NetworkMetric.PositivePrecision => classes?.PositivePrecision,
            NetworkMetric.PositiveRecall => classes?.PositiveRecall,
            NetworkMetric.R2 => numbers?.R2,
            NetworkMetric.RootMeanSquaredError => numbers?.RootMeanSquaredError,
            NetworkMetric.MeanAbsoluteError => numbers?.MeanAbsoluteError,
            NetworkMetric.MeanSquaredError => numbers?.MeanSquaredError,
            NetworkMetric.MeanAbsolutePercentageError => numbers?.MeanAbsolutePercentageError,
            NetworkMetric.CohenKappa => classes?.CohenKappa,
            NetworkMetric.TopKAccuracy => classes?.TopKAccuracy,
            NetworkMetric.MacroFBeta => classes?.MacroFBeta,
            NetworkMetric.WeightedFBeta => classes?.WeightedFBeta,
            NetworkMetric.PositiveFBeta => classes?.PositiveFBeta,
            NetworkMetric.WeightedRocAuc => classes?.WeightedRocAuc,
            NetworkMetric.OneVersusOneRocAuc => classes?.OneVersusOneRocAuc,
            NetworkMetric.MedianAbsoluteError => numbers?.MedianAbsoluteError,
            NetworkMetric.MaximumError => numbers?.MaximumError,
            NetworkMetric.ExplainedVariance => numbers?.ExplainedVariance,
            NetworkMetric.MeanSquaredLogError => numbers?.MeanSquaredLogError,
            NetworkMetric.HammingLoss => labels?.HammingLoss,
            NetworkMetric.MicroF1 => labels?.MicroF1,
            NetworkMetric.MicroPrecision => labels?.MicroPrecision,
            NetworkMetric.MicroRecall => labels?.MicroRecall,
        };
    }
}
