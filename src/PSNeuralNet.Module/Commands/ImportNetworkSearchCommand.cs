namespace PSNeuralNet.Commands;

/// <summary>Reads the trials of a search from its journal, or from those of several jobs that each ran a part of it.</summary>
/// <remarks>
/// <para>
/// Search-NetworkHyperparameter -Path writes journals, and -TrialRange divides a search among the jobs of a cluster. All files have to be of the same search: the same data, seed, folds, space,
/// strategy, metric and version. A trial of which a fold is missing is left out, with a warning. A journal can be read while its search runs.
/// </para>
/// </remarks>
/// <example>
/// <title>Join the parts of two jobs</title>
/// <code>
/// $search = @{ Target = 'species'; Strategy = 'Random'; TrialCount = 6; Space = @{ LearningRate = '1e-3..1e-1 log' }; Epochs = 20; Seed = 1 }
/// Get-NetworkExample iris | Search-NetworkHyperparameter @search -TrialRange 0..2 -Path job1.jsonl | Out-Null
/// Get-NetworkExample iris | Search-NetworkHyperparameter @search -TrialRange 3..5 -Path job2.jsonl | Out-Null
/// Import-NetworkSearch job*.jsonl
/// </code>
/// <para>Gives the six trials of the whole search, the best one first.</para>
/// </example>
/// <example>
/// <title>Look at a search that runs</title>
/// <code>
/// Get-NetworkExample iris | Search-NetworkHyperparameter -Target species -LearningRate 0.003, 0.03 -Epochs 20 -Seed 1 -Path rates.jsonl | Out-Null
/// Import-NetworkSearch rates.jsonl | Select-Object -First 1
/// </code>
/// <para>Gives the best trial so far.</para>
/// </example>
/// <seealso cref="SearchNetworkHyperparameterCommand"/>
[Cmdlet(VerbsData.Import, "NetworkSearch", DefaultParameterSetName = "Path")]
[OutputType(typeof(SearchTrial))]
public sealed class ImportNetworkSearchCommand : NetworkCmdlet
{
    private readonly List<string> _files = [];

    /// <summary>The paths of the journals. Wildcards are permitted.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Path")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The paths of the journals, without wildcards.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => _files.AddRange(Files(LiteralPath.Length > 0 ? LiteralPath : Path, isLiteral: LiteralPath.Length > 0));

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_files.Count > 0)
        {
            Require(() => WriteObject(SearchObserver.Rows(SearchStudy.Read(_files, WriteWarning)), enumerateCollection: true));
        }
    }
}
