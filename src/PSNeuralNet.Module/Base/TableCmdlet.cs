using System.Management.Automation;
using PSNeuralNet.Data;

namespace PSNeuralNet.Commands;

/// <summary>What the cmdlets that make a dataset of a table have in common: which columns, and how they are read.</summary>
public abstract class TableCmdlet : NetworkCmdlet
{
    /// <summary>The name of the label column, or of the columns of numbers to predict.</summary>
    public abstract string[] Target { get; set; }

    /// <summary>The names of the feature columns, in the order wanted; wildcards are allowed.</summary>
    public abstract string[]? Feature { get; set; }

    /// <summary>The names of columns that are no features; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? ExcludeFeature { get; set; }

    /// <summary>What there is to predict.</summary>
    /// <value>what the target shows</value>
    [Parameter]
    public NetworkTask? Task { get; set; }

    /// <summary>
    /// The column that says how much each row counts: 0 leaves it out, 2 counts it twice. It is no feature then.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    public string? SampleWeight { get; set; }

    /// <summary>
    /// Columns to take as text, whatever they hold: numbers that are codes, for instance. Each different value is a feature.
    /// Wildcards are allowed.
    /// </summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Categorical { get; set; }

    /// <summary>
    /// Columns to take as numbers: text in them is an error, and an enumeration is its number. Wildcards are allowed.
    /// </summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Numeric { get; set; }

    /// <summary>How many different texts a column may have, 1 to 10000; each is a feature. More are an error that names the column.</summary>
    [Parameter]
    public int MaximumCategory { get; set; } = 50;

    /// <summary>
    /// What the network takes for a cell that is missing: empty, null, NA, N/A or NaN. It is learned in training, from the samples
    /// that are trained on, and kept with the network.
    /// </summary>
    [Parameter]
    public MissingValue MissingValue { get; set; }

    /// <summary>The options that the parameters say, for rows that go with something.</summary>
    /// <exception cref="NetworkException">It has no columns, or is no file of a network.</exception>
    private protected TableOptions OptionsFor(PSObject? schema)
    {
        return TableOptions with
        {
            Schema = schema?.BaseObject switch
            {
                null => null,
                Dataset dataset => dataset.Schema,
                { } other => NetworkReference.Of(other)?.Resolve(this).Parameter.Schema
                    ?? throw Errors.FeatureSourceInvalid(other, "classes and columns"),
            },
        };
    }

    /// <summary>The options that the parameters say.</summary>
    private protected TableOptions TableOptions => new()
    {
        Target = Target,
        Feature = Feature,
        ExcludeFeature = ExcludeFeature,
        SampleWeight = SampleWeight,
        Task = Task,
        Categorical = Categorical,
        Numeric = Numeric,
        MaximumCategory = MaximumCategory,
        MissingValue = MissingValue,
    };
}
