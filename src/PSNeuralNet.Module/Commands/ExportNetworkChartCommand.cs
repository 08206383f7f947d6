using System.Management.Automation;
using PSNeuralNet.Charts;
using PSNeuralNet.Persistence;

namespace PSNeuralNet.Commands;

/// <summary>Draws a picture into a file: costs, a decision boundary, a confusion matrix, curves, weights ...</summary>
/// <remarks>
/// <para>
/// The extension of the file says the format: .png, .svg or .webp. What is piped in says what is drawn, unless -Kind does: the result of a
/// training or its CostHistory the cost by epoch (several results one chart, with a legend of what differs between them), a network its
/// diagram, what Measure-Network gave a confusion matrix, what Measure-NetworkFeature gave the importances. A network and a dataset make a
/// confusion matrix, or predicted and actual numbers. Cost histories may come from a CSV file, too.
/// </para>
/// <para>
/// A decision boundary, a confusion matrix, curves, predicted and actual numbers and residuals need samples: -Dataset, best one that the
/// network was not trained on; without it the data that the result was trained on. A dataset may be piped in, with -Network.
/// </para>
/// <list type="bullet">
/// <item><description>Cost: with validation its cost, too, and a mark at the best epoch. -LogScale has a logarithmic axis.</description></item>
/// <item><description>DecisionBoundary: the probability as a color, a line between the classes, the samples, and rings around those that the network is wrong about. It has two
/// axes: of a network with more columns -Feature names two, and the others are held at their median or most frequent value. Rings are for
/// what the network says of all columns of a sample.</description></item>
/// <item><description>Roc and PrecisionRecall: of two classes the second one, of more each against the rest.</description></item>
/// <item><description>PredictedVsActual and Residual: a plot for each target, for networks that predict numbers.</description></item>
/// <item><description>Weights and Network: the weights as a heat map a layer, and as lines between units.</description></item>
/// </list>
/// <para>
/// The colors are such that people of every color vision can tell them apart. A picture of more than 800 x 600 pixels is the same one,
/// enlarged. The font comes with the module; characters that it lacks, those of Chinese for instance, are taken from a font of the
/// machine. Where none is found, a warning names them: they are boxes in a PNG or WebP file, and left out of the texts of an SVG file. The file is written under a temporary name and then moved; one that is there already is replaced with -Force only.
/// </para>
/// </remarks>
/// <example>
/// <title>The falling cost</title>
/// <code>
/// $result = New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -LearningRate 0.3 -Seed 3
/// $result | Export-NetworkChart cost.png
/// </code>
/// <para>The cost of each epoch, as a line.</para>
/// </example>
/// <example>
/// <title>Which learning rate is best</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0
/// 0.03, 0.1, 0.3, 1 | ForEach-Object { $moons | Invoke-NetworkTraining -LearningRate $_ -Seed 3 } | Export-NetworkChart rates.svg -LogScale
/// </code>
/// <para>One chart of four lines; the legend says LearningRate=0.03 and so on.</para>
/// </example>
/// <example>
/// <title>What the network sees where</title>
/// <code>
/// $split = New-MoonsDataset -Seed 0 | Split-NetworkDataset -Seed 0
/// $result = $split.Train | Invoke-NetworkTraining -Seed 3
/// Export-NetworkChart boundary.png -Kind DecisionBoundary -Network $result -Dataset $split.Test -Theme Dark
/// $split.Test | Measure-Network $result | Export-NetworkChart confusion.png
/// $result | Export-NetworkChart roc.svg -Kind Roc -Dataset $split.Test
/// </code>
/// <para>Samples that were not trained on lie on the picture; those that the network is wrong about have a ring.</para>
/// </example>
/// <example>
/// <title>Two of many columns</title>
/// <code>
/// $rows = foreach ($i in 1..120) { [pscustomobject]@{ Heat = $i % 17; Load = ($i * 29) % 11; Kind = ('a', 'b', 'c')[$i % 3]; Fails = if ($i % 17 + $i % 3 -gt 9) { 'yes' } else { 'no' } } }
/// $data = $rows | ConvertTo-NetworkDataset -Target Fails
/// $result = $data | Invoke-NetworkTraining -Epochs 500 -Seed 1
/// $result | Export-NetworkChart fails.png -Kind DecisionBoundary -Feature Heat, Load
/// $data | Measure-NetworkFeature $result -Seed 0 | Export-NetworkChart importance.png -Title 'What disks fail of'
/// </code>
/// <para>Kind is held at its most frequent value.</para>
/// </example>
/// <inputs>
/// The results of trainings, cost histories, networks, datasets, or what Measure-Network and Measure-NetworkFeature gave.
/// </inputs>
/// <outputs>With -PassThru what was piped in. Nothing without it.</outputs>
/// <seealso cref="ShowNetworkChartCommand"/>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
/// <seealso cref="MeasureNetworkCommand"/>
/// <seealso cref="MeasureNetworkFeatureCommand"/>
[Cmdlet(VerbsData.Export, "NetworkChart", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
[OutputType(typeof(PSObject))]
public sealed class ExportNetworkChartCommand : ChartCmdlet
{
    /// <summary>The file to write; its extension says the format: .png, .svg or .webp.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = null!;

    /// <summary>The file to write, by its very name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = null!;

    /// <summary>The width in pixels, 100 to 8000.</summary>
    [Parameter]
    public int Width { get; set; } = new ChartOptions().Width;

    /// <summary>The height in pixels, 100 to 8000.</summary>
    [Parameter]
    public int Height { get; set; } = new ChartOptions().Height;

    /// <summary>The title, of at most 200 characters; an empty one leaves it out.</summary>
    /// <value>what the chart shows</value>
    [Parameter]
    public string? Title { get; set; }

    /// <summary>The colors.</summary>
    [Parameter]
    public ChartTheme Theme { get; set; }

    /// <summary>Replaces a file that is there already.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Hands on what was piped in.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private ChartOptions Options => new() { Title = Title, Width = Width, Height = Height, Theme = Theme, LogScale = LogScale };

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // What is wrong with the file or the picture shows before anything is computed upstream.
        Require(() =>
        {
            string path = NewFile(Path ?? LiteralPath);
            ChartFile.FormatOf(path);
            OutputFile.Require(path, Force);
            Options.Validate();
        });
    }

    private protected override void Draw()
    {
        (ChartSource source, ChartKind kind) = Bind();
        string path = NewFile(Path ?? LiteralPath);
        if (ShouldProcess(path, $"Draw the chart {kind}"))
        {
            ChartFile.Write(source.Chart(kind, Cancellation), path, Options, Force, WriteWarning);
        }

        if (PassThru)
        {
            WriteObject(Inputs, enumerateCollection: true);
        }
    }
}
