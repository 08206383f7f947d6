using System.Globalization;
using System.Runtime.CompilerServices;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Training;

namespace PSNeuralNet;

/// <summary>Everything this library can find wrong, on one page: the method's name is the error's id.</summary>
internal static class Failure
{
    public static NetworkException SeedInvalid(long seed)
    {
        return Create($"The seed {seed} is outside 0 to 4294967295 (2^32 - 1). Give a number in that range, or none to have one drawn.", seed);
    }

    public static NetworkException NoiseInvalid(double noise)
    {
        return Create($"The noise {noise} is no standard deviation. Give a number that is not negative and leaves the points finite, such as 0.2; 0 means none.", noise);
    }

    public static NetworkException SampleCountInvalid(int count, int least)
    {
        return Create($"The sample count {count} is not usable: {least} is the least here{(least > 1 ? " (one of each class)" : "")}, and {Generation.MostSamples} is the most.", count);
    }

    public static NetworkException DatasetTooLarge(int samples, int rows)
    {
        return Create(
            $"{samples} samples with {rows} numbers each are too many: a generated dataset may have up to {Generation.MostValues} numbers. Ask for fewer samples, features, classes or targets.",
            samples);
    }

    public static NetworkException FactorInvalid(double factor)
    {
        return Create($"The factor {factor} is not usable: it is the radius of the inner circle beside an outer one of 1, 0 to less than 1, such as 0.5.", factor);
    }

    public static NetworkException DeviationInvalid(double deviation)
    {
        return Create($"The deviation {deviation} is no standard deviation. Give a number that is not negative and leaves the points finite, such as 1; 0 puts each point on its center.", deviation);
    }

    public static NetworkException CenterCountInvalid(int count)
    {
        return Create($"The center count {count} is too small. Each center is a class, and it takes 2 to tell apart.", count);
    }

    public static NetworkException ClassCountInvalid(int count)
    {
        return Create($"The class count {count} is too small. It takes 2 or more to tell apart.", count);
    }

    public static NetworkException FeatureCountInvalid(int count)
    {
        return Create($"The feature count {count} is too small. Give 1 or more.", count);
    }

    public static NetworkException InformativeCountInvalid(int count, int features)
    {
        return Create($"The informative count {count} is not usable: it says how many of the {features} feature{(features == 1 ? "" : "s")} the targets depend on. Give 1 to {features}.", count);
    }

    public static NetworkException TargetCountInvalid(int count)
    {
        return Create($"The target count {count} is too small. Give 1 or more.", count);
    }

    public static NetworkException TurnsInvalid(double turns)
    {
        return Create($"The turns {turns} are not usable: they say how often a spiral goes round. Give a finite number above 0, such as 1.", turns);
    }

    public static NetworkException FractionInvalid(double fraction, int samples)
    {
        return Create(
            $"The fraction {fraction} is not usable: it is the share of the {samples} sample{(samples == 1 ? "" : "s")} that goes into the test part, between 0 and 1, and has to leave both parts at least one. Give a number such as 0.2.",
            fraction);
    }

    public static NetworkException FoldCountInvalid(int count, int samples)
    {
        return Create($"The fold count {count} is not usable: each fold is tested with samples of its own, and there {(samples == 1 ? "is 1 sample" : $"are {samples} samples")}. Give 2 to {samples}.", count);
    }

    public static NetworkException ClassTooSmall(string label, int count, int least)
    {
        return Create(
            $"The class '{label}' has {count} sample{(count == 1 ? "" : "s")}, but a stratified split needs {least} of each class here. Add samples, leave the class out, ask for fewer folds, or do not stratify.",
            label);
    }

    public static NetworkException TableEmpty()
    {
        return Create($"There are no rows to make a dataset of. Pipe at least two rows, one of each class.", null);
    }

    public static NetworkException TargetMissing(string target, IEnumerable<string> columns)
    {
        return Create($"There is no label column '{target}'. The columns are {Listed(columns)}.", target);
    }

