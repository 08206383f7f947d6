namespace PSNeuralNet.Commands;

/// <summary>Base class of the cmdlets that divide data into folds, or into a part to train on and one to test with: the data, and the columns that decide which samples stay together.</summary>
public abstract class FoldCmdlet : TableCmdlet
{
    private RowCollector? _rows;
    private bool _hasDataset;

    /// <summary>
    /// The data: datasets, or rows of any kind (CSV rows, hashtables, objects), with <see cref="TableCmdlet.Target"/> for the column to predict. Each dataset is taken separately; all rows together form one
    /// dataset.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [Alias("Dataset")]
    public virtual PSObject? InputObject { get; set; }

    /// <summary>
    /// The name of a column with groups: rows with the same value stay in the same part. For rows, a column of theirs, which is stored as an id and
    /// is no feature; for a dataset, one of its id columns. Each row needs a value.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Group { get; set; }

    /// <summary>
    /// The name of a column with times: numbers, dates or time spans, all of one kind. Test parts come after the rows that are trained on. For rows, a
    /// column of theirs, which is stored as an id and is no feature; for a dataset, one of its id columns. Each row needs a value.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? TimeColumn { get; set; }

    /// <summary>True where there was input.</summary>
    private protected bool HasInput { get; private set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject?.BaseObject is Dataset dataset)
        {
            HasInput = _hasDataset = true;
            Attempt(
                () =>
                {
                    if (dataset.Schema.IsAnomaly && !TakesAnomaly)
                    {
                        throw Unsupported();
                    }

                    if (TakesTable)
                    {
                        RequireNoTableParameter(dataset);
                    }

                    Process(dataset);
                },
                dataset);
        }
        else if (InputObject is not null)
        {
            HasInput = true;
            Require(() => (_rows ??= NewCollector()).Add(InputObject), InputObject);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // A target without rows is an error.
        if (_rows is not null || (TakesTable && Target.Length > 0 && !_hasDataset))
        {
            Require(() => Process((_rows ?? NewCollector()).ToDataset(this)));
        }
    }

    /// <summary>True where the parameters of tables are for the rows; false where rows are read as a network's own.</summary>
    private protected virtual bool TakesTable => true;

    /// <summary>True where datasets without labels can be processed.</summary>
    private protected virtual bool TakesAnomaly => false;

    /// <summary>Processes a dataset, or that of all rows.</summary>
    private protected abstract void Process(Dataset dataset);

    /// <summary>Begins to collect rows.</summary>
    /// <exception cref="NetworkException">No target is given.</exception>
    private protected virtual RowCollector NewCollector() =>
        IsAnomaly(null) && !TakesAnomaly ? throw Unsupported()
            : Target.Length > 0 || IsAnomaly(null) ? new RowCollector(WithId(OptionsFor(schema: (DataSchema?)null), Group?.Trim(), TimeColumn?.Trim())) : throw DeserializedObject.ErrorFor(InputObject) ?? Errors.TargetNotGiven(InputObject!.BaseObject);

    private NetworkException Unsupported() => Errors.AnomalyUnsupported(MyInvocation.MyCommand.Name, "Invoke-NetworkTraining trains it, and without labels there is no metric to compare settings by.");

    /// <summary>The folds, or the held-out part, by the columns of this class.</summary>
    /// <param name="count">The number of folds; without effect with a fraction.</param>
    /// <param name="repeat">The number of repetitions.</param>
    /// <param name="fraction">The share of one held-out part; null for folds.</param>
    private protected FoldOptions FoldsOf(int count, int repeat, double? fraction) =>
        new() { FoldCount = count, Repeat = repeat, Fraction = fraction, Group = Group?.Trim(), TimeColumn = TimeColumn?.Trim(), DateFormat = DateFormat };
}
