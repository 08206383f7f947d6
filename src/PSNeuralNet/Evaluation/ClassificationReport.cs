using MathNet.Numerics.LinearAlgebra;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Evaluation;

/// <summary>
/// Classification metrics, with the values of scikit-learn 1.2 (where undefined, too), and those of always predicting the most
/// frequent class. With sample weights, every count is a sum of weights.
/// </summary>
public sealed record ClassificationReport : NetworkReport
{
    private ClassificationReport()
    {
    }

    /// <inheritdoc/>
    public override required int SampleCount { get; init; }

    /// <summary>The share of correct predictions: 0 to 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>The mean recall of the classes that have samples.</summary>
    public required double BalancedAccuracy { get; init; }

    /// <summary>The mean precision of all classes, those without samples too (0).</summary>
    public required double MacroPrecision { get; init; }

    /// <summary>The mean recall of all classes, those without samples too (0).</summary>
    public required double MacroRecall { get; init; }

    /// <summary>The mean F1 of all classes, those without samples too (0): not the F1 of the means.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>The mean precision of the classes, weighted by their support.</summary>
    public required double WeightedPrecision { get; init; }

    /// <summary>The mean recall of the classes, weighted by their support: equals the accuracy.</summary>
    public required double WeightedRecall { get; init; }

    /// <summary>The mean F1 of the classes, weighted by their support.</summary>
    public required double WeightedF1 { get; init; }

    /// <summary>Beta of the F-beta metrics: recall counts beta times as much as precision.</summary>
    public required double Beta { get; init; }

    /// <summary>The mean F-beta of all classes, those without samples too (0).</summary>
    public required double MacroFBeta { get; init; }

    /// <summary>The mean F-beta of the classes, weighted by their support.</summary>
    public required double WeightedFBeta { get; init; }

    /// <summary>The positive class of a two-class task; null for more classes.</summary>
    public required string? PositiveClass { get; init; }

    /// <summary>The precision of the positive class; null for more than two classes.</summary>
    public required double? PositivePrecision { get; init; }

    /// <summary>The recall of the positive class; null for more than two classes.</summary>
    public required double? PositiveRecall { get; init; }

    /// <summary>The F1 of the positive class; null for more than two classes.</summary>
    public required double? PositiveF1 { get; init; }

    /// <summary>The F-beta of the positive class; null for more than two classes.</summary>
    public required double? PositiveFBeta { get; init; }

    /// <summary>k of the top-k accuracy; null for two classes, unless it was given.</summary>
    public required int? Top { get; init; }

    /// <summary>
    /// Top-k accuracy: the share of the samples whose actual class is among the <see cref="Top"/> most probable ones. Of classes with the same probability, the last ones are taken
    /// first, as in scikit-learn. Null for two classes, where it would always be 1.
    /// </summary>
    public required double? TopKAccuracy { get; init; }

    /// <summary>
    /// Log loss (cross-entropy): the mean of -ln p of each sample's actual class. As in scikit-learn 1.2, probabilities are first clipped to
    /// [2^-52, 1 - 2^-52] and then divided by their sum, so that the loss of a sample is at most about 36.04.
    /// </summary>
    public required double LogLoss { get; init; }

    /// <summary>
    /// Brier score, the lower the better: of two classes the mean of (p - y)^2, with the probability p of the positive class and y = 1 for it, else 0 (scikit-learn's
    /// brier_score_loss, 0 to 1); of more, the mean of the sum of (p_c - y_c)^2 over all classes c (Brier 1950, 0 to 2).
    /// </summary>
    public required double Brier { get; init; }

    /// <summary>
    /// Expected calibration error: the mean difference between the accuracy and the mean confidence of the 15 bins of <see cref="Reliability"/>, weighted by their samples
    /// (Guo et al. 2017). 0 where predictions are right as often as they say; by chance it is above 0 for few samples.
    /// </summary>
    public required double CalibrationError { get; init; }

    /// <summary>The bins of a reliability diagram: confidence (the probability of the predicted class) against accuracy.</summary>
    public required IReadOnlyList<ReliabilityBin> Reliability { get; init; }

