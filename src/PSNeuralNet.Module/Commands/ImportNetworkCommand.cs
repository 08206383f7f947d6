using System.Management.Automation;
using PSNeuralNet.Networks;
using PSNeuralNet.Persistence;

namespace PSNeuralNet.Commands;

/// <summary>Reads networks from files that Export-Network wrote.</summary>
/// <remarks>
/// <para>
/// The network predicts the same, to the last bit, as the one that was written. Reading runs nothing that is in the file, and checks
/// all of it: a file that is damaged, or is something else, is reported with the place where it is wrong. A file of a newer version of
/// the format is refused.
/// </para>
/// </remarks>
/// <example>
/// <title>A network from a file</title>
/// <code>
/// New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3 | Export-Network kept.json
/// $network = Import-Network kept.json
/// $network
/// $network.Parameter.W1
/// </code>
/// <para>Shows the layers of the network, and the weights of the first one.</para>
/// </example>
/// <example>
/// <title>The best of several networks</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0
/// 1..3 | ForEach-Object { $moons | Invoke-NetworkTraining -Epochs 300 -Seed $_ | Export-Network "moons-$_.json" }
/// Import-Network moons-*.json | Sort-Object { (New-MoonsDataset -Seed 1 | Measure-Network $_).LogLoss } | Select-Object -First 1
/// </code>
/// <para>Reads three networks and shows the one that is best on other data.</para>
/// </example>
/// <seealso cref="ExportNetworkCommand"/>
/// <seealso cref="GetNetworkPredictionCommand"/>
[Cmdlet(VerbsData.Import, "Network", DefaultParameterSetName = "Path")]
[OutputType(typeof(NeuralNetwork))]
public sealed class ImportNetworkCommand : NetworkCmdlet
{
    /// <summary>The file, or several; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Path")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = null!;

    /// <summary>The file, or several, by their very names.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string file in Files(Path ?? LiteralPath, isLiteral: Path is null))
        {
            Attempt(() => WriteObject(NetworkFile.Read(file)), file);
        }
    }
}
