namespace PSNeuralNet.Commands;

/// <summary>Reads networks from JSON files written by Export-Network.</summary>
/// <remarks>
/// <para>
/// The imported network predicts bit for bit the same as the exported one. The file is validated completely, and no code in it is
/// executed. The error for an invalid file names the position of the fault. A file of a newer format version is an error.
/// </para>
/// <para>
/// A file contains a SHA-256 of its content. If the content is not that which was exported, a warning is written, here and wherever a path
/// is given for a network; indentation, line ends and the order of members do not count. Files without a SHA-256 give no warning.
/// </para>
/// <para>A file has up to 2 GiB. It may be a pipe, of up to 1 GiB; Ctrl+C ends the wait for its writer. Folders, devices and sockets are errors.</para>
/// </remarks>
/// <example>
/// <title>Import a network</title>
/// <code>
/// New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3 | Export-Network kept.json
/// $network = Import-Network kept.json
/// $network
/// $network.Parameter.W1
/// </code>
/// <para>Shows the layers of the network, and the weights of the first one.</para>
/// </example>
/// <example>
/// <title>Select the best of several networks</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0
/// 1..3 | ForEach-Object { $moons | Invoke-NetworkTraining -Epochs 300 -Seed $_ | Export-Network "moons-$_.json" }
/// Import-Network moons-*.json | Sort-Object { (New-MoonsDataset -Seed 1 | Measure-Network $_).LogLoss } | Select-Object -First 1
/// </code>
/// <para>Reads three networks and gives the one with the lowest log loss on test data.</para>
/// </example>
/// <seealso cref="ExportNetworkCommand"/>
/// <seealso cref="GetNetworkPredictionCommand"/>
[Cmdlet(VerbsData.Import, "Network", DefaultParameterSetName = "Path")]
[OutputType(typeof(NeuralNetwork))]
public sealed class ImportNetworkCommand : NetworkCmdlet
{
    /// <summary>The paths of one or more files. Wildcards are permitted.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Path")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = null!;

    /// <summary>The paths of one or more files, taken literally.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string file in Files(Path ?? LiteralPath, isLiteral: Path is null))
        {
            Attempt(() => WriteObject(NetworkFile.Read(file, WriteWarning, Cancellation)), file);
        }
    }
}