    /// <summary>
    /// The area under the ROC curve: of the positive class for two classes; for more, the mean of each class against the rest,
    /// over the classes where it is defined. NaN where it is defined for none.
    /// </summary>
    public required double RocAuc { get; init; }

    /// <summary>
    /// The area under the ROC curve of each class against the rest, its mean weighted by support (scikit-learn: multi_class="ovr", average="weighted"), over the classes where it is
    /// defined; for two classes <see cref="RocAuc"/>.
    /// </summary>
    public required double WeightedRocAuc { get; init; }

    /// <summary>
    /// The area under the ROC curve of one class against another, the mean of all pairs (D. Hand, R. Till, 2001; scikit-learn: multi_class="ovo", average="macro"): of each pair the
    /// mean with the probability of either as the score, over the classes that have samples. It does not depend on how frequent the classes are. For two classes <see cref="RocAuc"/>.
    /// </summary>
    public required double OneVersusOneRocAuc { get; init; }

    /// <summary>
    /// The average precision: of the positive class for two classes; for more, the mean of each class against the rest, classes
    /// without samples counting 0.
    /// </summary>
    public required double AveragePrecision { get; init; }

    /// <summary>
    /// The Matthews correlation coefficient of actual and predicted classes, -1 to 1 (Gorodkin 2004 for more than two classes):
    /// 0 for guessing, and where only one class is actual or only one is predicted.
    /// </summary>
    public required double MatthewsCorrelation { get; init; }

    /// <summary>
    /// Cohen's kappa, (o - e) / (1 - e) of the share o of correct predictions and the share e that chance would have correct: 1 for all, 0 for guessing. NaN where all samples are
    /// of one class and predicted as it.
    /// </summary>
    public required double CohenKappa { get; init; }

    /// <summary>The most frequent class (by weight); the first of several.</summary>
    public required string MajorityClass { get; init; }

    /// <summary>Baseline: the accuracy of always predicting the majority class, its share.</summary>
    public required double BaselineAccuracy { get; init; }

    /// <summary>The log loss of always giving each class its share as probability: -sum of q ln q over the shares q.</summary>
    public required double BaselineLogLoss { get; init; }

    /// <summary>The metrics of each class, in the order of the class names.</summary>
    public required IReadOnlyList<ClassMetric> Class { get; init; }

    /// <summary>Actual against predicted classes.</summary>
    public required ConfusionMatrix ConfusionMatrix { get; init; }

    /// <inheritdoc/>
    internal override IReadOnlyList<ReportedMetric> Metrics =>
    [
        new(nameof(Accuracy), "Accuracy", Accuracy, BaselineAccuracy),
        new(nameof(BalancedAccuracy), "Balanced accuracy", BalancedAccuracy, 1.0 / Class.Count(one => one.Support > 0)),
        new(nameof(LogLoss), "Log loss", LogLoss, BaselineLogLoss),
        new(nameof(Brier), "Brier score", Brier, BaselineBrier),
        new(nameof(CalibrationError), "Calibration error", CalibrationError, null),
        new(nameof(RocAuc), "ROC AUC", RocAuc, 0.5),
        PositiveClass is null ? new(nameof(MacroF1), "Macro F1", MacroF1, null) : new(nameof(PositiveF1), $"F1 of “{PositiveClass}”", PositiveF1, null),
        new(nameof(MatthewsCorrelation), "Matthews correlation", MatthewsCorrelation, 0),
    ];

    /// <summary>The Brier score of always giving each class its share as probability.</summary>
    private double BaselineBrier => Class.Select(one => one.Support / ConfusionMatrix.Total).Sum(share => share * (1 - share)) / (Class.Count == 2 ? 2 : 1);

