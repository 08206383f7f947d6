using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using static PSNeuralNet.Failure;

namespace PSNeuralNet.Evaluation;

/// <summary>Errors of metrics. Each method is named after the error's id.</summary>
internal static class EvaluationErrors
{
    public static NetworkException SampleNone() => InvalidData(
        $"There is no sample to measure. Give at least one.", null);

    public static NetworkException CalibrationNotFinite() => InvalidData(
        $"Intervals and sets cannot be calibrated on these rows: there is none with a weight above 0, or a prediction is not finite. Give labeled rows that the network was not trained on.", null);

    public static NetworkException SampleCountMismatch(string counted, int count, string others, int expected) => InvalidData(
        $"The number of {counted} is {count}, but that of {others} is {expected}. Give one of each for every sample.", count);

    public static NetworkException ClassIndexInvalid(int sample, string kind, int index, int classCount) => InvalidArgument(
        $"Sample {sample} has the {kind} class {index}, which is outside 0 to {classCount - 1}. There are {classCount} classes, counted from 0.", index);

    public static NetworkException PositiveIndexInvalid(int index) => InvalidArgument(
        $"The positive class has the index {index}, which is outside 0 to 1. Of two classes, the positive one is 0 or 1.", index);

    public static NetworkException ProbabilityShapeInvalid(int rows, int columns, int classCount, int sampleCount, object? target) => InvalidData(
        $"The probabilities are {rows} x {columns}, but there are {classCount} classes and {sampleCount} samples. Give one row a class (two rows for two classes) and one column a sample.", target);

    public static NetworkException ProbabilityInvalid(int sample, string className, double probability) => InvalidData(
        $"Sample {sample} has the probability {probability} for class '{className}'. A probability is a number from 0 to 1; give the outputs of a sigmoid or softmax layer, not its weighted sums.", probability);

    public static NetworkException ProbabilitySumInvalid(int sample, double sum) => InvalidData(
        $"The probabilities of sample {sample} add up to {sum}, not to 1. Give the probability of every class, one row a class.", sum);

    public static NetworkException ScoreInvalid(int sample, double score) => InvalidData(
        $"Sample {sample} has the score {score}. A score is a finite number: the higher, the more likely the sample is positive.", score);

    public static NetworkException ThresholdOneClass(string target, string present, string missing) => InvalidData(
        $"All samples are of the class '{present}' of '{target}', and none is of '{missing}': a threshold needs both. Give more rows.", present);

    public static NetworkException ThresholdNoAlarm(string? positive) => InvalidData(
        $"The network gives all samples of the class '{positive}' the probability 0, so no threshold finds any of them. Train a better network.", positive);

    public static NetworkException ThresholdScoreInvalid(double score) => InvalidData(
        $"The probability {score} of the positive class is not between 0 and 1. Thresholds are for probabilities.", score);

    public static NetworkException ThresholdUnreachable(string name, double required, double highest) => InvalidOperation(
        $"No threshold has a {name} of {required} on these rows: the highest is {Math.Floor(highest * 1e4) / 1e4:0.####}. Ask for less, or train a better network.", required);

    public static NetworkException ThresholdGoalInvalid(string name, double value) => InvalidArgument(
        $"The {name} {value} is not a share. Give a number above 0, up to 1, such as 0.9.", value);

    public static NetworkException MistakeCostInvalid(string name, double cost) => InvalidArgument(
        $"The cost {name} is {cost}. Give a finite number above 0: with a free mistake, predicting always the same class would be best.", cost);

    public static NetworkException MistakeCostUnknown(string name) => InvalidArgument(
        $"There is no cost '{name}'. The costs are {nameof(MistakeCost.FalseAlarm)} and {nameof(MistakeCost.Miss)}: @{{ FalseAlarm = 1; Miss = 20 }}.", name);

    public static NetworkException MistakeCostMissing(string name) => InvalidArgument(
        $"The cost {name} is missing. Give both kinds of mistakes: @{{ FalseAlarm = 1; Miss = 20 }}.", name);

    public static NetworkException TargetShapeInvalid(string message, object? target) => InvalidData(
        $"{message}", target);

    public static NetworkException TargetValueInvalid(int sample, string target, string kind, double value) => InvalidData(
        $"Sample {sample}, target '{target}': the {kind} value is {value}. Only finite numbers can be measured.", value);

    public static NetworkException RepeatCountInvalid(int count) => InvalidArgument(
        $"The number of shuffles is {count}. Give 1 or more.", count);

    public static NetworkException SampleMaximumInvalid(int count) => InvalidArgument(
        $"The most rows to measure are {count}. Give 1 or more.", count);

    public static NetworkException GridResolutionInvalid(int resolution, int maximum) => InvalidArgument(
        $"A grid of {resolution} points cannot be measured. Give 2 to {maximum}, such as 100 for one column or 30 for two.", resolution);

    public static NetworkException PercentileInvalid(double lower, double upper) => InvalidArgument(
        $"The grid cannot go from the quantile {lower} to {upper}. Give two numbers from 0 to 1, the smaller one first, such as 0.05 and 0.95.", lower);

    public static NetworkException IndividualCountInvalid(int count) => InvalidArgument(
        $"The number of individual curves is {count}. Give 0 or more.", count);

    public static NetworkException DependenceFeatureRepeated(string name) => InvalidArgument(
        $"The column '{name}' is named twice. Give different columns.", name);

