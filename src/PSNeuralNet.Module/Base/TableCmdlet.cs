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
    [ValidateNotNullOrEmpty]
    public string[]? ExcludeFeature { get; set; }

    /// <summary>The task: two classes, several classes, or numbers to predict.</summary>
    /// <value>inferred from the target</value>
    [Parameter]
    public NetworkTask? Task { get; set; }

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
    [ValidateNotNullOrEmpty]
    public string[]? Categorical { get; set; }

    /// <summary>
    /// The names of columns to treat as numbers: text is an error, and an enumeration value is its underlying number. Wildcards are
    /// permitted.
    /// </summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Numeric { get; set; }

    /// <summary>The maximum number of categories of a column, 1 to 10000; each becomes a feature. More categories are an error.</summary>
    [Parameter]
    public int MaximumCategory { get; set; } = 50;

    /// <summary>
    /// The imputation of missing cells: empty, null, NA, N/A or NaN. The value is learned from the training samples and stored in the
    /// network.
    /// </summary>
    [Parameter]
    public MissingValue MissingValue { get; set; }

    /// <summary>The names of the given parameters of this class, in the order of their declaration.</summary>
    private protected IEnumerable<string> GivenTableParameters => typeof(TableCmdlet).GetProperties(BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Public)
        .Select(property => property.Name).Where(MyInvocation.BoundParameters.ContainsKey);

    /// <summary>The options from the parameters, with the classes and columns of -Schema.</summary>
    /// <exception cref="NetworkException">The schema is neither a dataset nor a network.</exception>
    private protected TableOptions OptionsFor(PSObject? schema) =>
        TableOptions with
        {
            Schema = schema?.BaseObject switch
            {
                null => null,
                Dataset dataset => dataset.Schema,
                { } other => NetworkReference.Of(other)?.Resolve(this).Parameter.Schema
                    ?? throw Errors.FeatureSourceInvalid(other, "classes and columns"),
            },
        };

    /// <summary>The options from the parameters.</summary>
    private protected TableOptions TableOptions => new()
    {
        Target = Target,
        Feature = ColumnPattern.Of(Feature),
        ExcludeFeature = ColumnPattern.Of(ExcludeFeature),
        SampleWeight = SampleWeight,
        Task = Task,
        Categorical = ColumnPattern.Of(Categorical),
        Numeric = ColumnPattern.Of(Numeric),
        MaximumCategory = MaximumCategory,
        MissingValue = MissingValue,
    };
}
