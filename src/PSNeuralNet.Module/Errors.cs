using System.Runtime.CompilerServices;

namespace PSNeuralNet.Commands;

/// <summary>Errors about parameters and pipeline objects of the cmdlets. The method is named after the error's id.</summary>
internal static class Errors
{
    // Characters of a row in a message.
    private const int MaximumRowText = 60;

    public static NetworkException ImageParameterInvalid(string[] parameter) => InvalidArgument(
        $"{string.Join(", ", parameter)} cannot be combined with -LabelPath: tables have these parameters, images do not.", parameter[0]);

    public static NetworkException ExampleMissing(string name, IEnumerable<string> names) => Create(
        $"There is no example table '{name}'. The tables are {string.Join(", ", names)}.", name, FailureCategory.ObjectNotFound);

    public static NetworkException FeatureSourceInvalid(object source, string lacks) => InvalidType(
        $"A {source.GetType().Name} has no {lacks}. Give a dataset, or a network: a training result, parameters, or the path of a file.", source);

    public static NetworkException RefitWithEnsemble() => InvalidArgument(
        $"-Refit and -EnsembleCount exclude each other: one gives the best settings trained on all samples, the other an ensemble of several trials. Give one of them.", null);

    public static NetworkException FoldWithFraction() => InvalidArgument(
        $"-Fold and -Fraction exclude each other: trials are measured on folds, or on one part that is held out. Give one of them.", null);

    public static NetworkException StreamWithNetwork() => InvalidArgument(
        $"-Stream writes trials, and -Refit or -EnsembleCount a network instead of them. Leave -Stream out; -TrialVariable keeps the trials.", null);

    public static NetworkException CheckpointPathMissing() => InvalidArgument(
        $"-Resume and -CheckpointInterval require -CheckpointPath, the path of the checkpoint file.", null);

    public static NetworkException CheckpointShared(string path, object dataset) => Create(
        $"The checkpoint '{path}' belongs to the training on the first dataset. Train each dataset in a separate command with its own checkpoint.", dataset, FailureCategory.InvalidOperation);

    public static NetworkException CheckpointSeedMismatch(string path, long written, long? given) => Create(
        $"The checkpoint '{path}' was written with the seed {written}, but -Seed is {given}. Omit -Seed, or start a new training without -Resume.", given, FailureCategory.InvalidOperation, "CheckpointMismatch");

    public static NetworkException StandardizeAmbiguous() => InvalidArgument(
        $"-Standardize and -NoStandardize exclude each other. Give one of them.", null);

    public static NetworkException StandardizeMismatch(string what, string parameter, object given) => InvalidArgument(
        $"The network to continue with {what}. Omit {parameter}, or train a new network.", given);

    public static NetworkException ClassNameAmbiguous(IEnumerable<string> names) => InvalidArgument(
        $"-AllProbability adds a property for each class, but the classes '{string.Join("' and '", names)}' differ only in case, and property names are case-insensitive. Omit -AllProbability, or rename a class.", names.First());

    public static NetworkException IntervalOfClasses(NetworkTask task) => InvalidArgument(
        $"-Interval is for networks that predict numbers, and the task of this one is {task}. {(task == NetworkTask.MultiLabel ? "Of several labels there are probabilities: omit it" : "For the classes that may be right, give -PredictionSet")}.", task);

    public static NetworkException PredictionSetOfNumbers() => InvalidArgument(
        $"-PredictionSet is for networks that predict classes, and this one predicts numbers. For lower and upper bounds, give -Interval.", null);

    public static NetworkException ThresholdTableOfSeveral(IReadOnlyList<string> labels) => InvalidArgument(
        $"A table of thresholds is of one label, but {labels.Count} are given: {string.Join(", ", labels)}. Give one, and a table for each.", labels);

    public static NetworkException PredictionSetOfLabels() => InvalidArgument(
        $"-PredictionSet is for networks that predict one class of a row, and this one predicts several labels, each with its own probability. Take Probability(name) of each label, or train a network for one of them.", null);

    public static NetworkException CalibrationDataNotUsed(string parameter, object rows) => InvalidArgument(
        $"-CalibrationData has no effect without -{parameter}. Give both, or omit -CalibrationData.", rows);

    public static NetworkException CalibrationNotRaw() => InvalidArgument(
        $"The prediction sets of this network are calibrated for probabilities with the correction for class weights, which -RawProbability leaves out. Omit -RawProbability, or give labeled rows that the network was not trained on as -CalibrationData.", null);