    /// <summary>Compares predictions with actual classes.</summary>
    /// <param name="className">The names of the classes, 2 or more, in the order of their indices.</param>
    /// <param name="actual">The actual class of each sample: 0 to classes - 1.</param>
    /// <param name="predicted">The predicted class of each sample, likewise.</param>
    /// <param name="probability">The probabilities, classes x samples (two rows for two classes): 0 to 1, with sum 1 for each sample.</param>
    /// <param name="weight">Sample weights: finite, at least 0, not all 0; null for 1 each.</param>
    /// <param name="options">Parameters of F-beta and top-k accuracy; null for the defaults.</param>
    /// <param name="positiveIndex">The index of the positive class of two.</param>
    /// <exception cref="NetworkException">
    /// Lengths disagree, there is no sample, or a class index, a weight, a probability or a parameter is out of range.
    /// </exception>
    public static ClassificationReport Create(
        IReadOnlyList<string> className, int[] actual, int[] predicted, Matrix<double> probability, double[]? weight = null, MetricOptions? options = null, int positiveIndex = 1) =>
        Create(className, actual, predicted, probability, weight, options, positiveIndex, CancellationToken.None);

    /// <inheritdoc cref="Create(IReadOnlyList{string}, int[], int[], Matrix{double}, double[], MetricOptions, int)"/>
    internal static ClassificationReport Create(
        IReadOnlyList<string> className, int[] actual, int[] predicted, Matrix<double> probability, double[]? weight, MetricOptions? options, int positiveIndex, CancellationToken cancellation)
    {
        options ??= MetricOptions.Default;
        options.Validate();
        ArgumentNullException.ThrowIfNull(className);
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(predicted);
        ArgumentNullException.ThrowIfNull(probability);
        if (positiveIndex is not (0 or 1))
        {
            throw EvaluationErrors.PositiveIndexInvalid(positiveIndex);
        }

        var weights = new SampleWeights(weight, actual.Length);
        ConfusionMatrix confusion = ConfusionMatrix.Create(className, actual, predicted, weights);
        var probabilities = new ProbabilityTable(probability, confusion.ClassName, actual.Length);

        int? top = options.TopOf(confusion.ClassName.Count);

        PairwiseAreas? pairs = confusion.ClassName.Count == 2 ? null : new PairwiseAreas(confusion, actual, weights);
        ClassMetric[] classes = Classes(confusion, actual, probabilities, weights, options.Beta, pairs, cancellation);
        ClassMetric? positive = classes.Length == 2 ? classes[positiveIndex] : null;
        ClassMetric majority = classes.MaxBy(row => row.Support)!;
        ReliabilityBin[] reliability = ReliabilityBin.Of(actual, predicted, probabilities, weights);
        double WeightedMean(Func<ClassMetric, double> metric) => classes.Sum(row => row.Support * metric(row)) / confusion.Total;

        return new ClassificationReport
        {
            SampleCount = actual.Length,
            Accuracy = confusion.Correct / confusion.Total,
            BalancedAccuracy = classes.Where(row => row.Support > 0).Average(row => row.Recall),
            MacroPrecision = classes.Average(row => row.Precision),
            MacroRecall = classes.Average(row => row.Recall),
            MacroF1 = classes.Average(row => row.F1),
            WeightedPrecision = WeightedMean(row => row.Precision),
            WeightedRecall = WeightedMean(row => row.Recall),
            WeightedF1 = WeightedMean(row => row.F1),
            Beta = options.Beta,
            MacroFBeta = classes.Average(row => row.FBeta),
            WeightedFBeta = WeightedMean(row => row.FBeta),
            PositiveClass = positive?.Class,
            PositivePrecision = positive?.Precision,
            PositiveRecall = positive?.Recall,
            PositiveF1 = positive?.F1,
            PositiveFBeta = positive?.FBeta,
            Top = top,
            TopKAccuracy = top is null ? null : probabilities.TopAccuracy(actual, weights, top.Value),
            LogLoss = probabilities.LogLoss(actual, weights),
            Brier = probabilities.Brier(actual, weights),
            CalibrationError = ReliabilityBin.Error(reliability),
            Reliability = new Data.TextList<ReliabilityBin>(reliability),
            RocAuc = positive?.RocAuc ?? classes.Select(row => row.RocAuc).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average(),
            WeightedRocAuc = positive?.RocAuc ?? WeightedArea(classes),
            OneVersusOneRocAuc = positive?.RocAuc ?? pairs!.Mean,
            AveragePrecision = positive?.AveragePrecision ?? classes.Average(row => row.AveragePrecision),
            MatthewsCorrelation = Matthews(confusion),
            CohenKappa = Kappa(confusion),
            MajorityClass = majority.Class,
            BaselineAccuracy = majority.Support / confusion.Total,
            BaselineLogLoss = classes.Where(row => row.Support > 0).Sum(row => row.Support / confusion.Total * Math.Log(confusion.Total / row.Support)),
            Class = new Data.TextList<ClassMetric>(classes),
            ConfusionMatrix = confusion,
        };
    }

