namespace PSNeuralNet.Commands;

/// <summary>Draws a chart to a PNG, SVG or WebP file: costs, a decision boundary, a confusion matrix, curves, weights, the trials of a search ...</summary>
/// <remarks>
/// <para>
/// The extension of the file selects the format: .png, .svg or .webp. Without -Kind, the input selects the chart: a training result or its
/// CostHistory, the cost by epoch (several results share one chart, whose legend shows the settings that differ); a network, its
/// diagram; a report of Measure-Network, its confusion matrix; the output of Measure-NetworkFeature, the importances or the partial dependence; a network and a
/// dataset, a confusion matrix, or predicted and actual values; the trials of Search-NetworkHyperparameter, their scores by number. Cost histories can also be read from a CSV file.
/// </para>
/// <para>
/// A decision boundary, a confusion matrix, curves, a reliability diagram, predicted and actual values and residuals need samples: those of -Dataset, preferably
/// not used for training. Without -Dataset, those of a training result are the rows that its Score is of, as in Export-NetworkReport: out-of-fold rows
/// (-EnsembleCount), each predicted by the networks that were not trained on it; else validation rows (-ValidationFraction, -ValidationDataset); else training rows.
/// The subtitle begins with their number and kind. A dataset can also be piped in, with -Network.
/// The OutOfFold property of a result can be piped in, too, for charts that need only predictions.
/// </para>
/// <list type="bullet">
/// <item><description>Cost: the training cost, and with validation the validation cost and a mark at the best epoch.</description></item>
/// <item><description>
/// DecisionBoundary: the probability as a color, a line between the classes, the samples, and rings around misclassified samples. For a
/// network with more than two columns, -Feature names the two axes, and the other columns are fixed at their median or most frequent
/// value; misclassification is based on all columns of a sample. Networks with more than 30 such columns, as of the pixels of images, are
/// refused: two of them show next to nothing.
/// </description></item>
/// <item><description>Roc and PrecisionRecall: the curve of the positive class, or of each class against the rest.</description></item>
/// <item><description>
/// Reliability: the accuracy against the probability of the predicted class, in 15 bins; also of a report of Measure-Network. Points below the diagonal show a
/// network that is too sure (Invoke-NetworkTraining -Calibration corrects it).
/// </description></item>
/// <item><description>PredictedVsActual and Residual: one plot per target, for regression.</description></item>
/// <item><description>
/// PartialDependence: the mean prediction by the value of a column, and thin lines for single rows (-IndividualCount of Measure-NetworkFeature); of two columns (-With) a heat map. Without points of
/// Measure-NetworkFeature it is measured of the network on the samples, for the columns of -Feature, else for all, or the nine most important ones.
/// </description></item>
/// <item><description>Weights and Network: the weights as a heat map per layer, and as lines between units.</description></item>
/// <item><description>
/// SearchHistory, of all trials of a search: the score by trial number, and the best so far as a line. Failed trials are marked at the edge, and so are scores that are far
/// worse than most, by three times the range between the quartiles, where they would press the others together.
/// </description></item>
/// <item><description>
/// SearchParallel: parallel coordinates, an axis for each setting and one for the score, whose better end is above. The better a trial, the stronger the color of its line; the best few, up to five, are
/// in another color. "not set" is a setting that a trial does not have: it has the default, or no effect.
/// </description></item>
/// <item><description>
/// SearchSetting: the score against each setting, up to nine, the most important one first, with the mean of each candidate or quarter of a range. The importance is the share of the variance of the
/// scores that goes with the setting.
/// </description></item>
/// <item><description>SearchLearning, of -Strategy Halving: the score after each rung, a line for each trial that went on.</description></item>
/// </list>
/// <para>
/// Pictures are drawn by the module PSNeuralNet.Charts, which must be installed in the version of this one: Install-PSResource PSNeuralNet.Charts. It is searched for beside
/// this module and on PSModulePath. Show-NetworkChart and Export-NetworkReport do not need it.
/// </para>
/// <para>
/// The colors are distinguishable with every kind of color vision. A chart of more than 800 x 600 pixels is scaled up. PSNeuralNet.Charts brings
/// its own font; characters that it lacks (Chinese, for instance) are drawn with a font of the system. If there is none, a warning names
/// them; they appear as boxes in PNG and WebP files and are omitted from SVG files. The file is written under a temporary name and then
/// renamed; an existing file is overwritten only with -Force.
/// </para>
/// </remarks>
/// <example>
/// <title>The cost curve</title>
/// <code>
/// $result = New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -LearningRate 0.3 -Seed 3
/// $result | Export-NetworkChart cost.png
/// </code>
/// <para>Draws the cost of each epoch as a line.</para>
/// </example>
/// <example>
/// <title>Compare learning rates</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0
/// 0.03, 0.1, 0.3, 1 | ForEach-Object { $moons | Invoke-NetworkTraining -LearningRate $_ -Seed 3 } | Export-NetworkChart rates.svg -LogScale
/// </code>
/// <para>Draws four lines in one chart; the legend shows LearningRate=0.03 and so on.</para>
/// </example>
/// <example>
/// <title>Decision boundary, confusion matrix and ROC curve</title>
/// <code>
/// $split = New-MoonsDataset -Seed 0 | Split-NetworkDataset -Seed 0
/// $result = $split.Train | Invoke-NetworkTraining -Seed 3
/// Export-NetworkChart boundary.png -Kind DecisionBoundary -Network $result -Dataset $split.Test -Theme Dark
/// $split.Test | Measure-Network $result | Export-NetworkChart confusion.png
/// $result | Export-NetworkChart roc.svg -Kind Roc -Dataset $split.Test
/// </code>
/// <para>The charts show test samples; misclassified ones are marked with a ring.</para>
/// </example>
/// <example>
/// <title>A decision boundary of two columns, and importances</title>
/// <code>
/// $rows = foreach ($i in 1..120) { [pscustomobject]@{ Heat = $i % 17; Load = ($i * 29) % 11; Kind = ('a', 'b', 'c')[$i % 3]; Fails = if ($i % 17 + $i % 3 -gt 9) { 'yes' } else { 'no' } } }
/// $data = $rows | ConvertTo-NetworkDataset -Target Fails
/// $result = $data | Invoke-NetworkTraining -Seed 1
/// $result | Export-NetworkChart fails.png -Kind DecisionBoundary -Feature Heat, Load
/// $data | Measure-NetworkFeature $result -Seed 0 | Export-NetworkChart importance.png -Title 'What disks fail of'
/// $data | Measure-NetworkFeature $result -Method PartialDependence -IndividualCount 30 -Seed 0 | Export-NetworkChart dependence.svg
/// </code>
/// <para>The boundary is drawn for the most frequent value of Kind. The last chart has a plot for each column.</para>
/// </example>
/// <example>
/// <title>Rows that the network was not trained on</title>
/// <code>
/// $result = New-RegressionDataset -Seed 1 | Invoke-NetworkTraining -EnsembleCount 4 -Standardize -Seed 1
/// $result | Export-NetworkChart predictions.png -Kind PredictedVsActual
/// $result.OutOfFold | Export-NetworkChart residuals.png -Kind Residual
/// </code>
/// <para>Both charts show the out-of-fold predictions, with the R2 that the Score of the result is; their subtitles begin with "100 out-of-fold rows".</para>
/// </example>
/// <example>
/// <title>A search</title>
/// <code>
/// $trials = New-MoonsDataset -Seed 0 | Search-NetworkHyperparameter -LearningRate 0.03, 0.3, 1 -HiddenSize 2, 5 -Iterations 200 -Fold 3 -Seed 3
/// $trials | Export-NetworkChart search.png
/// $trials | Export-NetworkChart settings.svg -Kind SearchSetting
/// $trials | Export-NetworkChart parallel.png -Kind SearchParallel -Width 1200 -Height 600
/// </code>
/// <para>Draws the scores by trial, the scores by setting, and parallel coordinates.</para>
/// </example>
/// <inputs>
/// Training results, their out-of-fold predictions, cost histories, networks, datasets, reports of Measure-Network, the output of Measure-NetworkFeature, or trials of Search-NetworkHyperparameter.
/// </inputs>
/// <outputs>With -PassThru the input objects. Otherwise nothing.</outputs>
/// <seealso cref="ShowNetworkChartCommand"/>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
/// <seealso cref="MeasureNetworkCommand"/>
/// <seealso cref="MeasureNetworkFeatureCommand"/>
/// <seealso cref="SearchNetworkHyperparameterCommand"/>
[Cmdlet(VerbsData.Export, "NetworkChart", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
[OutputType(typeof(PSObject))]
public sealed class ExportNetworkChartCommand : ChartCmdlet
{
    /// <summary>The path of the file to write, with the extension .png, .svg or .webp.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = null!;

    /// <inheritdoc cref="ExportCmdlet.LiteralPath"/>
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

    /// <summary>The title, at most 200 characters; an empty string removes it.</summary>
    /// <value>a title that describes the chart</value>
    [Parameter]
    public string? Title { get; set; }

    /// <summary>The color theme.</summary>
    [Parameter]
    public ChartTheme Theme { get; set; }

    /// <inheritdoc cref="ExportCmdlet.Force"/>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc cref="ExportCmdlet.PassThru"/>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private ChartOptions Options => new() { Title = Title, Width = Width, Height = Height, Theme = Theme, LogScale = LogScale };

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // Fails before anything is computed upstream.
        Require(() =>
        {
            string path = NewFile(Path ?? LiteralPath);
            ChartFile.Require(path, Force);
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
