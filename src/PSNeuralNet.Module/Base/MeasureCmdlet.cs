namespace PSNeuralNet.Commands;

/// <summary>Base class of the cmdlets that evaluate a network on datasets or rows.</summary>
public abstract class MeasureCmdlet : NetworkCmdlet
{
    private RowCollector? _rows;

    /// <summary>
    /// The data to evaluate on: datasets, or rows of any kind (CSV rows, hashtables, objects) with the network's feature columns and its
    /// target. Each dataset is evaluated separately; all rows together form one dataset.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [Alias("Dataset")]
    public virtual PSObject? InputObject { get; set; }

    /// <summary>The network: a training result, its Network, parameters, or the path of a file from Export-Network.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [NetworkTransformation]
    public NetworkReference Network { get; set; } = null!;

    /// <inheritdoc cref="GetNetworkPredictionCommand.UnknownCategory"/>
    [Parameter]
    public UnknownCategory UnknownCategory { get; set; }

    /// <summary>The handling of rows without a label: they are left out with one warning (Skip), or are an error.</summary>
    [Parameter]
    public MissingTarget MissingTarget { get; set; }

    /// <summary>The network that -Network names.</summary>
    private protected NeuralNetwork Resolved { get; set; } = null!;

    /// <summary>True where there was input.</summary>
    private protected bool HasInput { get; private set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject?.BaseObject is Dataset dataset)
        {
            HasInput = true;
            Attempt(() => Measure(dataset), dataset);
        }
        else if (InputObject is not null)
        {
            HasInput = true;
            Require(() => (_rows ??= new RowCollector(TableOptions.For(Resolved.Parameter.Schema) with { MissingTarget = MissingTarget })).Add(InputObject), InputObject);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_rows is not null)
        {
            Require(() => Measure(_rows.ToDataset(this)));
        }
    }

    /// <summary>Evaluates the network on a dataset and writes the result.</summary>
    private protected abstract void Measure(Dataset dataset);
}
