namespace PSNeuralNet.Commands;

/// <summary>Base class of the cmdlets that draw a chart: its input objects, kind, network and dataset.</summary>
public abstract class ChartCmdlet : NetworkCmdlet
{
    private readonly List<PSObject> _inputs = [];

    /// <summary>
    /// The objects to draw: training results, their OutOfFold predictions, cost histories, networks, datasets, reports of Measure-Network, the output of
    /// Measure-NetworkFeature, trials of Search-NetworkHyperparameter, or, with -Network, rows of a table with the network's columns. Without -Kind, their type selects the chart.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The kind of chart.</summary>
    /// <value>selected by the type of the input</value>
    [Parameter]
    public virtual ChartKind? Kind { get; set; }

    /// <inheritdoc cref="MeasureCmdlet.Network"/>
    /// <value>the network that is piped in</value>
    [Parameter]
    [NetworkTransformation]
    public NetworkReference? Network { get; set; }

    /// <summary>The samples, for charts that show samples: a dataset or rows, preferably not used for training.</summary>
    /// <value>the dataset or the rows that are piped in, else the rows of the result's Score: out-of-fold, validation or training rows</value>
    [Parameter]
    [DatasetTransformation]
    public DatasetReference? Dataset { get; set; }

    /// <summary>The two columns for the axes of a decision boundary, horizontal first: numbers, dates, time spans, or booleans; or the columns of a partial dependence.</summary>
    /// <value>the network's columns, if exactly two of them can be axes; of a partial dependence all columns, or the nine most important ones</value>
    [Parameter]
    [ArgumentCompleter(typeof(AxisCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Feature { get; set; }

    /// <summary>The label to draw, of a network that predicts several: the name of one of its target columns. It is required for ConfusionMatrix, Roc, PrecisionRecall and Reliability of such a network.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Label { get; set; }

    /// <summary>Draws costs on a logarithmic axis.</summary>
    [Parameter]
    public SwitchParameter LogScale { get; set; }

    /// <summary>The objects that were piped in.</summary>
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
    protected override void EndProcessing() => Require(Draw, _inputs.FirstOrDefault());

    /// <summary>Draws the chart of the input objects.</summary>
    private protected abstract void Draw();

    /// <summary>Selects the kind and the source of the chart from the parameters, and warns of those without effect.</summary>
    /// <exception cref="NetworkException">An input object cannot be drawn, or the kind is ambiguous.</exception>
    private protected (ChartSource Source, ChartKind Kind) Bind()
    {
        var source = new ChartSource(this, _inputs, Network, Dataset, Feature, Label, Kind);
        ChartKind kind = Kind ?? source.Kind;
        if (LogScale && kind != ChartKind.Cost)
        {
            WriteWarning($"-LogScale has no effect: it applies to the chart Cost, and this is {kind}.");
        }

        if (Feature is not null && (kind != ChartKind.DecisionBoundary) && (kind != ChartKind.PartialDependence || source.HasDependence))
        {
            WriteWarning($"-Feature has no effect: it applies to the charts DecisionBoundary and PartialDependence of a network, and this is {kind}{(source.HasDependence ? " of points that were measured" : "")}.");
        }

        return (source, kind);
    }
}
