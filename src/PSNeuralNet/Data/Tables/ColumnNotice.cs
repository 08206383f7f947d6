namespace PSNeuralNet.Data;

/// <summary>Kind of warning about the columns of a table: one sentence for a single column, and one for several.</summary>
/// <param name="One">The sentence for a single column: {0} is its name in quotes, {1} the detail, {2} -MissingMark with the marks of the notice.</param>
/// <param name="Several">The sentence for several: {0} is their number, {1} their names, each with its detail in parentheses.</param>
internal sealed record ColumnNotice(CompositeFormat One, CompositeFormat Several)
{
    private ColumnNotice(string one, string several)
        : this(CompositeFormat.Parse(one), CompositeFormat.Parse(several))
    {
    }

    /// <summary>A column that is no feature; the detail is the reason.</summary>
    public static ColumnNotice LeftOut { get; } = new(
        "The column {0} is left out: {1}.",
        "{0} columns are left out: {1}.");

    /// <summary>A column with cells that hold objects; the detail is the first one.</summary>
    public static ColumnNotice Nested { get; } = new(
        "The column {0} holds objects, and is left out: {1}. Make a number or text of it first, such as Select-Object *, @{{ Name = 'new'; Expression = {{ $_.column.Count }} }}.",
        "{0} columns hold objects, and are left out: {1}. Make a number or text of each first, such as Select-Object *, @{{ Name = 'new'; Expression = {{ $_.column.Count }} }}.");

    /// <summary>A column of a file with the name of another one; the detail is its number and the new name.</summary>
    public static ColumnNotice Renamed { get; } = new(
        "The column {0} has the name of another one, and is renamed: {1}.",
        "{0} columns have the name of another one, and are renamed: {1}.");

    /// <summary>Cells that cannot be read; the detail is the row and the reason.</summary>
    public static ColumnNotice Unreadable { get; } = new(
        "The column {0} has cells that cannot be read, which count as missing: {1}. To do without the column, say -ExcludeFeature.",
        "{0} columns have cells that cannot be read, which count as missing: {1}. To do without such columns, say -ExcludeFeature.");

    /// <summary>Sentinel times, which stand for never; the detail is their number and the first one.</summary>
    public static ColumnNotice Never { get; } = new(
        "The column {0} has times that stand for never, which count as missing: {1}.",
        "{0} columns have times that stand for never, which count as missing: {1}.");

    /// <summary>Missing cells, which are imputed; the detail is their number, and what is filled in.</summary>
    public static ColumnNotice Imputed { get; } = new(
        "The column {0} has missing cells, which are filled in: {1}. -MissingValue chooses how.",
        "{0} columns have missing cells, which are filled in: {1}. -MissingValue chooses how.");

    /// <summary>Missing cells in columns of a network or another dataset; the detail is their number, and what is filled in.</summary>
    public static ColumnNotice ImputedAsTrained { get; } = new(
        "The column {0} has missing cells, which are filled in as in the training: {1}.",
        "{0} columns have missing cells, which are filled in as in the training: {1}.");

    /// <summary>Values far outside of those that a network was trained on; the detail is the first one, the range of the training, and their number.</summary>
    public static ColumnNotice FarOutside { get; } = new(
        "The column {0} has values far outside of those that the network was trained on: {1}. Predictions for such rows are guesses; -Novelty marks them.",
        "{0} columns have values far outside of those that the network was trained on: {1}. Predictions for such rows are guesses; -Novelty marks them.");

    /// <summary>Columns with one value and missing cells; the detail is the value and its number.</summary>
    public static ColumnNotice SingleValue { get; } = new(
        "The column {0} has one value and missing cells, and is kept with a feature for the missing ones: {1}. To do without it, say -ExcludeFeature.",
        "{0} columns have one value and missing cells, and are kept with a feature for the missing ones: {1}. To do without them, say -ExcludeFeature.");

    /// <summary>Categories that look the same; the detail lists them.</summary>
    public static ColumnNotice LookAlike { get; } = new(
        "The column {0} has values that look the same, and that are categories of their own: {1}. They differ in invisible characters, blanks or Unicode normalization.",
        "{0} columns have values that look the same, and that are categories of their own: {1}. They differ in invisible characters, blanks or Unicode normalization.");