    public static NetworkException CalibrationMissing(string what) => Create(
        $"The network has nothing to calibrate {what} with: its training held out no rows, or it was made by an earlier version. Train it with rows held out, as -ValidationFraction 0.2 does, or give labeled rows that it was not trained on as -CalibrationData.", null, FailureCategory.InvalidOperation);

    public static NetworkException ColumnNameRepeated(int row, string name, string other, object target) => Create(
        $"Row {row} has the columns '{name}' and '{other}', whose names differ only in blanks around them, which do not count. Rename one, for instance with Select-Object.", target, FailureCategory.InvalidData);

    public static NetworkException ObjectDeserialized(string type, object target) => InvalidType(
        $"This {type} is a deserialized copy (from a job, a remote session, or Import-Clixml), which has lost its numbers. {(type == nameof(Data.Dataset)
            ? "Return the rows instead, of ConvertFrom-NetworkDataset, or write them there with Export-Csv and read them here with Import-NetworkDataset."
            : "Write networks there with Export-Network, and read them here with Import-Network, or give the path of the file. Start-ThreadJob and ForEach-Object -Parallel return the objects themselves.")}", target);

    public static NetworkException ColumnNameMissing(int row, string why, object target) => Create(
        $"Row {row} has a column without a name: {why}. Name the column, or remove it.", target, FailureCategory.InvalidData);

    public static NetworkException TargetNotGiven(object input) => InvalidArgument(
        $"A {input.GetType().Name} is not a dataset. If it is a row of a table, name the column to predict with -Target.", input);

    public static NetworkException MistakeCostNotNumeric(string name, object? value) => InvalidArgument(
        $"The cost {name} is '{value}', which is not a number. Give both as numbers: -Cost @{{ FalseAlarm = 1; Miss = 20 }}.", value);

    public static NetworkException TargetMissing() => InvalidArgument(
        $"There is no target. Name the column to predict with -Target, or give a network or a dataset with the same columns as -Schema.", null, nameof(TargetNotGiven));

    public static NetworkException AnomalyTarget(string target) => InvalidArgument(
        $"The task {NetworkTask.Anomaly} has no target, but -Target is '{target}'. Omit -Target; to leave the column out, give -ExcludeFeature '{target}', or -Id '{target}' to see it in the output.", target);

    public static NetworkException AnomalyUnsupported(string command, string instead) => Create(
        $"{command} is for networks that predict a target, and this one finds anomalies (-Task {NetworkTask.Anomaly}). {instead}", command, FailureCategory.InvalidOperation);

    public static NetworkException AnomalyParameter(string parameter) => InvalidArgument(
        $"-{parameter} is for networks that predict a target, and this one finds anomalies: its output is AnomalyScore and IsAnomaly. Omit -{parameter}.", parameter);

    public static NetworkException RowIsFile(System.IO.FileInfo file, string target) => InvalidType(
        $"The input is the file '{file.Name}', not its rows, and a file has no property '{target}'. {(TablePath.IsWorkbook(file.Name) ? "Save the sheet of the workbook as CSV (UTF-8), and read that" : "Read it")} with Import-Csv, or with Import-NetworkDataset -Target '{target}'.", file);

    public static NetworkException TargetNotUsed(string parameter, object? dataset) => InvalidArgument(
        $"-{parameter} applies to rows, but the input is a dataset. Omit -{parameter}, or pipe rows.", dataset);

    public static NetworkException TableParameterWithNetwork(string parameter) => InvalidArgument(
        $"-{parameter} has no effect with -Network: rows are read as those that the network was trained on. Omit -{parameter}; -Fold or -Fraction instead of -Network measures settings.", parameter);

    public static NetworkException FeatureSourceMissing() => InvalidArgument(
        $"There is nothing to look at. Pipe rows, or give a dataset, a network, or the path of a file.", null);

    public static NetworkException FeatureSourceRepeated(object source) => InvalidArgument(
        $"The input comes from the pipeline, and '{source}' was given as well. Give one of them; after pipeline input, only the name of the target.", source);

    public static NetworkException NetworkInvalid(PSObject input)
    {
        string type = input.BaseObject.GetType().Name;
        string what = input.BaseObject is Dataset data ? $"a dataset ({data})" : DatasetReference.IsRow(input) ? $"a row of a table, of the type {type}" : "";
        return what.Length == 0
            ? InvalidArgument($"The input '{input.BaseObject}' ({type}) is not a network. Give a training result, its Network, parameters, or the path of a network.", input.BaseObject)
            : InvalidArgument($"The input is {what}, not a network. Train one of it first: ... | Invoke-NetworkTraining ... | Export-Network ...; or give a training result, its Network, parameters, or the path of a network.", input.BaseObject);
    }

    public static NetworkException PathIsRow(string text) => InvalidType(
        $"The input is a row of a table, not a path: {(text.Length > MaximumRowText ? $"{text[..MaximumRowText]}..." : text)}. Pipe paths of files, or the objects of Get-ChildItem; rows need no import: pipe them into ConvertTo-NetworkDataset or Invoke-NetworkTraining.", text);

    public static NetworkException NetworksOneFile(string path) => Create(
        $"'{path}' already holds the network that was piped before this one. Give each network a file of its own: $networks | ForEach-Object {{ $_ | Export-Network ... }}.", path, FailureCategory.InvalidOperation);

    public static NetworkException FileProviderInvalid(string path, string provider) => InvalidArgument(
        $"'{path}' is a path of the provider {provider}. Give a file system path.", path);

    public static NetworkException FileDriveMissing(string path, string why) => Create(
        $"'{path}' cannot be resolved: {why} Give a path on a drive of Get-PSDrive.", path, FailureCategory.ObjectNotFound);

    public static NetworkException FilePathInvalid(string path, string why) => InvalidArgument(
        $"'{path}' is not a usable path: {why} Give the path of a file.", path);

    public static NetworkException FileMissing(string path) => Create(
        $"There is no file '{path}'. Check the path.", path, FailureCategory.ObjectNotFound);

    public static NetworkException FilePatternUnmatched(string path) => Create(
        $"No file matches the pattern '{path}'. Check the path.", path, FailureCategory.ObjectNotFound, nameof(FileMissing));

    public static NetworkException FileIsLiteral(string path) => Create(
        $"No file matches the pattern '{path}', but there is a file of exactly that name. Give it as -LiteralPath, which has no wildcards.", path, FailureCategory.ObjectNotFound, nameof(FileMissing));

    public static NetworkException SearchTrialCopied(string from, object target) => InvalidType(
        $"These trials are copies that came back from {from}, and have lost the settings and the space that charts and reports need. Draw the trials themselves, in the session of the search; with a journal (-Path), the same Search-NetworkHyperparameter reads them again at once.", target);

    public static NetworkException ChartKindUnclear() => InvalidArgument(
        $"The kind of chart cannot be inferred from the input. Pipe in a training result, or give -Kind with -Network and -Dataset.", null);

    public static NetworkException ChartInputInvalid(FormattableString message, object? target) => InvalidType(message, target);

    /// <param name="kind">The kind.</param>
    /// <param name="fitting">The kinds of the input alone.</param>
    public static NetworkException ChartNetworkMissing(ChartKind kind, IReadOnlyCollection<ChartKind> fitting) => InvalidArgument(
        $"A chart {kind} requires a network. Give -Network, or pipe in a training result{(fitting.Count == 0 ? "" : $"; of the input alone there is {string.Join(" or ", fitting)}")}.", kind);

    public static NetworkException ChartDatasetMissing(ChartKind kind) => InvalidArgument(
        $"A chart {kind} requires samples. Give -Dataset, or pipe in a training result, whose rows are drawn.", kind);

    public static NetworkException WindowEmpty(int width, int height) => Create(
        $"The window has no lines or no columns. Give the size of the chart with -Width and -Height.", FormattableString.Invariant($"{width} x {height}"), FailureCategory.InvalidOperation);

    /// <summary>Error record with the exception's id, message and category.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="target">The target object if the exception has none.</param>
    public static ErrorRecord ToRecord(NetworkException exception, object? target) =>
        Clean(new(exception, exception.Id, Enum.Parse<ErrorCategory>(exception.Category.ToString()), exception.TargetObject ?? target));

    /// <summary>Removes control characters from the name of the target, which is part of the category's text.</summary>
    private static ErrorRecord Clean(ErrorRecord record)
    {
        record.CategoryInfo.TargetName = DisplayText.Clean(record.CategoryInfo.TargetName);
        return record;
    }

    private static NetworkException InvalidArgument(FormattableString message, object? target, [CallerMemberName] string id = "") =>
        Create(message, target, FailureCategory.InvalidArgument, id);

    private static NetworkException InvalidType(FormattableString message, object? target, [CallerMemberName] string id = "") =>
        Create(message, target, FailureCategory.InvalidType, id);

    private static NetworkException Create(FormattableString message, object? target, FailureCategory category, [CallerMemberName] string id = "") =>
        new(id, category, message.ToString(CultureInfo.InvariantCulture), target);
}
