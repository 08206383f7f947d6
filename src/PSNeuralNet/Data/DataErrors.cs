using static PSNeuralNet.Failure;

namespace PSNeuralNet.Data;

/// <summary>Errors of datasets and sample weights. Each method is named after the error's id.</summary>
internal static class DataErrors
{
    public static NetworkException DatasetShapeInvalid(FormattableString message, object? target) => InvalidData(
        message, target);

    public static NetworkException ClassTooMany(int count) => LimitsExceeded(
        $"{count} classes are too many: a network has up to {DataSchema.MaximumClasses}. Give fewer classes, or predict numbers.", count);

    public static NetworkException TargetMatrixTooLarge(int classes, int samples) => LimitsExceeded(
        $"Y of {samples} samples and {classes} classes has more than {Dataset.MaximumValues} numbers. Ask for the class of a sample with ClassOf(), or for Y of fewer samples.", samples);

    public static NetworkException AnomalyTargetEncoding(string column) => InvalidArgument(
        $"The column '{column}' is encoded by the target, but the task {NetworkTask.Anomaly} has none. Leave -CategoryEncoding out.", column);

    public static NetworkException AnomalyColumnNone(object dataset) => InvalidData(
        $"There is no column to find anomalies in: columns of free text, and the days of dates, are not reconstructed. Give columns of numbers or categories.", dataset);

    public static NetworkException SampleWeightInvalid(int number, double weight, string unit = "Sample") => InvalidData(
        $"{unit} {number} has the weight {weight}. A weight is finite and not negative; 0 leaves the {unit.ToLowerInvariant()} out, 2 counts it twice.", weight);

    public static NetworkException SampleWeightAllZero() => InvalidData(
        $"All weights are 0, so no sample counts. Give at least one sample a weight above 0.", null);

    public static NetworkException SampleWeightSumInvalid(double sum) => InvalidData(
        $"The sample weights add up to {sum}, which is not between {WeightSum.Smallest} and {WeightSum.Largest}. Divide all of them by the same number: only their ratios matter.", sum);

    public static NetworkException TargetNotLog(string target, int row, double value) => InvalidData(
        $"Row {row} has the target '{target}' = {value}, but the target transform {TargetTransform.Log} takes targets of 0 or more. Correct it, leave the row out, or train without the transform.", value);

    public static NetworkException RangeNotStandardizable(string name, double smallest, double largest) => InvalidData(
        $"The column '{name}' goes from {smallest} to {largest}, which cannot be standardized: the difference, or the standard deviation, is not a number that a double holds. Multiply or divide the column, or do not standardize.", name);

    public static NetworkException TargetMismatch(IEnumerable<string> network, IEnumerable<string> data, object? target) => InvalidOperation(
        $"The network predicts the targets {Listed(network)}, but the data has {Listed(data)}. Give the columns the same names.", target);

    public static NetworkException NetworkTaskMismatch(NetworkTask network, NetworkTask data, object? target) => InvalidOperation(
        $"The network is for the task {network}, but the data is for {data}. Initialize a network for this data.", target);

    public static NetworkException PositiveClassUnknown(object label, IReadOnlyList<string> known) => InvalidArgument(
        $"The positive class '{DataSchema.LabelText(label)}' is none of the two classes: they are {Listed(known)}. Give one of them.", label);

    public static NetworkException PositiveClassNotBinary(object label, NetworkTask task) => InvalidArgument(
        $"The positive class '{DataSchema.LabelText(label)}' is given, but only the task {NetworkTask.Binary}, of two classes, has one, and the task is {task}. Leave it out.", label);

    public static NetworkException ClassUnknown(IEnumerable<string> unknown, IReadOnlyCollection<string> known, int? row = null)
    {
        string[] names = [.. unknown];
        string? variant = names.FirstOrDefault(name => known.Contains(name, StringComparer.OrdinalIgnoreCase));
        return InvalidOperation(
            $"The data has the class{(names.Length == 1 ? "" : "es")} {Listed(names)}{(row is null ? "" : $", first in row {row}")}, which the network does not know: it was trained on {Listed(known)}. Leave these rows out; or train a new network on data of all classes, without -Network and -Schema{(variant is null ? "" : $", and with -IgnoreCase if classes as '{variant}' that differ only in case are the same")}.", names[0]);
    }
}