    public static NetworkException TargetIsEmpty(int row, string column)
    {
        return Create($"Row {row} has no label: column '{column}' is empty. Fill it in, or leave the row out.", null);
    }

    public static NetworkException TargetNotBinary(string target, IReadOnlyCollection<string> labels)
    {
        return Create(
            $"The label column '{target}' has {(labels.Count == 1 ? "only one value" : $"{labels.Count} different values")} ({Listed(labels)}), but a two-class network needs exactly 2. Check that the column is the label, filter the rows, or say what it is with -Task MultiClass or -Task Regression.",
            target);
    }

    public static NetworkException FeatureMissing(IReadOnlyCollection<string> missing, IEnumerable<string> columns)
    {
        return Create($"Feature column{(missing.Count == 1 ? "" : "s")} {Listed(missing)} not found. The columns are {Listed(columns)}.", missing.First());
    }

    public static NetworkException FeatureMissingInRow(int row, IReadOnlyCollection<string> missing, IEnumerable<string> columns)
    {
        return Create(
            $"Row {row} lacks the feature column{(missing.Count == 1 ? "" : "s")} {Listed(missing)}. Its columns are {Listed(columns)}.", missing.First(), nameof(FeatureMissing));
    }

    public static NetworkException FeatureNone(string target)
    {
        return Create($"There is no feature column left beside the label column '{target}'. A dataset needs at least one.", target);
    }

    public static NetworkException FeatureRepeated(string feature)
    {
        return Create($"The column '{feature}' is named more than once, or is both a feature and the label. Name each column once.", feature);
    }

    public static NetworkException CellIsEmpty(int row, string column)
    {
        return Create($"Row {row}, column '{column}' is empty. Fill in a number, or leave the row out.", null);
    }

    public static NetworkException CellIsNaN(int row, string column, object? value)
    {
        return Create($"Row {row}, column '{column}' is NaN (not a number). Fill in a number, or leave the row out.", value);
    }

    public static NetworkException CellIsInfinite(int row, string column, object? value)
    {
        return Create($"Row {row}, column '{column}' is infinite ({value}). Fill in a finite number, or leave the row out.", value);
    }

