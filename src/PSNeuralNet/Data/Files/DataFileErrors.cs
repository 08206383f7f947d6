using static PSNeuralNet.Failure;

namespace PSNeuralNet.Data;

/// <summary>Errors of data files: CSV, gzip and IDX. Each method is named after the error's id.</summary>
internal static class DataFileErrors
{
    public static NetworkException FileUnreadable(string path, string reason) => OpenError(
        $"The file '{path}' cannot be read: {reason}", path);

    public static NetworkException FileChanged(string path) => ReadError(
        $"The file '{path}' was changed while it was read. Read it again when it is complete; of a file that is written to all the time, read a copy.", path);

    public static NetworkException DependencyMissing(string path) => NotInstalled(
        $"The module lacks the file '{path}', which it needs for this. Install the module again.", path);

    public static NetworkException FileDamaged(string path, string reason) => InvalidData(
        $"The file '{path}' begins as a gzip file, but is damaged or cut off: {reason} Get it again.", path);

    public static NetworkException DependencyDamaged(string path, string reason) => NotInstalled(
        $"The file '{path}' of the module cannot be loaded: {reason} Install the module again.", path);

    public static NetworkException DelimiterInvalid(string path, char delimiter, bool isInFile) => InvalidArgument(
        $"'{delimiter}'{(isInFile ? $", which line 1 of the file '{path}' names," : "")} cannot stand between the fields of a table: letters, digits, quotes, line ends and characters beyond ASCII cannot. Say with -Delimiter what stands there.", delimiter);

    public static NetworkException ColumnRepeated(string path, (string Name, int Number) first, (string Name, int Number) second, string renamed, bool isData) => InvalidArgument(
        $"The columns {first.Number} and {second.Number} of the file '{path}' have the same name, '{first.Name}' and '{second.Name}': upper and lower case do not count. Rename one, or read the file with -RenameColumn, which calls the second one '{renamed}'.{(isData ? " " + HeaderNames.DataAdvice : "")}", second.Name, nameof(TableErrors.FeatureRepeated));

    public static NetworkException FileIsWorkbook(string path) => InvalidData(
        $"The file '{path}' is a workbook, such as Excel's, or another archive, and no text. Save its sheet as CSV (UTF-8), and read that.", path);

    public static NetworkException FileTooLarge(string path) => LimitsExceeded(
        $"The file '{path}' needs more memory than there is. Read fewer rows, or fewer columns with -Feature.", path);

    public static NetworkException CsvFormatInvalid(string path, string place, string reason) => InvalidData(
        $"The file '{path}' is wrongly quoted, or cut off, in the record that begins in {place}: {reason} A field that has quotes in it stands in quotes, and those in it are doubled.", path);

    public static NetworkException CsvRowRagged(string path, string place, int fields, int columns, IEnumerable<string> names) => InvalidData(
        $"The file '{path}' has {fields} field{(fields == 1 ? "" : "s")} in {place}, but {columns} columns: {Listed(names)}. Correct the line, or say what stands between fields with -Delimiter.", path);

    public static NetworkException IdxMagicInvalid(string path, uint magic) => InvalidData(
        $"The file '{path}' begins with 0x{magic:X8}, which is no IDX file's magic number; those of MNIST are 0x00000803 for images and 0x00000801 for labels. For a table, name its -Target.", path);

    public static NetworkException IdxSizeInvalid(string path, IEnumerable<uint> sizes) => InvalidData(
        $"The IDX file '{path}' says that it has {string.Join(" x ", sizes)} numbers. A dataset has at least 1 and up to {Data.Dataset.MaximumValues}.", path);

    public static NetworkException IdxTruncated(string path, long expected, long actual) => InvalidData(
        $"The IDX file '{path}' is cut off: {expected} bytes should follow where there are {actual}. Get it again.", path);

    public static NetworkException IdxTooLong(string path, long expected) => InvalidData(
        $"The IDX file '{path}' has more than the {expected} bytes of numbers that its sizes call for. It is no sound IDX file.", path);

    public static NetworkException IdxDimensionInvalid(string path, string what, int dimensions, string wanted) => InvalidData(
        $"The IDX file '{path}' has {dimensions} dimension{(dimensions == 1 ? "" : "s")}, but {what} have {wanted}. Are -Path (images) and -LabelPath (labels) the wrong way round?", path);

    public static NetworkException IdxCountMismatch(int images, int labels) => InvalidData(
        $"There are {images} images, but {labels} labels. Give two files that belong together.", labels);
}