    /// <summary>The metrics of each class, which take a sort of all samples: several at a time where that is long.</summary>
    private static ClassMetric[] Classes(
        ConfusionMatrix confusion, int[] actual, ProbabilityTable probabilities, SampleWeights weights, double beta, PairwiseAreas? pairs, CancellationToken cancellation)
    {
        const long ValuesOfPart = 1_000_000;
        var classes = new ClassMetric[confusion.ClassName.Count];
        int parts = (int)Math.Clamp((long)classes.Length * actual.Length / ValuesOfPart, 1, Math.Min(Environment.ProcessorCount, classes.Length));
        ParallelParts.Run(parts, part =>
        {
            var counts = new ThresholdCounts(actual.Length);
            var positive = new bool[actual.Length];
            var score = new double[actual.Length];
            var pair = new double[classes.Length];
            for (int c = part; c < classes.Length; c += parts)
            {
                cancellation.ThrowIfCancellationRequested();
                for (int s = 0; s < actual.Length; s++)
                {
                    (positive[s], score[s]) = (actual[s] == c, probabilities[c, s]);
                }

                counts.Count(positive, score, weights);
                classes[c] = ClassMetric.Create(confusion, c, counts, beta);
                pairs?.Add(c, counts, pair);
            }
        });
        return classes;
    }

    /// <summary>Short text: "accuracy 0.9733, log loss 0.0812, 150 samples".</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"accuracy {Accuracy:0.0000}, log loss {LogLoss:0.0000}, {SampleCount} sample{(SampleCount == 1 ? "" : "s")}");

    /// <summary>
    /// cov(actual, predicted) / sqrt(cov(actual, actual) cov(predicted, predicted)), from shares a_c of the actual classes, p_c of
    /// the predicted ones and r_c of those right: sum of (r_c - a_c p_c) / sqrt(sum of (a_c - a_c^2) times sum of (p_c - p_c^2)).
    /// In this form it is exactly 1 if all are correct.
    /// </summary>
    private static double Matthews(ConfusionMatrix confusion)
    {
        double both = 0, actual = 0, predicted = 0;
        for (int c = 0; c < confusion.ClassName.Count; c++)
        {
            double a = confusion.ActualCount(c) / confusion.Total, p = confusion.PredictedCount(c) / confusion.Total;
            both += (confusion[c, c] / confusion.Total) - (a * p);
            actual += a - (a * a);
            predicted += p - (p * p);
        }

        return actual == 0 || predicted == 0 ? 0 : both / Math.Sqrt(actual * predicted);
    }

    /// <summary>The mean area of the classes where it is defined, weighted by their support; NaN for none.</summary>
    private static double WeightedArea(ClassMetric[] classes)
    {
        ClassMetric[] defined = Array.FindAll(classes, row => double.IsFinite(row.RocAuc));
        return defined.Sum(row => row.Support * row.RocAuc) / defined.Sum(row => row.Support);
    }

    /// <summary>1 - the share of wrong predictions / the share that would be wrong by chance: exactly 1 if all are correct.</summary>
    private static double Kappa(ConfusionMatrix confusion)
    {
        double wrong = 0, byChance = 0;
        for (int c = 0; c < confusion.ClassName.Count; c++)
        {
            double actual = confusion.ActualCount(c) / confusion.Total;
            wrong += actual - (confusion[c, c] / confusion.Total);
            byChance += actual * (1 - (confusion.PredictedCount(c) / confusion.Total));
        }

        return 1 - (wrong / byChance);
    }
}
