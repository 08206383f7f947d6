using static PSNeuralNet.Failure;

namespace PSNeuralNet.Data;

/// <summary>Errors about the rows, columns and cells of tables. The method is named after the error's id.</summary>
internal static class TableErrors
{
    public static NetworkException TableEmpty() => InvalidData(
        $"There are no rows to make a dataset of. Pipe at least two rows; to learn classes, one of each.", null);

    public static NetworkException TableFileEmpty(string path) => InvalidData(
        $"The file '{path}' has no rows to make a dataset of. It needs a line with the names of the columns, and below it at least two rows; to learn classes, one of each.", path, nameof(TableEmpty));

    public static NetworkException TargetMissing(string target, string[] columns) => ObjectNotFound(
        $"There is no label column '{target}'. The column{(columns.Length == 1 ? " is" : "s are")} {Listed(columns)}.{HeaderAdvice.For(columns)}", target);

    public static NetworkException TargetIsEmpty(int row, string column, string? text) =>
        string.IsNullOrWhiteSpace(text)
        ? InvalidData($"Row {row} has no label: column '{column}' is empty. Fill it in, leave the row out, or say -MissingTarget Skip.", null)
        : InvalidData($"Row {row} has no label: column '{column}' has '{text.Trim()}', which stands for a missing value. Fill it in, leave the row out, or say -MissingTarget Skip; if it is a class, say with -MissingMark what stands for missing labels instead.", text);

    public static NetworkException TargetAllMissing(IReadOnlyCollection<string> target, int rows) => InvalidData(
        $"None of the {rows} row{(rows == 1 ? "" : "s")} has a label: {(target.Count == 1 ? "column" : "in each, one of the columns")} {Listed(target)} is empty, or has a text that stands for a missing value. Check that the column is the label, or say with -MissingMark what stands for missing ones.", target.First());

    public static NetworkException TargetNotNumeric(int row, string column, object label, int numbers, int rows, UnreadableTexts texts) => InvalidData(
        $"Row {row}, column '{column}': '{DataSchema.LabelText(label)}' is no finite number, as {numbers} of {rows} labels are{texts.Others}. Correct it; {texts.Advice("label")}, and the row is left out; if each value is a class, say -Task MultiClass.", label);

    public static NetworkException TargetIsLocalNumber(int row, string column, object label, object number, int numbers, int rows, UnreadableTexts texts) => InvalidData(
        $"Row {row}, column '{column}': '{DataSchema.LabelText(label)}' is no number as '{DataSchema.LabelText(number)}' is, and {numbers} of {rows} labels are numbers{texts.Others}. Correct it; say how numbers are written with -Culture (such as -Culture de-DE); {texts.Advice("label")}; if each value is a class, say -Task MultiClass.", label);

    public static NetworkException TargetFormatAmbiguous(int row, string column, object label, NumberFormat first, NumberFormat second) => InvalidData(
        $"Row {row}, column '{column}': '{DataSchema.LabelText(label)}' is one number where it is written as in {first}, and another as in {second}, and no label decides. Say how numbers are written with -Culture (such as -Culture en-US or -Culture de-DE); if each value is a class, say -Task MultiClass.", label, nameof(TargetIsLocalNumber));

    public static NetworkException TargetMixed(string target, IEnumerable<string> columns) => InvalidArgument(
        $"Several target columns are either labels of two values each, or numbers, but {string.Join(", ", columns)}. Train a network for each kind; columns of numbers alone, 0 and 1 among them, are predicted as numbers with -Task Regression, and a column of more classes is a target of its own.", target);

    public static NetworkException TargetNotLabel(string target, string column, bool isTaskGiven) => InvalidData(
        $"Each of several label columns has two different values, but {column}. Leave '{target}' out of the targets{(isTaskGiven ? "" : ", or say what they are with -Task")}; a column of more classes is a target of its own.", target);

    public static NetworkException TargetTextOfSeveral(int row, string column, object label) => InvalidData(
        $"Row {row}, column '{column}': '{DataSchema.LabelText(label)}' is no number, and the targets of the task {NetworkTask.Regression} are numbers. Columns of two values each are labels, of the task {NetworkTask.MultiLabel}; train a network of its own for a column of more classes.", label, nameof(TargetMixed));

