using System.Runtime.CompilerServices;

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
        return Create($"The noise {noise} is no standard deviation. Give a finite number that is not negative, such as 0.2; 0 means none.", noise);
    }

    public static NetworkException SampleCountInvalid(int count)
    {
        return Create($"The sample count {count} is too small: each of the two classes needs a sample. Give 2 or more.", count);
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
            $"The label column '{target}' has {labels.Count} different value{(labels.Count == 1 ? "" : "s")} ({Listed(labels)}), but a two-class network needs exactly 2. Check that the column is the label, or filter the rows.",
            target);
    }

    public static NetworkException FeatureMissing(IReadOnlyCollection<string> missing, IEnumerable<string> columns)
    {
        return Create($"Feature column{(missing.Count == 1 ? "" : "s")} {Listed(missing)} not found. The columns are {Listed(columns)}.", missing.First());
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
        return Create(
            $"Row {row}, column '{column}': '{value}' is no number. Numbers are written as 1234.5 or 1e-3, with a point and without thousands separators, whatever the culture; leave a text column out with -Feature.",
            value);
    }

    public static NetworkException DatasetShapeInvalid(string message, object? offender)
    {
        return Create($"{message}", offender);
    }

    public static NetworkException LayerSizeInvalid(string layer, int size)
    {
        return Create($"The {layer} size {size} is too small. Every layer needs at least 1 unit.", size);
    }

    public static NetworkException ParameterShapeInvalid(string message, object? offender)
    {
        return Create($"{message}", offender);
    }

    public static NetworkException InputWidthMismatch(int networkInputs, int features, object? offender)
    {
        return Create($"The network takes {networkInputs} feature{(networkInputs == 1 ? "" : "s")}, but the data has {features}. Use data with the columns that the network was made for, or initialize a network for this data.", offender);
    }

    public static NetworkException OutputWidthMismatch(int networkOutputs, int targets, object? offender)
    {
        return Create($"The network has {networkOutputs} output{(networkOutputs == 1 ? "" : "s")}, but the data has {targets} target row{(targets == 1 ? "" : "s")}. Initialize a network with that many outputs.", offender);
    }

    public static NetworkException LearningRateInvalid(double rate)
    {
        return Create($"The learning rate {rate} is not a positive, finite number. Usual values lie between 0.001 and 1.", rate);
    }

    public static NetworkException EpochCountInvalid(int count)
    {
        return Create($"The epoch count {count} is too small. Give 1 or more.", count);
    }

    public static NetworkException TrainingDiverged(int epoch, double rate, object? offender)
    {
        return Create(
            $"Training diverged at epoch {epoch}: the cost became NaN, or grew without bound. The result holds the parameters of the last epoch with a sound cost. Try a learning rate lower than {rate}.",
            offender);
    }

    public static NetworkException SampleNone()
    {
        return Create($"There is no sample to measure. Give at least one.", null);
    }

    public static NetworkException SampleCountMismatch(string counted, int count, string others, int expected)
    {
        return Create($"The number of {counted} is {count}, but that of {others} is {expected}. Give one of each for every sample.", count);
    }

    public static NetworkException SampleWeightInvalid(int sample, double weight)
    {
        return Create($"Sample {sample} has the weight {weight}. A weight is finite and not negative; 0 leaves the sample out.", weight);
    }

    public static NetworkException SampleWeightAllZero()
    {
        return Create($"All sample weights are 0, so there is nothing to average. Give at least one sample a weight above 0.", null);
    }

    public static NetworkException ClassCountInvalid(int count)
    {
        return Create($"The class count {count} is too small: there is nothing to tell apart. Name 2 or more classes.", count);
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
