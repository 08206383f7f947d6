using static PSNeuralNet.Failure;

namespace PSNeuralNet.Persistence;

/// <summary>Errors about network, checkpoint and output files. The method is named after the error's id.</summary>
internal static class PersistenceErrors
{
    public static NetworkException CheckpointMissing(string path) => ObjectNotFound(
        $"There is no checkpoint '{path}' to go on from.", path);

    public static NetworkException CheckpointDamaged(string path, string what) => InvalidData(
        $"The checkpoint '{path}' is damaged: {what}. It stays as it is. Take another one, or start anew without resuming and with another path.", path);

    public static NetworkException CheckpointInvalid(string path) => InvalidData(
        $"The file '{path}' is no checkpoint of a training. It stays as it is. Give another path.", path);

    public static NetworkException CheckpointPathIsFolder(string path) => InvalidData(
        $"'{path}' is a folder. Give the path of a file for the checkpoint.", path, nameof(CheckpointInvalid));

    public static NetworkException CheckpointTooNew(string path, int version, int known) => InvalidData(
        $"The checkpoint '{path}' has the format version {version}, but this module knows up to {known}. Use a newer module.", path);

    public static NetworkException CheckpointUnreadable(string path, string why) => ReadError(
        $"The checkpoint '{path}' cannot be read: {why} Check the path and the rights.", path);

    public static NetworkException CheckpointNotWritten(string path, string why) => WriteError(
        $"The checkpoint '{path}' could not be written: {why} The training went on without it. Check the folder, the rights and the free space.", path);

    public static NetworkException CheckpointFolderMissing(string path) => ObjectNotFound(
        $"The folder of the checkpoint '{path}' does not exist. Make it first, or give another path.", path);

    public static NetworkException FolderMissing(string path) => ObjectNotFound(
        $"The folder of '{path}' does not exist. Make it first, or give another path.", path);

    public static NetworkException FileExists(string path) =>
        Directory.Exists(path)
        ? ResourceExists($"'{path}' is a folder. Give the path of a file.", path)
        : ResourceExists($"'{path}' exists already. Give another path, or replace the file with -Force.", path);

    public static NetworkException FileNotRegular(string path) => InvalidArgument(
        $"'{path}' is a device, a named pipe or a socket, which cannot be replaced as a whole. Give the path of a file.", path);

    public static NetworkException FileNotWritten(string path, string why) => WriteError(
        $"'{path}' could not be written: {why} Check the path, the rights and the free space.", path);

    public static NetworkException NetworkFileMissing(string path) => ObjectNotFound(
        $"There is no file '{path}'. Give the path of a network that Export-Network wrote.", path);

    public static NetworkException NetworkFileUnreadable(string path, string why) => ReadError(
        $"The network '{path}' cannot be read: {why} Check the path and the rights.", path);

    public static NetworkException NetworkFileInvalid(string path, string place, string what) => InvalidData(
        $"'{path}' is no usable network{(place.Length == 0 ? "" : $", at {place}")}: {what.TrimEnd('.')}. Export the network again.", path);

    public static NetworkException NetworkFileTooNew(string path, long version, int known, string module) => InvalidData(
        $"The network '{path}' has the format version {version} (of module version {module}), but this module knows up to {known}. Update the module.", path);

    public static NetworkException NetworkNotFinite(double value) => InvalidData(
        $"The network has the value {value} among its numbers, which no file can hold. Train it again, with a lower learning rate.", value);

    public static NetworkException NetworkFormatUnclear(string path, string extension, IReadOnlyList<string> known) => InvalidArgument(
        $"What to write into '{path}' is unclear: {extension} is the extension of none of the formats. Say which one with -Format, or give a name that ends in {string.Join(", ", known.SkipLast(1))} or {known[^1]}; the nearest is {NearestName.Of(extension, known)}.", path);

    public static NetworkException ExportDateFormat(string column, string format, string language) => InvalidOperation(
        $"The column '{column}' has dates of the format '{format}' (-DateFormat), which exported {language} cannot read. Export the network as PowerShell, CSharp or Json, or train with another format, such as yyyy-MM-dd HH:mm:ss.", column);

    public static NetworkException ExportPrecisionUnsupported(NetworkFormat format) => InvalidArgument(
        $"-Precision Single applies to ONNX models only, and the file is written as {format}, whose numbers are doubles. Leave -Precision out, or give a name that ends in .onnx, or -Format Onnx.", format);

    public static NetworkException OnnxSingleRange(double value) => InvalidOperation(
        $"The network has the value {value} among its numbers, which is beyond single precision (1.2E-38 to 3.4E+38). Export it with -Precision Double, or train on values in another unit.", value);

    public static NetworkException ExportTooLarge(NetworkFormat format, int parameters, int maximum) => LimitsExceeded(
        $"The network has {parameters} weights and biases, too many for the format {format}, which takes up to {maximum}. Export it as Json.", parameters);

    public static NetworkException ExportQuantileMixed(NetworkFormat format) => InvalidArgument(
        $"Some networks of the ensemble predict quantiles, and not all of them the same ones: {format} has no place for what they have in common, their Prediction. Export it as Json, or an ensemble of networks with the same -Quantile.", format);

    public static NetworkException NetworkFileTooLarge(int parameters) => LimitsExceeded(
        $"The network has {parameters} weights and biases, and its file would be too large to be read again. Nothing was written. Export it as Onnx, or train a smaller one.", parameters, nameof(ExportTooLarge));

    public static NetworkException OnnxCaseIgnored(string column) => InvalidOperation(
        $"The column '{column}' takes texts in upper and lower case for the same (-IgnoreCase), which a model in ONNX cannot do. Export the network as PowerShell, CSharp, JavaScript or Json, or make the texts lower-case before training, and train without -IgnoreCase.", column);

    public static NetworkException OnnxHasText(IReadOnlyList<string> columns) => InvalidArgument(
        $"The network takes free text in the column{(columns.Count == 1 ? "" : "s")} {Listed(columns)}, which ONNX has no words for. Export it as Json, PowerShell, CSharp or JavaScript, or train without such columns.", columns[0]);

    public static NetworkException OnnxNotEncoded(string why) => InvalidOperation(
        $"The network could not be encoded as ONNX: {why} Export it in another format.", null);
}