    /// <summary>Texts such as NA that are a category of a text column; the detail lists them.</summary>
    public static ColumnNotice MarkIsCategory { get; } = new(
        "The column {0} has texts that often stand for a missing cell, and that are categories here: {1}. If they are missing, say {2}.",
        "{0} columns have texts that often stand for a missing cell, and that are categories here: {1}. If they are missing, say {2}.");

    /// <summary>Categories that differ in upper and lower case only; the detail lists them.</summary>
    public static ColumnNotice CaseVariant { get; } = new(
        "The column {0} has values that differ in upper and lower case only, and that are categories of their own: {1}. -IgnoreCase makes one of them.",
        "{0} columns have values that differ in upper and lower case only, and that are categories of their own: {1}. -IgnoreCase makes one of them.");

    /// <summary>Categories of one row each, as ids are, in a table of too few rows to tell; the detail is their number.</summary>
    public static ColumnNotice UniqueCategory { get; } = new(
        "The column {0} has another value in each row, as ids have, and is a feature, since the rows are few: {1}. If it tells nothing about new rows, say -Id or -ExcludeFeature; if it does, -Categorical.",
        "{0} columns have another value in each row, as ids have, and are features, since the rows are few: {1}. If they tell nothing about new rows, say -Id or -ExcludeFeature; if they do, -Categorical.");

    /// <summary>Rare categories that share a feature; the detail is their number.</summary>
    public static ColumnNotice RareCategory { get; } = new(
        "The column {0} has more different values than -MaximumCategory, and the rare ones share a feature: {1}. For a column without meaning, say -ExcludeFeature.",
        "{0} columns have more different values than -MaximumCategory, and the rare ones share a feature: {1}. For columns without meaning, say -ExcludeFeature.");

    /// <summary>Free text that was found by the number of its words; the detail is the number of features.</summary>
    public static ColumnNotice FreeText { get; } = new(
        "The column {0} is taken as free text, with a feature for each frequent word: {1}. To say so, or that each different text is a category, name it in -Text or -Categorical.",
        "{0} columns are taken as free text, with a feature for each frequent word: {1}. To say so, or that each different text is a category, name them in -Text or -Categorical.");

    /// <summary>Numbers as text that are categories, since the column does not agree on a format; the detail is an example.</summary>
    public static ColumnNotice NumberIsCategory { get; } = new(
        "The column {0} has texts with numbers in them, but no single format fits, and each different text is a category: {1}.",
        "{0} columns have texts with numbers in them, but no single format fits, and each different text is a category: {1}.");

    /// <summary>Numbers with a decimal point, where -Culture has a decimal comma; the detail is an example.</summary>
    public static ColumnNotice CultureIgnored { get; } = new(
        "The column {0} has numbers with a decimal point, unlike -Culture, and they are read so: {1}.",
        "{0} columns have numbers with a decimal point, unlike -Culture, and they are read so: {1}.");

    /// <summary>Texts such as 7 kg/s that are categories; the detail is an example.</summary>
    public static ColumnNotice MeasuredText { get; } = new(
        "The column {0} has texts with numbers in them, {1}, and each different text is a category. To use the numbers, make a column of them, in one unit.",
        "{0} columns have texts with numbers in them, and each different text is a category: {1}. To use the numbers, make columns of them, each in one unit.");

    /// <summary>Texts that are categories, although most have dates, times or booleans in them; the detail says what, and what to do.</summary>
    public static ColumnNotice TimeIsCategory { get; } = new(
        "The column {0} has texts with dates, times or booleans in them, but they are not read as such: {1}. If the texts are right, name the column in -Categorical.",
        "{0} columns have texts with dates, times or booleans in them, but they are not read as such: {1}. If the texts are right, name the columns in -Categorical.");

    /// <summary>Numbers that all are dates in a format; the detail is an example.</summary>
    public static ColumnNotice NumberMayBeDate { get; } = new(
        "The column {0} has numbers, all of which would be dates: {1}. If they are numbers, name the column in -Numeric.",
        "{0} columns have numbers, all of which would be dates: {1}. If they are numbers, name the columns in -Numeric.");

