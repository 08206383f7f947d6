namespace PSNeuralNet.Commands;

/// <summary>Base class of the cmdlets that run a dataset through given weights and biases.</summary>
public abstract class PropagationCmdlet : NetworkCmdlet
{
    private RowCollector? _rows;

    /// <summary>
    /// The samples to run through the network: datasets, or rows of any kind (CSV rows, hashtables, objects) with its feature columns and its
    /// target. All rows together form one dataset.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [Alias("Dataset")]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>The weights and biases; for a training result or a network, its parameters are used.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ParameterTransformation]
    public NetworkParameter Parameter { get; set; } = null!;

    /// <inheritdoc cref="GetNetworkPredictionCommand.UnknownCategory"/>
    [Parameter]
    public UnknownCategory UnknownCategory { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject.BaseObject is Dataset dataset)
        {
            Attempt(() => Propagate(dataset), dataset);
        }
        else
        {
            Require(() => (_rows ??= new RowCollector(TableOptions.For(Parameter.Schema))).Add(InputObject), InputObject);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_rows is not null)
        {
            Require(() => Propagate(_rows.ToDataset(this)));
        }
    }

    /// <summary>Computes the output for a dataset.</summary>
    private protected abstract object Compute(Dataset dataset);

    private void Propagate(Dataset dataset)
    {
        FeatureCheck.Run(dataset, Parameter, UnknownCategory, DatasetWarnings.Always(dataset, WriteWarning));
        WriteObject(Compute(dataset), enumerateCollection: true);
    }
}
