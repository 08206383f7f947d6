using System.Reflection;

namespace PSNeuralNet.Commands;

/// <summary>Base class of the cmdlets that convert tables to datasets: the columns, and how their cells are read.</summary>
public abstract class TableCmdlet : NetworkCmdlet
{
    /// <summary>The name of the label column, or the names of several columns of numbers to predict.</summary>
    public abstract string[] Target { get; set; }

    /// <summary>The names of the feature columns, in this order. Wildcards are permitted.</summary>
    public abstract string[]? Feature { get; set; }

    /// <summary>The names of columns that are not features. Wildcards are permitted.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public string[]? ExcludeFeature { get; set; }

    /// <summary>
    /// The names of columns that identify rows. They are not features, but are stored with the dataset: they come back with its rows and
    /// predictions. Wildcards are permitted.
    /// </summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public string[]? Id { get; set; }

    /// <summary>The task: two classes, several classes, numbers to predict, or several labels of two classes each; or Anomaly, without a target, to find rows that are unlike the others.</summary>
    /// <value>inferred from the target</value>
    [Parameter]
    public NetworkTask? Task { get; set; }

    /// <summary>
    /// The label of the positive class of two, or of each of several labels: the one to look for, which precision, recall, their curves, and -Threshold are about. It changes neither the order of the classes nor the
    /// probabilities.
    /// </summary>
    /// <value>
    /// that of -Network or -Schema; else the class that is yes, true, 1, positive, pos, failed, failure, error, fraud, churn, anomaly or malicious, in any case, where the other one is none of
    /// them; else the second one
    /// </value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object? PositiveClass { get; set; }

    /// <summary>
    /// The column with the sample weight of each row: 0 excludes a row, 2 counts it twice. The column is not a feature.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    public string? SampleWeight { get; set; }

    /// <summary>
    /// The names of columns to treat as categories regardless of their content, for instance numeric codes. They are one-hot encoded.
    /// Wildcards are permitted.
    /// </summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public string[]? Categorical { get; set; }

    /// <summary>
    /// The names of columns to treat as numbers: text is an error, and an enumeration value is its underlying number. Wildcards are
    /// permitted.
    /// </summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public string[]? Numeric { get; set; }

    /// <summary>The maximum number of categories of a column, 1 to 10000; each becomes a feature. Of more, the most frequent ones do, and the others share a feature.</summary>
    [Parameter]
    public int MaximumCategory { get; set; } = 50;

    /// <summary>
    /// The encoding of categories. OneHot makes a feature of each. Target makes one feature of a column (of several classes, one for each): the mean of the target of each
    /// category, drawn towards that of all rows (scikit-learn: TargetEncoder). Training rows are encoded from the rows of other folds, validation and test rows from the training
    /// rows; a missing cell is a category of its own, and a new category has the mean of all rows.
    /// </summary>
    [Parameter]
    public CategoryEncoding CategoryEncoding { get; set; }

    /// <summary>
    /// The names of columns of free text, such as the subject of a ticket. Each frequent word and pair of neighboring words is a feature: its TF-IDF,
    /// as scikit-learn computes it. Other words do not count, and a missing text has none. Wildcards are permitted.
    /// </summary>
    /// <value>the columns of texts with four words and more in most cells</value>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public string[]? Text { get; set; }

    /// <summary>The maximum number of words and pairs of a column of free text, 1 to 100000: the most frequent ones become features.</summary>
    [Parameter]
    public int MaximumWord { get; set; } = 1000;

    /// <summary>
    /// The imputation of missing cells: empty, null, NA, N/A or NaN. The value is learned from the training samples and stored in the
    /// network.
    /// </summary>
    [Parameter]
    public MissingValue MissingValue { get; set; }

    /// <summary>
    /// The culture of numbers such as 1,234 or 1.234, where the column itself does not tell decimal marks from group marks: de-DE or en-US. The
    /// session's culture is never used.
    /// </summary>
    /// <value>none: where both fit, an error</value>
    [Parameter]
    [ValidateNotNull]
    public System.Globalization.CultureInfo? Culture { get; set; }

