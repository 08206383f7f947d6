using System.Management.Automation.Host;

namespace PSNeuralNet.Commands;

/// <summary>Draws a chart in the terminal: costs, a decision boundary, a confusion matrix, a curve, importances, partial dependence, or the trials of a search.</summary>
/// <remarks>
/// <para>
/// Without -Kind, the input selects the chart, as for Export-NetworkChart: a training result or its CostHistory, the cost by epoch; a
/// report of Measure-Network, or a network and a dataset, a confusion matrix; the output of Measure-NetworkFeature, importances or partial dependence; the trials of a search, their scores by number. Available
/// kinds are Cost, DecisionBoundary, ConfusionMatrix, Roc, PrecisionRecall, Reliability, Importance and PartialDependence, and of searches SearchHistory, SearchSetting and SearchLearning; Export-NetworkChart draws the others to files, among them the predictions of networks for numbers.
/// </para>
/// <para>
/// Without -Dataset, a training result is drawn with the rows that its Score is of, as by Export-NetworkChart: out-of-fold rows, else validation rows, else training rows. The line below
/// the title begins with their number and kind.
/// </para>
/// <para>
/// A partial dependence of several columns is drawn as several charts, one below the other. Columns of categories have a line for each category, and two columns together (-With of Measure-NetworkFeature) are
/// drawn as a map, whose shades are means.
/// </para>
/// <para>
/// Curves are drawn with Braille characters, the areas of a decision boundary with half blocks, both in color. If the output is
/// redirected, if colors are disabled ($PSStyle.OutputRendering is PlainText, or NO_COLOR is set), or with -Ascii, only ASCII characters
/// are written, except in names of columns and classes. $PSStyle.OutputRendering = 'Ansi' always enables colors.
/// </para>
/// <para>
/// On a decision boundary, filled markers are correctly classified samples and hollow markers are misclassified ones; in ASCII, lowercase
/// and uppercase letters. If several samples share a character cell, a misclassified one is shown.
/// </para>
/// <para>
/// The chart has the size of the window, or 80 x 24 characters if there is none. It is written as text, one string per line, and works in
/// any terminal with Unicode and 256 colors, also over SSH.
/// </para>
/// </remarks>
/// <example>
/// <title>The cost curve</title>
/// <code>New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -LearningRate 0.3 -Seed 3 | Show-NetworkChart</code>
/// <para>Draws the cost of each epoch as a line.</para>
/// </example>
/// <example>
/// <title>Decision boundary, confusion matrix and ROC curve</title>
/// <code>
/// $split = New-MoonsDataset -Seed 0 | Split-NetworkDataset -Seed 0
/// $result = $split.Train | Invoke-NetworkTraining -Seed 3
/// $result | Show-NetworkChart -Kind DecisionBoundary -Dataset $split.Test
/// $split.Test | Measure-Network $result | Show-NetworkChart
/// $result | Show-NetworkChart -Kind Roc -Dataset $split.Test
/// </code>
/// <para>All three charts show test samples.</para>
/// </example>
/// <example>
/// <title>Write a chart to a text file</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0
/// 0.03, 0.3 | ForEach-Object { $moons | Invoke-NetworkTraining -LearningRate $_ -Seed 3 } | Show-NetworkChart -LogScale -Ascii -Width 60 -Height 16 > rates.txt
/// Get-Content rates.txt
/// </code>
/// <para>Compares two learning rates in one chart, in ASCII characters.</para>
/// </example>
/// <example>
/// <title>What the network learned of a column</title>
/// <code>
/// $disks = Get-NetworkExample disks | ConvertTo-NetworkDataset -Target failed
/// $result = $disks | Invoke-NetworkTraining -Seed 1
/// $disks | Measure-NetworkFeature $result -Seed 0 | Show-NetworkChart
/// $result | Show-NetworkChart -Kind PartialDependence -Feature read_errors, firmware -Height 14
/// </code>
/// <para>The columns by importance; then the mean probability of a failure by read errors, and by firmware.</para>
/// </example>
/// <example>
/// <title>A search</title>
/// <code>
/// $trials = New-MoonsDataset -Seed 0 | Search-NetworkHyperparameter -LearningRate 0.03, 0.3, 1 -HiddenSize 2, 5 -Iterations 200 -Fold 3 -Seed 3
/// $trials | Show-NetworkChart
/// $trials | Show-NetworkChart -Kind SearchSetting
/// </code>
/// <para>Draws the scores by trial; then for each setting a line for each of its values, with the scores of its trials and their mean.</para>
/// </example>
/// <inputs>
/// Training results, their out-of-fold predictions, cost histories, networks, datasets, reports of Measure-Network, the output of Measure-NetworkFeature, or trials of Search-NetworkHyperparameter.
/// </inputs>
/// <outputs>The lines of the chart.</outputs>
/// <seealso cref="ExportNetworkChartCommand"/>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
/// <seealso cref="MeasureNetworkCommand"/>
/// <seealso cref="MeasureNetworkFeatureCommand"/>
/// <seealso cref="SearchNetworkHyperparameterCommand"/>
[Cmdlet(VerbsCommon.Show, "NetworkChart")]
[OutputType(typeof(string))]
public sealed class ShowNetworkChartCommand : ChartCmdlet
{
    private TextChartOptions _options = new();

    // ValidateSet limits completion: the engine ignores argument completers of enumerations.
    /// <inheritdoc cref="ChartCmdlet.Kind"/>
    [Parameter]
    [TextChartKindTransformation]
    [ValidateSet(nameof(ChartKind.Cost), nameof(ChartKind.DecisionBoundary), nameof(ChartKind.ConfusionMatrix), nameof(ChartKind.Roc), nameof(ChartKind.PrecisionRecall), nameof(ChartKind.Reliability), nameof(ChartKind.Importance), nameof(ChartKind.PartialDependence), nameof(ChartKind.SearchHistory), nameof(ChartKind.SearchSetting), nameof(ChartKind.SearchLearning))]
    public override ChartKind? Kind { get; set; }

    /// <summary>The width in characters, 30 to 1000.</summary>
    /// <value>the width of the window minus 1</value>
    [Parameter]
    public int? Width { get; set; }

    /// <summary>The height in lines, 10 to 500.</summary>
    /// <value>the height of the window minus 2</value>
    [Parameter]
    public int? Height { get; set; }

    /// <summary>The title, truncated to the width; an empty string removes its line.</summary>
    /// <value>a title that describes the chart</value>
    [Parameter]
    public string? Title { get; set; }

    /// <summary>Uses only ASCII characters, without colors.</summary>
    [Parameter]
    public SwitchParameter Ascii { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // Fails before anything is computed upstream.
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