    public static NetworkException TargetInvalid(int row, string column, object label) => InvalidData(
        $"Row {row}, column '{column}' holds {NestedValue.Describe(label)}, which is no label: {NestedValue.Advice(column, label)}.", label);

    public static NetworkException TargetNotBinary(string target, IReadOnlyCollection<string> labels) => InvalidData(
        $"The label column '{target}' has {(labels.Count == 1 ? "only one value" : $"{labels.Count} different values")} ({Listed(labels)}), but a two-class network needs exactly 2. Check that the column is the label, filter the rows, or say what it is with -Task MultiClass or -Task Regression.", target);

    public static NetworkException NeverNotKept(int row, string column) => InvalidOperation(
        $"Row {row}, column '{column}': the dataset has only kept that the time stands for never, and the network, of an older version of the module, takes it as a number. Read the table with -Schema and the network, or give the rows themselves.", column);

    public static NetworkException CellNotKept(string column) => InvalidOperation(
        $"The dataset has not kept the cells of the column '{column}', which the network takes, as they were in the table. Read the table with -Schema and the network, or give the rows themselves.", column);

    public static NetworkException FeatureMissing(IReadOnlyCollection<string> missing, IEnumerable<string> columns) => ObjectNotFound(
        $"Column{(missing.Count == 1 ? "" : "s")} {Listed(missing)} not found. The columns are {Listed(columns)}.", missing.First());

    public static NetworkException FeatureNone(string target) => ObjectNotFound(
        $"There is no feature column left beside the label column '{target}'. A dataset needs at least one.", target);

    public static NetworkException RowSingle() => InvalidData(
        $"There is only one row, so no column tells rows apart, and nothing can be learned. Give two rows or more; for rows to predict or to measure, give the network or the dataset whose columns they have.", 1);

    public static NetworkException FeatureNoneLeft(IReadOnlyCollection<FeatureColumn> columns, bool isNamed) => ObjectNotFound(
        $"No feature column is left: {string.Join(", ", columns.Take(ColumnNotices.MaximumNames).Select(column => $"'{column.Name}' ({column.Reason})"))}{(columns.Count > ColumnNotices.MaximumNames ? $" and {columns.Count - ColumnNotices.MaximumNames} more" : "")}. A dataset needs at least one that tells rows apart. {(isNamed ? "Name others with -Feature, or leave -Feature out for all columns." : "Add a column that differs between rows.")}", null, nameof(FeatureNone));

    public static NetworkException SampleWeightMissing(string weight, IEnumerable<string> columns) => ObjectNotFound(
        $"There is no weight column '{weight}'. The columns are {Listed(columns)}.", weight);

    public static NetworkException SampleWeightNotNumeric(int row, string column, object? value) => InvalidData(
        $"Row {row}, column '{column}': the weight '{value}' is no number. A weight is a number such as 1 or 2.5, with a point, or as -Culture writes it; 0 leaves the row out.", value);

    public static NetworkException FeatureRepeated(string feature) => InvalidArgument(
        $"The column '{feature}' is named more than once, or has two parts of feature, label and weight. Name each column once.", feature);

    public static NetworkException FeatureClash(string feature, IReadOnlyList<string> columns) => InvalidArgument(
        $"The columns {Listed(columns)} both have a feature '{feature}', so the features cannot be told apart. Rename one of these columns in the header or with Select-Object, or leave one out with -ExcludeFeature '{columns[^1]}'.", feature, nameof(FeatureRepeated));

    public static NetworkException CellUnreadable(int row, string column, string reason) => ReadError(
        $"Row {row}, column '{column}' cannot be read: {reason.TrimEnd('.')}. Leave the row out, or the column with -ExcludeFeature '{column}'.", null);

    public static NetworkException CellIsEmpty(int row, string column) => InvalidData(
        $"Row {row}, column '{column}' is empty. Fill in a number, or leave the row out.", null);

    public static NetworkException CellIsNaN(int row, string column, object? value) => InvalidData(
        $"Row {row}, column '{column}' is {(value is string mark && !Cell.TryNumber(mark.AsSpan(), out _) ? $"'{mark.Trim()}', which stands for a missing cell" : "NaN (not a number)")}. Fill in a number, or leave the row out.", value);