    /// <summary>
    /// The texts that stand for a missing cell or label, such as '?' or '-', in upper or lower case, in columns of any kind. Empty cells are
    /// missing in any case. The list replaces NA, N/A, NaN and null, which stand for missing cells without it: to add '-' to them, say
    /// <c>-MissingMark NA, N/A, NaN, null, '-'</c>. Numbers such as -999 are marks however they are written.
    /// </summary>
    /// <value>NA, N/A, NaN and null in targets and columns of numbers and dates; none in columns of text</value>
    [Parameter]
    [AllowEmptyCollection]
    [ValidateNotNull]
    public string[]? MissingMark { get; set; }

    /// <summary>The handling of rows without a label: they are left out with one warning (Skip), or are an error.</summary>
    [Parameter]
    public MissingTarget MissingTarget { get; set; }

    /// <summary>
    /// Merges labels and categories that differ only in upper and lower case; the first spelling stays. The texts true and false are one boolean
    /// in any case.
    /// </summary>
    [Parameter]
    public SwitchParameter IgnoreCase { get; set; }

    /// <summary>
    /// .NET format strings of dates, such as dd/MM/yyyy or yyyyMMdd (M is the month, m the minute), for the columns of which most cells fit one of
    /// them, with or without a time after the day; there other cells are an error, but for dates with the year first. Else the order of day, month
    /// and year is found from all cells of a column; where several fit, the month is first, with a warning. With points the day is first.
    /// </summary>
    /// <value>found from all cells</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? DateFormat { get; set; }

    /// <summary>
    /// The parts of dates that are features besides the day number, by the clock as written: Year, Month, Day (of the month), Weekday and Hour,
    /// the cyclic ones as sine and cosine. Auto is all of them, None is none. A part that is the same in all rows is left out.
    /// </summary>
    [Parameter]
    public DatePart DatePart { get; set; } = DatePart.Auto;

    /// <summary>The names of the given parameters of this class, in the order of their declaration; a list without columns counts as not given.</summary>
    private protected IEnumerable<string> GivenTableParameters => typeof(TableCmdlet).GetProperties(BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Public)
        .Select(property => property.Name).Where(name => MyInvocation.BoundParameters.TryGetValue(name, out object? value) && value is not string[] { Length: 0 });

    /// <summary>The options from the parameters; of those that are not given, the target and the columns of -Schema.</summary>
    /// <exception cref="NetworkException">The schema is neither a dataset nor a network, or there is no target.</exception>
    private protected TableOptions OptionsFor(PSObject? schema) =>
        schema?.BaseObject switch
        {
            null => OptionsFor((DataSchema?)null),
            Dataset dataset => OptionsForPartOf(dataset.Schema),
            { } other => OptionsFor(NetworkReference.Of(schema)?.Resolve(this).Parameter.Schema ?? throw Errors.FeatureSourceInvalid(other, "classes and columns")),
        };

    /// <summary>The options from the parameters; of those that are not given, the target and all columns of a network.</summary>
    /// <exception cref="NetworkException">There is no target.</exception>
    private protected TableOptions OptionsFor(DataSchema? schema)
    {
        if (IsAnomaly(schema) && Target.Length > 0)
        {
            throw Errors.AnomalyTarget(Target[0]);
        }

        if (schema is null)
        {
            return Target.Length > 0 || IsAnomaly(schema) ? TableOptions : throw Errors.TargetMissing();
        }

        WarnOfEncoding();
        TableOptions given = TableOptions, known = TableOptions.For(schema);
        return given with
        {
            Target = Target.Length > 0 ? given.Target : known.Target,
            Task = given.Task ?? known.Task,
            Feature = given.Feature ?? [.. Except(known.Feature!, given.Target.Select(NamePattern.FromString))],
            Categorical = [.. given.Categorical ?? [], .. Except(known.Categorical!, given.Numeric)],
            Numeric = [.. given.Numeric ?? [], .. Except(known.Numeric!, given.Categorical)],
            Text = [.. given.Text ?? [], .. Except(known.Text!, [.. given.Categorical ?? [], .. given.Numeric ?? []])],
            MaximumCategory = MyInvocation.BoundParameters.ContainsKey(nameof(MaximumCategory)) ? MaximumCategory : known.MaximumCategory,
            Schema = schema,
        };

        static IEnumerable<NamePattern> Except(IReadOnlyList<NamePattern> names, IEnumerable<NamePattern>? patterns)
        {
            var others = new NamePatternSet([.. patterns ?? []], names.Select(name => name.Text));
            return names.Where(name => !others.IsMatch(name.Text));
        }
    }

