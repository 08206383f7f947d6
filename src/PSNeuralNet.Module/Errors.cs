using System.Globalization;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using PSNeuralNet.Charts;

namespace PSNeuralNet.Commands;

/// <summary>Errors about parameters and pipeline objects of the cmdlets. The method is named after the error's id.</summary>
internal static class Errors
{
    public static NetworkException ImageParameterInvalid(string[] parameter) => InvalidArgument(
        $"{string.Join(", ", parameter)}: that is for tables, and with -LabelPath the file has images.", parameter[0]);

    public static NetworkException FeatureSourceInvalid(object source, string lacks) => InvalidType(
        $"A {source.GetType().Name} has no {lacks}. Give a dataset, or a network: the result of a training, parameters, or the path of a file.", source);

    public static NetworkException CheckpointPathMissing() => InvalidArgument(
        $"There is a checkpoint interval or a wish to resume, but no file. Give its path with -CheckpointPath.", null);

    public static NetworkException CheckpointShared(string path, object dataset) => Create(
        $"The checkpoint '{path}' is of one training, the one on the first dataset. Train each dataset with a command and a checkpoint of its own.", dataset, FailureCategory.InvalidOperation);

    public static NetworkException CheckpointSeedMismatch(string path, long written, long? given) => Create(
        $"The checkpoint '{path}' is of a training with the seed {written}, but -Seed is {given}. Leave -Seed out, or start anew without -Resume.", given, FailureCategory.InvalidOperation, "CheckpointMismatch");

    public static NetworkException StandardizeAmbiguous() => InvalidArgument(
        $"There is both -Standardize and -NoStandardize. Give one of them.", null);

    public static NetworkException StandardizeMismatch(string what, string parameter, object given) => InvalidArgument(
        $"The network to go on with {what}. Leave {parameter} out, or train a new network.", given);

    public static NetworkException ClassNameAmbiguous(IEnumerable<string> names) => InvalidArgument(
        $"-AllProbability adds a property for each class, but the classes '{string.Join("' and '", names)}' differ in upper and lower case only, and properties do not. Leave -AllProbability out, or rename a class.", names.First());

    public static NetworkException ColumnNameMissing(int row, string why, object target) => Create(
        $"Row {row} has a column without a name: {why}. Name it, or leave it out.", target, FailureCategory.InvalidData);

    public static NetworkException TargetNotGiven(object input) => InvalidArgument(
        $"A {input.GetType().Name} is no dataset. If it is a row of a table, say with -Target which column is to be predicted.", input);

    public static NetworkException TargetNotUsed(string parameter, object? dataset) => InvalidArgument(
        $"-{parameter} is for rows, but the input is a dataset already, which knows its columns. Leave -{parameter} out, or pipe rows.", dataset);

    public static NetworkException NetworkInvalid(object input) => InvalidArgument(
        $"A {input.GetType().Name} is no network. Give the result of a training, its Network, parameters, or the path of a network.", input);

    public static NetworkException FileProviderInvalid(string path, string provider) => InvalidArgument(
        $"'{path}' is a path of {provider}. Give one of the file system.", path);

    public static NetworkException ChartKindUnclear() => InvalidArgument(
        $"What to draw is unclear. Pipe in the result of a training, or say what with -Kind and from what with -Network and -Dataset.", null);

    public static NetworkException ChartInputInvalid(FormattableString message, object? target) => InvalidType(message, target);

    public static NetworkException ChartNetworkMissing(ChartKind kind) => InvalidArgument(
        $"A chart {kind} is one of a network. Give one with -Network, or pipe in the result of a training.", kind);

    public static NetworkException ChartDatasetMissing(ChartKind kind) => InvalidArgument(
        $"A chart {kind} is one of samples. Give some with -Dataset.", kind);

    public static NetworkException WindowEmpty(int width, int height) => Create(
        $"The window has no lines or no columns, so there is no room for a chart. Give -Width and -Height.", FormattableString.Invariant($"{width} x {height}"), FailureCategory.InvalidOperation);

    /// <summary>Error record for a path without a file.</summary>
    public static ErrorRecord FileMissing(Exception exception, string path) => new(exception, nameof(FileMissing), ErrorCategory.ObjectNotFound, path);

    /// <summary>Error record with the exception's id, message and category.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="target">The target object where the exception has none.</param>
    public static ErrorRecord ToRecord(NetworkException exception, object? target) =>
        new(exception, exception.Id, Enum.Parse<ErrorCategory>(exception.Category.ToString()), exception.TargetObject ?? target);

    private static NetworkException InvalidArgument(FormattableString message, object? target, [CallerMemberName] string id = "") =>
        Create(message, target, FailureCategory.InvalidArgument, id);

    private static NetworkException InvalidType(FormattableString message, object? target, [CallerMemberName] string id = "") =>
        Create(message, target, FailureCategory.InvalidType, id);

    private static NetworkException Create(FormattableString message, object? target, FailureCategory category, [CallerMemberName] string id = "") =>
        new(id, category, message.ToString(CultureInfo.InvariantCulture), target);
}
