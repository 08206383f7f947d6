using System.Management.Automation;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Commands;

/// <summary>What the cmdlets that measure a network have in common: the network, and datasets or rows to measure on.</summary>
public abstract class MeasureCmdlet : NetworkCmdlet
{
    private RowCollector? _rows;

    /// <summary>
    /// What to measure on: a dataset, or rows of any kind (CSV rows, hashtables, objects) that have the network's columns and its target.
    /// Each dataset is measured; rows are one together.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [Alias("Dataset")]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>The network: what Invoke-NetworkTraining gave, its Network, parameters, or the path of a file that Export-Network wrote.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [NetworkTransformation]
    public NetworkReference Network { get; set; } = null!;

    /// <inheritdoc cref="GetNetworkPredictionCommand.UnknownCategory"/>
    [Parameter]
    public UnknownCategory UnknownCategory { get; set; }

    /// <summary>The network itself.</summary>
    private protected NeuralNetwork Resolved { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject.BaseObject is Dataset dataset)
        {
            Attempt(() => Measure(dataset), dataset);
        }
        else
        {
            Require(() => (_rows ??= new RowCollector(TableOptions.For(Resolved.Parameter.Schema))).Add(InputObject), InputObject);
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

    /// <summary>Measures on a dataset, and writes what comes of it.</summary>
    /// <param name="dataset">The dataset.</param>
    private protected abstract void Measure(Dataset dataset);
}
