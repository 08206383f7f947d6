using PSNeuralNet.Numerics;

namespace PSNeuralNet.Commands;

/// <summary>Writes a network to a file: as JSON, as an ONNX model, or as source code in PowerShell, C# or JavaScript.</summary>
/// <remarks>
/// <para>
/// -Format, or else the extension of the file, selects the format. The default is human-readable JSON with everything that predictions
/// need: columns and their encoding, imputation values, scaling, classes, weights and biases, and the training settings. Numbers are
/// written in the shortest form that restores the same bits, so the network predicts the same after Import-Network, on any machine. The
/// training data is not stored, except for the names of its columns, their categories and words, and the background rows of explanations: up to 100 rows of it, without the
/// target, which -NoBackground leaves out.
/// </para>
/// <para>
/// Get-NetworkPrediction, Measure-Network and Invoke-NetworkTraining accept the path of a JSON file as a network. The file does not hold
/// the state of the optimizer: training from it starts with a new optimizer. A checkpoint holds that state.
/// </para>
/// <para>
/// An .onnx file is a model for ONNX Runtime and other ONNX readers; .ps1, .cs and .js files hold one self-contained function, of networks that find anomalies for AnomalyScore and IsAnomaly. All of
/// them take raw cells and include imputation, one-hot encoding and scaling. They cannot be imported, so keep the JSON file as well. See
/// docs/export.md. A name without an extension selects JSON; any other extension needs -Format.
/// </para>
/// <para>
/// The file is written under a temporary name and then renamed, so it is never incomplete. An existing file is overwritten only with
/// -Force.
/// </para>
/// </remarks>
/// <example>
/// <title>Save a network and predict with it later</title>
/// <code>
/// New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3 | Export-Network moons.json
/// New-MoonsDataset -SampleCount 5 -Seed 1 | Get-NetworkPrediction -Network moons.json | Format-Table
/// </code>
/// <para>The second command can run in another session, or on another machine.</para>
/// </example>
/// <example>
/// <title>Save a network within a pipeline</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0
/// $result = $moons | Invoke-NetworkTraining -Epochs 500 -Seed 3 | Export-Network moons2.json -PassThru
/// $moons | Measure-Network $result
/// </code>
/// <para>-PassThru passes the training result on to the pipeline.</para>
/// </example>
/// <example>
/// <title>Export a PowerShell function that needs no module</title>
/// <code>
/// New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3 | Export-Network moons.ps1
/// . ./moons.ps1
/// [pscustomobject]@{ X1 = 0.5; X2 = -0.5 }, [pscustomobject]@{ X1 = 0; X2 = 1 } | Get-MoonsPrediction
/// </code>
/// <para>The name of the function is derived from the file name.</para>
/// </example>
/// <example>
/// <title>Export an ONNX model, JavaScript and C#</title>
/// <code>
/// $result = New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3
/// 'moons.onnx', 'moons.js', 'Moons.cs' | ForEach-Object { $result | Export-Network $_ -Force }
/// $result | Export-Network model.bin -Format Onnx -Force
/// </code>
/// <para>The last command selects the format with -Format, because the extension does not.</para>
/// </example>
/// <example>
/// <title>Export an ONNX model that takes float32</title>
/// <code>
/// Get-NetworkExample disks | Invoke-NetworkTraining -Target failed -Seed 1 | Export-Network single.onnx -Precision Single
/// </code>
/// <para>Inputs, weights and outputs are of single precision. A warning names the columns that lose digits by that, if there are any.</para>
/// </example>
/// <example>
/// <title>Save a network without rows of the training data</title>
/// <code>
/// Get-NetworkExample disks | Invoke-NetworkTraining -Target failed -Seed 1 | Export-Network disks.json -NoBackground
/// $rows = Get-NetworkExample disks | Select-Object -First 50
/// $rows | Select-Object -First 3 | Get-NetworkPrediction disks.json -Explain -Background $rows | Format-Table failed, Prediction, Explanation
/// </code>
/// <para>Explanations then compare with the rows of -Background.</para>
/// </example>
/// <outputs cref="TrainingResult">With -PassThru the input object: a training result, or a network. Otherwise nothing.</outputs>
/// <seealso cref="ImportNetworkCommand"/>
/// <seealso cref="GetNetworkPredictionCommand"/>
[Cmdlet(VerbsData.Export, "Network", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
[OutputType(typeof(TrainingResult), typeof(NeuralNetwork))]
public sealed class ExportNetworkCommand : ExportCmdlet
{
    private bool _hasWritten;

    /// <inheritdoc cref="MeasureCmdlet.Network"/>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject Network { get; set; } = null!;

    /// <summary>The file format.</summary>
    /// <value>selected by the extension of the file</value>
    [Parameter]
    public NetworkFormat? Format { get; set; }

    /// <summary>
    /// Leaves out the background rows that the network has kept for Get-NetworkPrediction -Explain, so that the file has no row of the training data. Explanations by the file then need rows
    /// (Get-NetworkPrediction -Background). Only JSON files have them.
    /// </summary>
    [Parameter]
    public SwitchParameter NoBackground { get; set; }

    /// <summary>
    /// Precision of an ONNX model: Double, or Single with inputs, weights and outputs of float32, which most programs feed. Predictions then differ by some 1e-6 (of the target's deviation, for numbers); a
    /// warning names each column whose values are so large beside their deviation that single precision holds them in steps of more than 1e-6 of it. All other formats are of double precision.
    /// </summary>
    /// <value>Double</value>
    [Parameter]
    public Precision Precision { get; set; }

    /// <inheritdoc/>
    internal override string? AnomalyAdvice => null;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // Fails before anything is trained upstream.
        Require(() =>
        {
            string path = OutputPath;
            NetworkExport.RequirePrecision(FormatOf(path), Precision);
            OutputFile.Require(path, Force);
        });
    }

    // There is one file: what is wrong with an object is wrong with all, and one error tells of it.
    /// <inheritdoc/>
    protected override void ProcessRecord() => Require(Write, Network);

    private NetworkFormat FormatOf(string path) => Format ?? NetworkExport.FormatOf(path);

    private void Write()
    {
        NetworkReference reference = NetworkReference.Of(Network)
            ?? throw Errors.NetworkInvalid(Network);
        NeuralNetwork network = reference.Resolve(this);
        network = NoBackground ? network.With(network.Parameter.Metadata with { Background = null }) : network;
        string path = OutputPath;
        if (_hasWritten)
        {
            throw Errors.NetworksOneFile(path);
        }

        _hasWritten = true;
        NetworkFormat format = FormatOf(path);
        Export(path, $"Write the network {network} as {format}", () => NetworkExport.Write(network, path, format, Force, Precision, WriteWarning), Network);
    }
}