    public static NetworkException DependenceFeatureInvalid(string name, string what) => InvalidArgument(
        $"There is no partial dependence on the column '{name}' ({what}). Take a column of numbers, dates, spans of time, booleans or categories that the network uses.", name);

    public static NetworkException DependenceFeatureEmpty(string name) => InvalidData(
        $"All cells of the column '{name}' are missing, so it has no values for a grid. Take another column, or give rows that have it.", name);

    public static NetworkException ClassUnknown(IEnumerable<string> unknown, IEnumerable<string> known) => InvalidArgument(
        $"{Failure.Listed(unknown)} {(unknown.Count() == 1 ? "is no class" : "are no classes")} of the network. It has {Failure.Listed(known)}.", unknown);

    public static NetworkException DependenceClassOfNumbers(IEnumerable<string> classes, IEnumerable<string> targets) => InvalidOperation(
        $"The network predicts {Listed(targets)}, which are numbers or labels, not the class {Listed(classes)}. Give no class: all targets are measured.", classes);

    public static NetworkException LabelValueInvalid(int sample, string label, double value) => InvalidData(
        $"Sample {sample} has {value} as the actual value of the label '{label}'. Give 1 for its positive class, and 0 for the other one.", value);

    public static NetworkException LabelProbabilityInvalid(int sample, string label, double value) => InvalidData(
        $"Sample {sample} has the probability {value} of the label '{label}'. Probabilities are 0 to 1.", value);

    public static NetworkException MetricMismatch(NetworkMetric metric, NetworkReport report, IReadOnlyList<NetworkMetric> metrics) => InvalidArgument(
        $"The metric {metric} does not go with a network for {(report is ClassificationReport classes ? $"{classes.Class.Count} classes" : report is MultiLabelReport labels ? $"{labels.Label.Count} labels" : "numbers")}. Take {string.Join(", ", metrics.SkipLast(1))} or {metrics[^1]}.", metric);

    public static NetworkException MetricUndefined(NetworkMetric metric, int samples) => InvalidData(
        $"The metric {metric} is undefined on the {samples} sample{(samples == 1 ? "" : "s")}: ROC areas and CohenKappa need two classes, R2 two samples, MeanAbsolutePercentageError a target other than 0, and MeanSquaredLogError values above -1. Give more samples, or take another metric.", metric);

    public static NetworkException BetaInvalid(double beta) => InvalidArgument(
        $"Beta is {beta}. Give a number above 0, at most 1,000,000: 2 where a miss is worse than a false alarm, 0.5 where a false alarm is worse.", beta);

    public static NetworkException TopInvalid(int top) => InvalidArgument(
        $"Top is {top}. Give 1 or more: 2 counts a prediction as correct if the actual class is one of the two most probable ones.", top);

    public static NetworkException TopTooLarge(int top, int classCount) => InvalidArgument(
        $"Top is {top}, but there are {classCount} classes: every prediction would be correct. Give 1 to {classCount - 1}.", top);

    public static NetworkException ConfidenceInvalid(double confidence) => InvalidArgument(
        $"The confidence is {confidence}. Give a number between 0 and 1, such as 0.95.", confidence);

    public static NetworkException DrawCountInvalid(int count, int minimum, int maximum) => InvalidArgument(
        $"The number of draws is {count}. Give {minimum} to {maximum}: 2000 are usual, more make p more precise.", count);

    public static NetworkException TestRatioInvalid(double ratio) => InvalidArgument(
        $"The ratio of test to training samples is {ratio}. Give a number of 0 or more, such as 0.25 for five folds.", ratio);

    public static NetworkException ComparedTaskMismatch(string first, NetworkTask task, string other, NetworkTask otherTask) => InvalidOperation(
        $"The network '{first}' is for the task {task}, but '{other}' is for {otherTask}. Compare networks for the same target.", other);

    public static NetworkException ComparedTargetMismatch(string kind, string first, IEnumerable<string> names, string other, IEnumerable<string> otherNames) => InvalidOperation(
        $"The network '{first}' has the {kind} {Listed(names)}, but '{other}' has {Listed(otherNames)}. Compare networks that predict the same, trained on the same {kind}.", other);

    public static NetworkException ComparedSampleMismatch(string first, int samples, string other, int otherSamples, int? row = null) => InvalidData(
        $"The networks are not measured on the same samples: {(row is null ? $"'{first}' on {samples}, '{other}' on {otherSamples}" : $"row {row} has another target for '{first}' than for '{other}'")}. Leave out rows without a target, or give one dataset.", row);

    public static NetworkException DriftSampleNone() => InvalidData(
        $"There is no row to compare with those of the training. Give rows with the network's feature columns, or a dataset.", null);

    public static NetworkException PsiThresholdInvalid(double threshold) => InvalidArgument(
        $"The threshold of the population stability index is {threshold}. Give a number of 0 or more, such as 0.2.", threshold);

    public static NetworkException BackgroundNone(NetworkParameter network) => InvalidOperation(
        $"The network has no background sample, with which an explanation compares a row: it was trained by an earlier version, with -BackgroundCount 0, or exported with -NoBackground, or its weights were given. Pass rows of the training data to -Background, or train it again.", network);

    public static NetworkException PermutationCountInvalid(int count, int maximum) => InvalidArgument(
        $"The number of permutations is {count}. Give 1 to {maximum}: more make shares more precise, and take as many times longer.", count);

    public static NetworkException TopCountInvalid(int count) => InvalidArgument(
        $"The number of columns of an explanation is {count}. Give 1 or more.", count);
}
