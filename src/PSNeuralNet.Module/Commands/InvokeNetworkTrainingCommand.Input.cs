namespace PSNeuralNet.Commands;

// The training data.
public sealed partial class InvokeNetworkTrainingCommand
{
    /// <summary>
    /// The training data: datasets, or rows of any kind (CSV rows, hashtables, objects), with <see cref="Target"/> for the column to
    /// predict. Each dataset is a separate training; all rows together form one dataset. With -Network, rows need no -Target.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InitializeSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ParameterSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = NetworkSet)]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>The dataset to train on, as an argument instead of pipeline input.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = DatasetInitializeSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = DatasetParameterSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = DatasetNetworkSet)]
    [OriginalTransformation]
    public Dataset Dataset { get; set; } = null!;

    /// <inheritdoc cref="TableCmdlet.Target"/>
    /// <value>that of -Network; required for other rows</value>
    [Parameter(Position = 0, ParameterSetName = InitializeSet)]
    [Parameter(Position = 0, ParameterSetName = ParameterSet)]
    [Parameter(Position = 0, ParameterSetName = NetworkSet)]
    [Parameter(ParameterSetName = DatasetInitializeSet)]
    [Parameter(ParameterSetName = DatasetParameterSet)]
    [Parameter(ParameterSetName = DatasetNetworkSet)]
    [Alias("Label")]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNullOrEmpty]
    public override string[] Target { get; set; } = [];

    /// <inheritdoc cref="TableCmdlet.Feature"/>
    /// <value>all columns of the first row except the label, or those of -Network</value>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    [ValidateNotNullOrEmpty]
    public override string[]? Feature { get; set; }
}
