using System.Management.Automation;
using PSNeuralNet.Charts;
using PSNeuralNet.Data;

namespace PSNeuralNet.Commands;

/// <summary>What the cmdlets that draw a chart have in common: what it is drawn from, and what it is to show.</summary>
public abstract class ChartCmdlet : NetworkCmdlet
{
    private readonly List<PSObject> _inputs = [];

    /// <summary>What to draw, or to draw from.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>What to draw.</summary>
    /// <value>what the input shows</value>
    [Parameter]
    public virtual ChartKind? Kind { get; set; }

    /// <summary>The network: what Invoke-NetworkTraining gave, its Network, parameters, or the path of a file that Export-Network wrote.</summary>
    /// <value>what is piped in</value>
    [Parameter]
    [NetworkTransformation]
    public NetworkReference? Network { get; set; }

    /// <summary>The samples, for charts that have some.</summary>
    /// <value>what is piped in, or the data that the result was trained on</value>
    [Parameter]
    public Dataset? Dataset { get; set; }

    /// <summary>The two columns of a decision boundary, the one across first: numbers, dates, spans of time, or true and false.</summary>
    /// <value>the only two that can be axes</value>
    [Parameter]
    [ArgumentCompleter(typeof(AxisCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Feature { get; set; }

    /// <summary>Gives costs a logarithmic axis.</summary>
    [Parameter]
    public SwitchParameter LogScale { get; set; }

    /// <summary>What was piped in.</summary>
    private protected IReadOnlyList<PSObject> Inputs => _inputs;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is not null)
        {
            _inputs.Add(InputObject);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Require(Draw, _inputs.FirstOrDefault());
    }

    /// <summary>Draws what was piped in.</summary>
    private protected abstract void Draw();

    /// <summary>What is to be drawn, and from what.</summary>
    /// <exception cref="NetworkException">What there is says neither.</exception>
    private protected (ChartSource Source, ChartKind Kind) Bind()
    {
        var source = new ChartSource(this, _inputs, Network, Dataset, Feature);
        ChartKind kind = Kind ?? source.Kind;
        if (LogScale && kind != ChartKind.Cost)
        {
            WriteWarning($"-LogScale has no effect: it is for the chart Cost, and this is {kind}.");
        }

        if (Feature is not null && kind != ChartKind.DecisionBoundary)
        {
            WriteWarning($"-Feature has no effect: it is for the chart DecisionBoundary, and this is {kind}.");
        }

        return (source, kind);
    }
}
