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

    public static NetworkException PositiveClassUnknown(object label, IReadOnlyList<string> known, IEnumerable<string>? columns = null) => InvalidArgument(
        $"The positive class '{DataSchema.LabelText(label)}' is none of the {(columns is null ? "two classes" : $"classes of {Listed(columns)}")}: they are {Listed(known)}. Give one of them.", label);

    public static NetworkException PositiveClassNotBinary(object label, NetworkTask task) => InvalidArgument(
        $"The positive class '{DataSchema.LabelText(label)}' is given, but only the task {NetworkTask.Binary}, of two classes, has one, and the task is {task}. {(task == NetworkTask.MultiLabel ? "Give it where the rows are read: each label has its own." : "Leave it out.")}", label);

    public static NetworkException LabelTooFew(int count) => InvalidArgument(
        $"The task {NetworkTask.MultiLabel} has two or more labels, but there {(count == 1 ? "is" : "are")} {count}. For one label, take the task {NetworkTask.Binary}.", count);

    public static NetworkException LabelUnknown(string name, IReadOnlyList<string> known) => InvalidArgument(
        $"There is no label '{name}': the labels are {Listed(known)}. Give one of them.", name);

    public static NetworkException LabelWithoutSeveral(string name, NetworkTask task) => InvalidArgument(
        $"The label '{name}' is given, but only the task {NetworkTask.MultiLabel}, of several label columns, has labels to choose from, and the task is {task}. Leave it out.", name);

    public static NetworkException LabelRequired(string use, IReadOnlyList<string> known) => InvalidArgument(
        $"{use} is of one label, and the network has several. Choose one with -Label: {Listed(known)}.", known);

    public static NetworkException ClassOfLabels() => InvalidOperation(
        $"A sample of several labels, or of several targets, is of no single class. Ask for each of them with TargetOf().", null);

    public static NetworkException MultiLabelUnsupported(string what, string remedy) => InvalidOperation(
        $"{what}, and a network of several labels (the task {NetworkTask.MultiLabel}) predicts any number of them for a row. {remedy}", NetworkTask.MultiLabel);

    public static NetworkException LabelClassUnknown(TargetLabel label, IEnumerable<string> unknown, int? row = null)
    {
        string[] names = [.. unknown];
        return InvalidOperation(
            $"The label column '{label.Name}' has {Listed(names)}{(row is null ? "" : $", first in row {row}")}, which is neither of its two classes: they are {Listed(label.ClassName)}. Correct the rows, or leave them out.", names[0]);
    }

    public static NetworkException ClassUnknown(IEnumerable<string> unknown, IReadOnlyCollection<string> known, int? row = null)
    {
        string[] names = [.. unknown];
        string? variant = names.FirstOrDefault(name => known.Contains(name, StringComparer.OrdinalIgnoreCase));
        return InvalidOperation(
            $"The data has the class{(names.Length == 1 ? "" : "es")} {Listed(names)}{(row is null ? "" : $", first in row {row}")}, which the network does not know: it was trained on {Listed(known)}. Leave these rows out; or train a new network on data of all classes, without -Network and -Schema{(variant is null ? "" : $", and with -IgnoreCase if classes as '{variant}' that differ only in case are the same")}.", names[0]);
    }
}