    public static NetworkException CellIsNever(int row, string column, object? value) => InvalidData(
        $"Row {row}, column '{column}': '{Convert.ToString(value, CultureInfo.InvariantCulture)}' stands for never, which counts as missing. Correct it, leave the row out, or say how missing cells are filled in with another -MissingValue than Error.", value);

    public static NetworkException CellIsInfinite(int row, string column, object? value, UnreadableTexts? texts = null) => InvalidData(
        $"Row {row}, column '{column}' is infinite ({value}){texts?.Others}. Fill in a finite number, or leave the row out{(texts is null ? "" : $"; {texts.Advice()}")}.", value);

    public static NetworkException CellNested(int row, string column, object cell) => InvalidData(
        $"Row {row}, column '{column}' holds {NestedValue.Describe(cell)}, which is no number, text or date: {NestedValue.Advice(column, cell)}.", cell);

    public static NetworkException CellNotNumeric(int row, string column, object? value, NumberFormat? format = null, UnreadableTexts? texts = null) => InvalidData(
        $"Row {row}, column '{column}': '{value}' is no number{texts?.Others}. {(texts is null ? "" : $"Correct it; {texts.Advice()}. ")}{(format is null ? $"Numbers are written as 1234.5 or 1e-3, with a point and without thousands separators.{ForeignNumber(value)}" : $"The column's numbers are written as in {format}: write this one so, or give it as a number.")}", value);

    public static NetworkException NumberFormatMixed(int row, string column, object? value, object? number, UnreadableTexts texts) => InvalidData(
        $"Row {row}, column '{column}': '{value}' is no number, where others are written as '{number}'{texts.Others}. Correct it, or say how numbers are written with -Culture (such as -Culture de-DE); {texts.Advice()}; or take the column as text with -Categorical '{column}'.", value);

    public static NetworkException NumberFormatAmbiguous(int row, string column, object? value, NumberFormat first, NumberFormat second) => InvalidData(
        $"Row {row}, column '{column}': '{value}' is one number where it is written as in {first}, and another as in {second}, and no cell of the column decides. Say how numbers are written with -Culture (such as -Culture en-US or -Culture de-DE), or take the column as text with -Categorical '{column}'.", value);

    public static NetworkException CellKindInvalid(int row, string column, object? value, ColumnKind kind, UnreadableTexts? texts = null) => InvalidData(
        $"Row {row}, column '{column}': '{value}' is no {(kind == ColumnKind.Duration ? "span of time" : kind.ToString().ToLowerInvariant())}, which the column holds else{texts?.Others}. Correct it, leave the row out{(texts is null ? ", " : $"; {texts.Advice()}; ")}or take the column as text with -Categorical '{column}'.", value);

    public static NetworkException ColumnMixed(int row, string column, object text, int numberRow, object number, ColumnKind kind, UnreadableTexts texts)
    {
        string other = kind switch { ColumnKind.Date => "date", ColumnKind.Duration => "span of time", _ => "number" };
        return InvalidData(
            $"Row {row}, column '{column}': '{text}' is no {other}, but row {numberRow} has '{number}'{texts.Others}. Correct it or leave the row out; {texts.Advice()}; or take the column as text with -Categorical '{column}', or out of the features with -ExcludeFeature '{column}'.{ForeignNumber(text)}",
            text);
    }

    public static NetworkException ClassTooMany(string target, int count, bool isNumeric, bool isAtLeast = false) => LimitsExceeded(
        $"The label column '{target}' has {(isAtLeast ? "at least " : "")}{count} different values, and a network has up to {DataSchema.MaximumClasses} classes. A column of ids or free text is no label: name another column{(isNumeric ? ", or predict numbers with -Task Regression" : "")}.", target);

    public static NetworkException CategoryUnknown(int row, string column, string text, IEnumerable<string> known) => InvalidData(
        $"Row {row}, column '{column}': '{text}' was not in the training data, which had {Listed(known)}. Correct it, leave the row out, or let it pass with -UnknownCategory Warning.", text);

    public static NetworkException MaximumCategoryInvalid(int maximum) => InvalidArgument(
        $"The maximum of {maximum} categories is not usable: it says how many different texts a column may have. Give 1 to {TableOptions.MaximumCategories}.", maximum);

    public static NetworkException DateOrderMixed(int row, string column, string text, DateFormat format, UnreadableTexts texts) => InvalidData(
        $"Row {row}, column '{column}': '{text}' is no date with the {format}, as others of the column are{texts.Others}. Correct it, leave the row out; {texts.Advice()}; or give the formats with -DateFormat.", text, nameof(CellKindInvalid));

    public static NetworkException DateFormatMismatch(int row, string column, object cell, DateFormat format) => InvalidData(
        $"Row {row}, column '{column}': '{cell}' is no date in -DateFormat {format}, as most cells of the column are. Correct it; list all formats of the column in -DateFormat; if it stands for a missing cell, say -MissingMark '{cell}'; or take the column as it is written with -Categorical '{column}' or -Numeric '{column}'.", cell);

    public static NetworkException DateFormatOther(int row, string column, string text, DateFormat format, string like) => InvalidData(
        $"Row {row}, column '{column}': '{text}' may have the day, the month or the year first, and is no date in -DateFormat {format}. If the order is the same, list {like} in -DateFormat, too.", text, nameof(DateFormatMismatch));

    public static NetworkException DateFormatInvalid(string format, string fault) => InvalidArgument(
        $"'{format}' is no date format{(fault.Length > 0 ? $": {fault}. -" : ": -")}DateFormat takes .NET format strings with day, month and year, such as dd/MM/yyyy, yyyyMMdd or 'd MMM yyyy H:mm' (M is the month, m the minute).", format);

    public static NetworkException DateFormatTooMany(int count, int most) => InvalidArgument(
        $"{count} date formats are not usable: give 1 to {most}.", count, nameof(DateFormatInvalid));

    public static NetworkException TimeZoneUnknown(string id) => InvalidData(
        $"This computer knows no time zone '{id}', in which dates without an offset are read. Install the time zone data of the system (tzdata), or give dates with an offset, such as 2024-07-02T14:00:00Z.", id);

    public static NetworkException MaximumWordInvalid(int maximum) => InvalidArgument(
        $"The maximum of {maximum} words is not usable: it says how many words of a column of free text become features. Give 1 to {TableOptions.MaximumWords}.", maximum);

    public static NetworkException TableTooLarge(int rows, int features) => LimitsExceeded(
        $"{rows} rows with {features} features each are too many: a dataset may have up to {Dataset.MaximumValues} numbers. Leave out rows, or columns of text with many values, or take fewer words of free text with -MaximumWord.", rows);

    public static NetworkException TableTooWide(int columns, bool isAtLeast) => LimitsExceeded(
        $"The table has {(isAtLeast ? "at least " : "")}{columns} columns, and up to {TableColumns.MaximumColumns} can be read. Give fewer columns; a table of samples side by side has to be turned first.", columns);

    public static NetworkException TableTooLarge(int rows, long limit) => LimitsExceeded(
        $"The first {rows} rows are more than a dataset may have ({Dataset.MaximumValues}), or take more than the {limit} bytes of memory that there are for them. Leave out rows, or columns with -ExcludeFeature.", rows);

    public static NetworkException RowInvalid(int row, string type) => InvalidType(
        $"Row {row} is a {type}, not an object with a property for each column. For a file, pipe the rows of Import-Csv; a property can be made of a value with @{{ Name = $_ }}.", null);

    public static NetworkException TargetIsTime(string target, object label) => InvalidData(
        $"The label column '{target}' has dates or spans of time, such as '{DataSchema.LabelText(label)}'. To predict one, make a number of it first, such as days or seconds: Select-Object *, @{{ Name = 'Days'; Expression = {{ ... }} }}. If each is a class of its own, say -Task MultiClass.", label);

    public static NetworkException TargetTooFew(string target, IReadOnlyCollection<string> labels) => InvalidData(
        $"The label column '{target}' has {(labels.Count == 1 ? $"only the value {Listed(labels)}" : "no values")}, so there is nothing to tell apart. Check that the column is the label, or filter less.", target);

    public static NetworkException TaskMismatch(NetworkTask task, string target, string message) => InvalidArgument(
        $"The task {task} does not suit the target '{target}': {message}.", task);

    /// <summary>Advice for a number in the format of the user's culture.</summary>
    private static string ForeignNumber(object? value)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        return culture.Name.Length > 0 && value is string text && double.TryParse(text, NumberStyles.Float, culture, out _)
            ? $" It is one in the culture {culture.Name}: where the table is read, say -Culture {culture.Name}."
            : "";
    }
}