    public static NetworkException CellNotNumeric(int row, string column, object? value)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        string hint = value is string text && double.TryParse(text, NumberStyles.Float, culture, out _)
            ? $" It is one in the culture {culture.Name}, but data is read with the invariant one: set [cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture before Export-Csv."
            : " Leave a column of text out of the features.";
        return Create(
            $"Row {row}, column '{column}': '{value}' is no number. Numbers are written as 1234.5 or 1e-3, with a point and without thousands separators.{hint}",
            value);
    }

    public static NetworkException RowInvalid(int row, string type)
    {
        return Create($"Row {row} is a {type}, not an object with a property for each column. For a file, pipe the rows of Import-Csv; a property can be made of a value with @{{ Name = $_ }}.", null);
    }

    public static NetworkException DatasetShapeInvalid(FormattableString message, object? offender)
    {
        return Create(message, offender);
    }

    public static NetworkException SampleWeightInvalid(int number, double weight, string unit = "Sample")
    {
        return Create($"{unit} {number} has the weight {weight}. A weight is finite and not negative; 0 leaves the {unit.ToLowerInvariant()} out, 2 counts it twice.", weight);
    }

    public static NetworkException SampleWeightAllZero()
    {
        return Create($"All weights are 0, so no sample counts. Give at least one sample a weight above 0.", null);
    }

    public static NetworkException TargetTooFew(string target, IReadOnlyCollection<string> labels)
    {
        return Create(
            $"The label column '{target}' has {(labels.Count == 1 ? $"only the value {Listed(labels)}" : "no values")}, so there is nothing to tell apart. Check that the column is the label, or filter less.",
            target);
    }

    public static NetworkException TaskMismatch(NetworkTask task, string target, string message)
    {
        return Create($"The task {task} does not suit the target '{target}': {message}.", task);
    }

    public static NetworkException LayerSizeInvalid(string layer, int size)
    {
        return Create($"The {layer} size {size} is too small. Every layer needs at least 1 unit{(layer == "hidden" ? "; a network without hidden layers has the sizes @()" : "")}.", size);
    }

    public static NetworkException ActivationCountMismatch(int activations, int layers)
    {
        return Create($"There are {activations} activations for {layers} hidden layer{(layers == 1 ? "" : "s")}. Give one for all of them, or one for each.", activations);
    }

    public static NetworkException ActivationInvalid(Activation activation)
    {
        return Create($"The activation {activation} is for output layers only. Choose another one for hidden layers.", activation);
    }

    public static NetworkException OutputCountMismatch(NetworkTask task, int outputs, string wanted)
    {
        return Create($"A network for the task {task} has {wanted}, not {outputs}. Change the output size or the task.", outputs);
    }

    public static NetworkException OutputActivationInvalid(Activation activation)
    {
        return Create($"The activation {activation} has no loss, so an output layer cannot have it. Sigmoid, Softmax and Identity do.", activation);
    }

    public static NetworkException NetworkTooLarge(string shape, long mostParameters)
    {
        return Create($"A network {shape} is too large: it may have up to {mostParameters} weights and biases. Make its layers smaller.", shape);
    }

    public static NetworkException ParameterShapeInvalid(FormattableString message, object? offender)
    {
        return Create(message, offender);
    }

    public static NetworkException ParameterNotFinite(string matrix)
    {
        return Create($"The parameters to start from have a value in {matrix} that is NaN or infinite. Start from other parameters.", matrix);
    }

    public static NetworkException ClassMismatch(IEnumerable<string> network, IEnumerable<string> data, object? offender)
    {
        return Create($"The network tells the classes {Listed(network)} apart, but the data has {Listed(data)}. Initialize a network for this data.", offender);
    }

    public static NetworkException TargetMismatch(IEnumerable<string> network, IEnumerable<string> data, object? offender)
    {
        return Create($"The network predicts the targets {Listed(network)}, but the data has {Listed(data)}. Give the columns the same names.", offender);
    }

    public static NetworkException InputWidthMismatch(int networkInputs, int features, object? offender)
    {
        return Create($"The network takes {networkInputs} feature{(networkInputs == 1 ? "" : "s")}, but the data has {features}. Use data with the columns that the network was made for, or initialize a network for this data.", offender);
    }

    public static NetworkException OutputWidthMismatch(int networkOutputs, int targets, object? offender)
    {
        return Create($"The network has {networkOutputs} output{(networkOutputs == 1 ? "" : "s")}, but the data has {targets} target row{(targets == 1 ? "" : "s")}. Initialize a network with that many outputs.", offender);
    }

    public static NetworkException NetworkTaskMismatch(NetworkTask network, NetworkTask data, object? offender)
    {
        return Create($"The network is for the task {network}, but the data is for {data}. Initialize a network for this data.", offender);
    }

    public static NetworkException LearningRateInvalid(double rate)
    {
        return Create($"The learning rate {rate} is not a positive, finite number. Usual values lie between 0.001 and 1.", rate);
    }

    public static NetworkException BatchSizeInvalid(int size)
    {
        return Create($"The batch size {size} is negative. Give how many samples go into one update, or 0 for all of them.", size);
    }

    public static NetworkException ConstantInvalid(string name, double value, string wanted)
    {
        return Create($"The {name} {value} is not usable: it has to be {wanted}.", value);
    }

    public static NetworkException DropoutInvalid(double share)
    {
        return Create($"The dropout {share} is not usable: it is the share of units to leave out, 0 to less than 1, such as 0.2.", share);
    }

    public static NetworkException DropoutCountMismatch(int shares, int layers)
    {
        return Create($"There are {shares} dropouts for {layers} hidden layer{(layers == 1 ? "" : "s")}. Give one for all of them, or one for each.", shares);
    }

    public static NetworkException ScheduleConstantMissing(Schedule schedule, string constant)
    {
        return Create($"The learning-rate schedule {schedule} needs a {constant}. Give one, or choose another schedule.", schedule);
    }

    public static NetworkException ClassWeightInvalid(string label, double weight)
    {
        return Create($"The class '{label}' has the weight {weight}. Weights are finite and not negative.", weight);
    }

    public static NetworkException ClassWeightUnknown(IEnumerable<string> unknown, IEnumerable<string> classes)
    {
        return Create($"There are weights for {Listed(unknown)}, but the classes are {Listed(classes)}. Correct the names.", unknown.First());
    }

    public static NetworkException ClassWeightWithoutClasses()
    {
        return Create($"Class weights are for classes, but the targets are numbers. Leave them out, or weigh the samples.", null);
    }

    public static NetworkException ThresholdInvalid(double threshold)
    {
        return Create($"The threshold {threshold} is not between 0 and 1. Give a probability, such as 0.5.", threshold);
    }

    public static NetworkException EpochCountInvalid(int count)
    {
        return Create($"The epoch count {count} is too small. Give 1 or more.", count);
    }

    public static NetworkException TrainingDiverged(int epoch, double rate)
    {
        return Create(
            $"Training diverged at epoch {epoch}: the cost became NaN, or grew without bound (a thousandfold). The result holds the parameters of the last epoch with a sound cost. Try a learning rate lower than {rate}.",
            rate);
    }

    public static NetworkException SampleNone()
    {
        return Create($"There is no sample to measure. Give at least one.", null);
    }

    public static NetworkException SampleCountMismatch(string counted, int count, string others, int expected)
    {
        return Create($"The number of {counted} is {count}, but that of {others} is {expected}. Give one of each for every sample.", count);
    }

    public static NetworkException ClassIndexInvalid(int sample, string kind, int index, int classCount)
    {
        return Create($"Sample {sample} has the {kind} class {index}, which is outside 0 to {classCount - 1}. There are {classCount} classes, counted from 0.", index);
    }

    public static NetworkException ProbabilityShapeInvalid(int rows, int columns, int classCount, int sampleCount, object? offender)
    {
        return Create($"The probabilities are {rows} x {columns}, but there are {classCount} classes and {sampleCount} samples. Give one row a class (two rows for two classes) and one column a sample.", offender);
    }

    public static NetworkException ProbabilityInvalid(int sample, string className, double probability)
    {
        return Create($"Sample {sample} has the probability {probability} for class '{className}'. A probability is a number from 0 to 1; give the outputs of a sigmoid or softmax layer, not its weighted sums.", probability);
    }

    public static NetworkException ProbabilitySumInvalid(int sample, double sum)
    {
        return Create($"The probabilities of sample {sample} add up to {sum}, not to 1. Give the probability of every class, one row a class.", sum);
    }

    public static NetworkException ScoreInvalid(int sample, double score)
    {
        return Create($"Sample {sample} has the score {score}. A score is a finite number: the higher, the more likely the sample is positive.", score);
    }

    public static NetworkException TargetShapeInvalid(string message, object? offender)
    {
        return Create($"{message}", offender);
    }

    public static NetworkException TargetValueInvalid(int sample, string target, string kind, double value)
    {
        return Create($"Sample {sample}, target '{target}': the {kind} value is {value}. Only finite numbers can be measured.", value);
    }

    private static string Listed(IEnumerable<string> names)
    {
        const int Shown = 10;
        string[] all = [.. names.Select(name => $"'{name}'")];
        return string.Join(", ", all.Take(Shown)) + (all.Length > Shown ? $" and {all.Length - Shown} more" : "");
    }

    private static NetworkException Create(FormattableString message, object? offender, [CallerMemberName] string id = "")
    {
        return new NetworkException(id, FormattableString.Invariant(message), offender);
    }
}
