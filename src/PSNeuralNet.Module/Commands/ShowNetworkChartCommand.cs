using System.Management.Automation;
using System.Management.Automation.Host;
using PSNeuralNet.Charts;

namespace PSNeuralNet.Commands;

/// <summary>Draws a picture in the terminal: costs, a decision boundary, a confusion matrix, or a curve.</summary>
/// <remarks>
/// <para>
/// What is piped in says what is drawn, unless -Kind does, as for Export-NetworkChart: the result of a training or its CostHistory the cost
/// by epoch, what Measure-Network gave a confusion matrix, a network and a dataset likewise. Charts of other kinds than Cost,
/// DecisionBoundary, ConfusionMatrix, Roc and PrecisionRecall need a file: Export-NetworkChart draws them.
/// </para>
/// <para>
/// Curves are drawn with braille dots, the field of a decision boundary with half blocks, both in colors; text has the terminal's own color. Where the
/// output is redirected, or colors are off ($PSStyle.OutputRendering is PlainText, or the environment has NO_COLOR), and with -Ascii, there is nothing but
/// ASCII (names of columns and classes stay as they are). $PSStyle.OutputRendering = 'Ansi' has colors in any case.
/// </para>
/// <para>
/// On a decision boundary, samples are filled signs, and hollow ones where the network is wrong; in ASCII small letters and capitals. A cell shows
/// one of its samples, a mistake first.
/// </para>
/// <para>
/// The chart is as large as the window, or 80 x 24 characters where there is none. It comes as text, a line each. It works over SSH, in
/// any terminal that knows 256 colors and Unicode.
/// </para>
/// </remarks>
/// <example>
/// <title>The falling cost</title>
/// <code>New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -LearningRate 0.3 -Seed 3 | Show-NetworkChart</code>
/// <para>The cost of each epoch, as a line.</para>
/// </example>
/// <example>
/// <title>What the network sees where</title>
/// <code>
/// $split = New-MoonsDataset -Seed 0 | Split-NetworkDataset -Seed 0
/// $result = $split.Train | Invoke-NetworkTraining -Seed 3
/// $result | Show-NetworkChart -Kind DecisionBoundary -Dataset $split.Test
/// $split.Test | Measure-Network $result | Show-NetworkChart
/// $result | Show-NetworkChart -Kind Roc -Dataset $split.Test
/// </code>
/// <para>Samples that were not trained on lie on the boundary; then come a confusion matrix, and a curve with its area.</para>
/// </example>
/// <example>
/// <title>Learning rates side by side, in a log</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0
/// 0.03, 0.3 | ForEach-Object { $moons | Invoke-NetworkTraining -LearningRate $_ -Seed 3 } | Show-NetworkChart -LogScale -Ascii -Width 60 -Height 16 > rates.txt
/// Get-Content rates.txt
/// </code>
/// <para>A text file that any editor shows.</para>
/// </example>
/// <inputs>
/// The results of trainings, cost histories, networks, datasets, or what Measure-Network gave.
/// </inputs>
/// <outputs>The lines of the chart.</outputs>
/// <seealso cref="ExportNetworkChartCommand"/>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
/// <seealso cref="MeasureNetworkCommand"/>
[Cmdlet(VerbsCommon.Show, "NetworkChart")]
[OutputType(typeof(string))]
public sealed class ShowNetworkChartCommand : ChartCmdlet
{
    private TextChartOptions _options = new();

    // The set is what is completed: for an enumeration, the engine asks no completer.
    /// <inheritdoc cref="ChartCmdlet.Kind"/>
    [Parameter]
    [TextChartKindTransformation]
    [ValidateSet(nameof(ChartKind.Cost), nameof(ChartKind.DecisionBoundary), nameof(ChartKind.ConfusionMatrix), nameof(ChartKind.Roc), nameof(ChartKind.PrecisionRecall))]
    public override ChartKind? Kind { get; set; }

    /// <summary>The width in characters, 30 to 1000.</summary>
    /// <value>one less than that of the window</value>
    [Parameter]
    public int? Width { get; set; }

    /// <summary>The height in lines, 10 to 500.</summary>
    /// <value>two less than that of the window</value>
    [Parameter]
    public int? Height { get; set; }

    /// <summary>The title. One that is too long is shortened, and an empty one leaves its line out.</summary>
    /// <value>what the chart shows</value>
    [Parameter]
    public string? Title { get; set; }

    /// <summary>Draws with ASCII characters only, and without colors.</summary>
    [Parameter]
    public SwitchParameter Ascii { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // What is wrong with the window shows before anything is computed upstream.
        Require(() =>
        {
            var terminal = new Terminal(this);
            Size size = Width is null || Height is null ? terminal.RequireRoom() : default;
            _options = new TextChartOptions
            {
                Title = Title,
                Width = Width ?? size.Width,
                Height = Height ?? size.Height,
                LogScale = LogScale,
                IsPlain = Ascii || terminal.IsPlain,
            };
            _options.Validate();
        });
    }

    private protected override void Draw()
    {
        (ChartSource source, ChartKind kind) = Bind();
        TextChart.Require(kind);
        WriteObject(TextChart.Draw(source.Chart(kind, Cancellation), _options), enumerateCollection: true);
    }
}
