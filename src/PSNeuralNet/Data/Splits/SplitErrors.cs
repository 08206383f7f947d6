using static PSNeuralNet.Failure;

namespace PSNeuralNet.Data;

/// <summary>Errors of splits and folds. Each method is named after the error's id.</summary>
internal static class SplitErrors
{
    public static NetworkException FractionInvalid(double fraction, int count, string unit = "sample") => InvalidArgument(
        $"The fraction {fraction} is not usable: it is the share of the {count} {unit}{(count == 1 ? "" : "s")} that goes into the test part, between 0 and 1, and has to leave both parts at least one. Give a number such as 0.2.", fraction);

    public static NetworkException FoldCountInvalid(int count, int samples) => InvalidArgument(
        $"The fold count {count} is not usable: each fold is tested with samples of its own, and there {(samples == 1 ? "is 1 sample" : $"are {samples} samples")}. Give 2 to {samples}.", count);

    public static NetworkException FoldCountOfTimeInvalid(int count, int samples) => InvalidArgument(
        $"The fold count {count} is not usable: by time each fold is tested with samples of its own, after samples that none is tested with, and there {(samples == 1 ? "is 1 sample" : $"are {samples} samples")}. Give 2 to {samples - 1}.", count, nameof(FoldCountInvalid));

    public static NetworkException ClassTooSmall(string label, int count, int minimum) => InvalidData(
        $"The class '{label}' has {count} sample{(count == 1 ? "" : "s")}, but a stratified split needs {minimum} of each class here. Add samples, leave the class out, ask for fewer folds, do not stratify, or hold nothing out.", label);

    public static NetworkException ClassAllTooSmall(string largest, int count, int folds) => InvalidData(
        $"All classes have fewer samples than there are folds: '{largest}', the largest one, has {count}, and {folds} stratified folds need {folds} of one class at least. Add samples, ask for fewer folds, or do not stratify.", largest);

    public static NetworkException FoldRepeatInvalid(int count) => InvalidArgument(
        $"The number of repetitions is {count}. Give 1 or more.", count);

    public static NetworkException FoldRepeatTimed(int count) => InvalidArgument(
        $"{count} repetitions of folds by time would be the same folds: they are not drawn. Omit -Repeat or -TimeColumn.", count);

    public static NetworkException GroupTimeAmbiguous(string time) => InvalidArgument(
        $"-Group and -TimeColumn '{time}' exclude each other: parts by time divide groups. Give one of them.", time);

    public static NetworkException SplitColumnMissing(string parameter, string name, Dataset dataset)
    {
        bool isFeature = dataset.Schema.Column.Any(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase));
        return ObjectNotFound(
            $"-{parameter} names '{name}', but the dataset has {(dataset.Id.Count == 0 ? "no id columns" : $"the id columns {Listed(dataset.Id.Select(column => column.Name))}")}{(isFeature ? $", and '{name}' is a feature" : "")}. Create the dataset with -Id '{name}' (ConvertTo-NetworkDataset, Import-NetworkDataset), or pipe the rows.", name);
    }

    public static NetworkException SplitCellMissing(int row, string column, string parameter) => InvalidData(
        $"Row {row} has no value in the column '{column}' of -{parameter}. Fill it in, or leave the row out.", row);

    public static NetworkException TimeCellInvalid(int row, string column, object cell, string? kind) => InvalidData(
        $"Row {row} has '{Cell.Text(cell)}' in the time column '{column}', {(kind is null ? "which is no time" : $"while others are {kind}")}. Times are numbers, dates or time spans, of one kind in all rows. Correct the cell, or name the format of dates with -DateFormat.", cell);

    public static NetworkException GroupSingle(string column, object group) => InvalidData(
        $"All rows have the value '{Cell.Text(group)}' in the group column '{column}'. A split by groups needs two groups at least: take another column.", group);

    public static NetworkException GroupTooFew(string column, int groups, int folds) => InvalidArgument(
        $"There are {folds} folds, but the column '{column}' has {groups} groups, and each fold is tested with groups of its own. Ask for {(groups == 2 ? "2 folds" : $"2 to {groups} folds")}, or take a column with more groups.", folds);

    public static NetworkException GroupFoldEmpty(string column, int fold, int folds) => InvalidData(
        $"Fold {fold} of {folds} has no group: the groups of the column '{column}' differ so much in size that the class proportions are closest without it. Ask for fewer folds, or do not stratify.", folds);
}