    /// <summary>The options from the parameters; of those that are not given, the target and columns of a dataset, as far as the rows have them.</summary>
    private TableOptions OptionsForPartOf(DataSchema schema)
    {
        var known = schema.Column.Where(column => !column.IsLeftOut).Select(column => column.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        WarnOfEncoding();
        TableOptions given = TableOptions;
        return given with
        {
            Target = Target.Length > 0 ? given.Target : IsAnomaly(schema) ? [] : schema.TargetName,
            Task = given.Task ?? (schema.IsAnomaly ? NetworkTask.Anomaly : null),
            Ignored = [.. given.Ignored.Where(name => !known.Contains(name))],
            Feature = given.Feature ?? [new NamePattern("*", known.Contains)],
            Schema = schema,
        };
    }

    /// <summary>True for anomaly detection, which has no target.</summary>
    private protected bool IsAnomaly(DataSchema? schema) => Task == NetworkTask.Anomaly || (Task is null && schema is { IsAnomaly: true });

    /// <summary>Warns of parameters that cannot change how the columns of a network or dataset are encoded.</summary>
    private void WarnOfEncoding()
    {
        string[] given = Array.FindAll(
            [nameof(MissingValue), nameof(DatePart), nameof(CategoryEncoding), nameof(MaximumCategory), nameof(MaximumWord)],
            name => MyInvocation.BoundParameters.ContainsKey(name) && !(name == nameof(MissingValue) && MissingValue == MissingValue.Error));
        if (given.Length > 0)
        {
            WriteWarning($"-{string.Join(" and -", given)} {(given.Length == 1 ? "has" : "have")} no effect on columns that the network or the other dataset has: they are encoded as there.");
        }
    }

    /// <summary>Makes sure that no parameter for rows is given where the input is a dataset.</summary>
    /// <exception cref="NetworkException">One is given.</exception>
    private protected void RequireNoTableParameter(Dataset dataset)
    {
        if (GivenTableParameters.FirstOrDefault(name => name != nameof(Task) || Task != NetworkTask.Anomaly) is { } given)
        {
            throw Errors.TargetNotUsed(given, dataset);
        }
    }

    /// <summary>Options that also store columns as ids, by their exact names.</summary>
    private protected static TableOptions WithId(TableOptions options, params IEnumerable<string?> columns) =>
        options with { Id = [.. options.Id ?? [], .. columns.OfType<string>().Select(NamePattern.FromString)] };

    /// <summary>The options of a profile, from the parameters; the target may be none.</summary>
    private protected TableOptions ProfileOptions => TableOptions with { IsProfile = true };

    /// <summary>The options from the parameters.</summary>
    private TableOptions TableOptions => new()
    {
        Target = [.. Target.Select(name => name.Trim())],
        Feature = ColumnPattern.Of(Feature),
        ExcludeFeature = ColumnPattern.Of(ExcludeFeature),
        Id = ColumnPattern.Of(Id),
        Ignored = RowNames.Added,
        SampleWeight = SampleWeight?.Trim(),
        Task = Task,
        Categorical = ColumnPattern.Of(Categorical),
        Numeric = ColumnPattern.Of(Numeric),
        PositiveClass = BaseObject.Of(PositiveClass),
        MaximumCategory = MaximumCategory,
        Text = ColumnPattern.Of(Text),
        MaximumWord = MaximumWord,
        CategoryEncoding = CategoryEncoding,
        MissingValue = MissingValue,
        Culture = Culture,
        MissingMark = MissingMark,
        MissingTarget = MissingTarget,
        IgnoreCase = IgnoreCase,
        DateFormat = DateFormat,
        DatePart = DatePart,
    };
}
