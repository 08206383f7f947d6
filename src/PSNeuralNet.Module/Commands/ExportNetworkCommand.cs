using System.Management.Automation;
using PSNeuralNet.Networks;
using PSNeuralNet.Persistence;
using PSNeuralNet.Training;

namespace PSNeuralNet.Commands;

/// <summary>Writes a network to a file, with everything that a prediction needs.</summary>
/// <remarks>
/// <para>
/// The file is JSON that people can read, if no other format is wanted: the columns and how they become features, what is taken for missing cells, how features are
/// scaled, the classes, weights and biases, and how it was trained. Numbers are as short as still gives the same bits, so the network
/// predicts the same after Import-Network, on any machine. What it was trained on is not in it, but for the names of its columns and
/// the different texts in them.
/// </para>
/// <para>
/// Get-NetworkPrediction, Measure-Network and Invoke-NetworkTraining take the path of such a file for a network. A training goes on
/// from the file as from bare parameters: what the optimizer remembers is not in it (that is in a checkpoint).
/// </para>
/// <para>
/// -Format, or else the extension of the file, says what is written. An .onnx file is a model for ONNX Runtime and whatever else reads
/// ONNX; .ps1, .cs and .js files hold one function that needs nothing else, neither this module nor any other. All of them take raw
/// cells, with missing ones filled in, texts as features and scaling inside, and say what the network says; none of them can be read
/// back, so keep the JSON file, too. docs/export.md has the details. Any other name gets JSON, but for extensions that are known to be
/// something else.
/// </para>
/// <para>
/// The file is written under a temporary name and then moved, so there is never half of one. One that is there already is replaced
/// with -Force only.
/// </para>
/// </remarks>
/// <example>
/// <title>Train today, predict tomorrow</title>
/// <code>
/// New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3 | Export-Network moons.json
/// New-MoonsDataset -SampleCount 5 -Seed 1 | Get-NetworkPrediction -Network moons.json | Format-Table
/// </code>
/// <para>The second line may run in another session, on another machine.</para>
/// </example>
/// <example>
/// <title>Keep the network, and go on with it</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0
/// $result = $moons | Invoke-NetworkTraining -Epochs 500 -Seed 3 | Export-Network moons2.json -PassThru
/// $moons | Measure-Network $result
/// </code>
/// <para>-PassThru hands on what was piped in.</para>
/// </example>
/// <example>
/// <title>A function that needs no module</title>
/// <code>
/// New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3 | Export-Network moons.ps1
/// . ./moons.ps1
/// [pscustomobject]@{ X1 = 0.5; X2 = -0.5 }, [pscustomobject]@{ X1 = 0; X2 = 1 } | Get-MoonsPrediction
/// </code>
/// <para>The function is named after the file.</para>
/// </example>
/// <example>
/// <title>A model for ONNX Runtime, and code for a page and for a program</title>
/// <code>
/// $result = New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3
/// 'moons.onnx', 'moons.js', 'Moons.cs' | ForEach-Object { $result | Export-Network $_ -Force }
/// $result | Export-Network model.bin -Format Onnx -Force
/// </code>
/// <para>The last line says the format, which the name does not.</para>
/// </example>
/// <outputs cref="TrainingResult">With -PassThru what was piped in: the result of a training, or a network. Nothing without it.</outputs>
/// <seealso cref="ImportNetworkCommand"/>
/// <seealso cref="GetNetworkPredictionCommand"/>
[Cmdlet(VerbsData.Export, "Network", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
[OutputType(typeof(TrainingResult), typeof(NeuralNetwork))]
public sealed class ExportNetworkCommand : NetworkCmdlet
{
    /// <summary>The network: what Invoke-NetworkTraining gave, its Network, or parameters.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject Network { get; set; } = null!;

    /// <summary>The file to write.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = null!;

    /// <summary>The file to write, by its very name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = null!;

    /// <summary>What to write.</summary>
    /// <value>what the extension of the file says</value>
    [Parameter]
    public NetworkFormat? Format { get; set; }

    /// <summary>Replaces a file that is there already.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Hands on what was piped in.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Attempt(Export, Network);
    }

    private void Export()
    {
        NetworkReference reference = NetworkReference.Of(Network)
            ?? throw Errors.NetworkInvalid(Network.BaseObject);
        NeuralNetwork network = reference.Resolve(this);
        string path = NewFile(Path ?? LiteralPath);
        NetworkFormat format = Format ?? NetworkExport.FormatOf(path);
        OutputFile.Require(path, Force);
        if (ShouldProcess(path, $"Write the network {network} as {format}"))
        {
            NetworkExport.Write(network, path, format, Force);
        }

        if (PassThru)
        {
            WriteObject(Network);
        }
    }
}