    /// <summary>Texts such as 1.2.24, which are dates where all cells are; the detail is an example.</summary>
    public static ColumnNotice LooseDate { get; } = new(
        "The column {0} has texts that may be dates or versions, and are read as dates: {1}. If they are none, name the column in -Categorical.",
        "{0} columns have texts that may be dates or versions, and are read as dates: {1}. If they are none, name the columns in -Categorical.");

    /// <summary>Formats of dates that fit no column; the detail is the formats.</summary>
    public static ColumnNotice DateFormatUnused { get; } = new(
        "{0} is without effect, since the cells of no column are dates in it: {1}.",
        "{0} options are without effect: {1}.");

    /// <summary>Dates that several orders of day, month and year fit; the detail is the order, and an example.</summary>
    public static ColumnNotice DateOrder { get; } = new(
        "The column {0} has dates that more than one order of day, month and year fits; they are read {1}. Give the format with -DateFormat.",
        "{0} columns have dates that more than one order of day, month and year fits; they are read as follows: {1}. Give the formats with -DateFormat.");

    /// <summary>Dates without an offset, read in a stored time zone; the detail is the zone.</summary>
    public static ColumnNotice DateZone { get; } = new(
        "The column {0} has dates without an offset, which are read in the time zone of the training: {1}.",
        "{0} columns have dates without an offset, which are read in the time zone of the training: {1}.");

    /// <summary>Features that are the same in all training samples, and so without effect; the detail names the features.</summary>
    public static ColumnNotice WithoutVariation { get; } = new(
        "The column {0} has features that are the same in all training samples, so they have no effect: {1}.",
        "{0} columns have features that are the same in all training samples, so they have no effect: {1}.");

    /// <summary>Columns with the same value in nearly all rows; the detail is the number of others.</summary>
    public static ColumnNotice AlmostConstant { get; } = new(
        "The column {0} is almost constant: {1}.",
        "{0} columns are almost constant: {1}.");

    /// <summary>Columns of running numbers, such as ids; the detail is their range.</summary>
    public static ColumnNotice RunningNumber { get; } = new(
        "The column {0} has a value of its own in each row, as an id has: {1}. To do without it, say -ExcludeFeature.",
        "{0} columns have a value of their own in each row, as an id has: {1}. To do without them, say -ExcludeFeature.");

    /// <summary>Numbers far from all others; the detail is the value and the quartiles.</summary>
    public static ColumnNotice Outlier { get; } = new(
        "The column {0} has numbers far from all others: {1}. If they stand for missing cells, say {2}.",
        "{0} columns have numbers far from all others: {1}. If they stand for missing cells, say {2}.");

    /// <summary>A repeated number beyond the range of the others, such as -999; the detail is the number, its count, and that range.</summary>
    public static ColumnNotice MissingCode { get; } = new(
        "The column {0} has a number that may stand for a missing cell: {1}. If it does, say {2}.",
        "{0} columns have numbers that may stand for a missing cell: {1}. If they do, say {2}.");

    /// <summary>A repeated date or span of time beyond the range of the others; the detail is as for numbers.</summary>
    public static ColumnNotice MissingTime { get; } = new(
        "The column {0} has a time that may stand for a missing cell: {1}. If it does, give it to -MissingMark as it is written in the table, or empty these cells.",
        "{0} columns have times that may stand for a missing cell: {1}. If they do, give them to -MissingMark as they are written in the table, or empty these cells.");

    /// <summary>Columns that alone tell the target; the detail says so.</summary>
    public static ColumnNotice Leak { get; } = new(
        "The column {0} may be a leak: {1}. If it is not known yet where the network predicts, say -ExcludeFeature.",
        "{0} columns may be leaks: {1}. If they are not known yet where the network predicts, say -ExcludeFeature.");

    /// <summary>Classes with few rows; the detail lists them.</summary>
    public static ColumnNotice FewOfClass { get; } = new(
        "The target {0} has classes with few rows, which a network hardly learns: {1}.",
        "{0} targets have classes with few rows, which a network hardly learns: {1}.");
}
