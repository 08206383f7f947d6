using System.Management.Automation;
using PSNeuralNet.Data;
using PSNeuralNet.Reports;
using PSNeuralNet.Training;

namespace PSNeuralNet.Commands;

/// <summary>Writes a page about a training: what was trained on what and how, how good it is, and pictures of it.</summary>
/// <remarks>
/// <para>
/// The page is one HTML file that needs nothing else: it loads nothing from anywhere, and shows itself on a phone, in the dark, to a screen
/// reader and on paper. It has the cost curve, whose curves the legend hides; metrics beside the baseline; the confusion matrix, or predicted
/// and actual numbers and residuals; what each column is worth (Measure-NetworkFeature with five shuffles and the seed 0); the decision
/// boundary of networks for classes; the network as a diagram; the columns of the data with their kinds and missing cells; the settings; and
/// the command that repeats the training.
/// </para>
/// <para>
/// Everything is measured on -Dataset, best on samples that the network was not trained on; without it on the data that it was trained on, which
/// the page says.
/// </para>
/// <para>
/// The decision boundary has two axes: the two columns that -Feature names, or the only two that can be axes, or else the two that matter
/// most. The others are held at their median or most frequent value. A slider goes through the epochs that the training kept: train with
/// Invoke-NetworkTraining -SnapshotCount 20, for instance.
/// </para>
/// <para>
/// Of a large table an even selection of 1,500 samples is drawn, and the importances are measured on at most 20,000, or as many as take some
/// seconds; the page says so. The metrics are of all samples. The file is written under a temporary name and then moved; one that is there
/// already is replaced with -Force only.
/// </para>
/// </remarks>
/// <example>
/// <title>All there is to see of a training</title>
/// <code>
/// $result = New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3 -SnapshotCount 20
/// $result | Export-NetworkReport moons.html
/// </code>
/// <para>Open moons.html in a browser, and move the slider above the decision boundary.</para>
/// </example>
/// <example>
/// <title>Measured on samples that it has not seen</title>
/// <code>
/// $split = New-BlobsDataset -SampleCount 300 -Seed 2 | Split-NetworkDataset -Seed 0
/// $split.Train | Invoke-NetworkTraining -Epochs 300 -ValidationFraction 0.2 -SnapshotCount 12 -Seed 1 | Export-NetworkReport blobs.html -Dataset $split.Test -Title 'Three blobs'
/// </code>
/// <para>The page has the metrics on the training data, too.</para>
/// </example>
/// <example>
/// <title>A table with many columns</title>
/// <code>
/// $rows = foreach ($i in 1..120) { [pscustomobject]@{ Heat = $i % 17; Load = ($i * 29) % 11; Age = $i; Kind = ('a', 'b', 'c')[$i % 3]; Fails = if ($i % 17 + $i % 3 -gt 9) { 'yes' } else { 'no' } } }
/// $rows | Invoke-NetworkTraining -Target Fails -Epochs 500 -Seed 1 | Export-NetworkReport fails.html -Feature Heat, Load
/// </code>
/// <para>The boundary is drawn over Heat and Load, with Age and Kind held at their middle.</para>
/// </example>
/// <outputs cref="TrainingResult">With -PassThru what was piped in. Nothing without it.</outputs>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
/// <seealso cref="ExportNetworkChartCommand"/>
/// <seealso cref="MeasureNetworkCommand"/>
[Cmdlet(VerbsData.Export, "NetworkReport", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
[OutputType(typeof(TrainingResult))]
public sealed class ExportNetworkReportCommand : NetworkCmdlet
{
    private readonly List<PSObject> _inputs = [];

    /// <summary>The file to write: .html.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = null!;

    /// <summary>The file to write, by its very name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = null!;

    /// <summary>What Invoke-NetworkTraining gave.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>The samples to measure on. Their features, classes and targets are found by name.</summary>
    /// <value>the data that the network was trained on</value>
    [Parameter]
    public Dataset? Dataset { get; set; }

    /// <summary>The title of the page, of at most 200 characters.</summary>
    /// <value>the names of the target and of the data</value>
    [Parameter]
    public string? Title { get; set; }

    /// <summary>The two columns of the decision boundary, the one across first: numbers, dates, spans of time, or true and false.</summary>
    /// <value>the only two that can be axes, or the two that matter most</value>
    [Parameter]
    [ArgumentCompleter(typeof(AxisCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Feature { get; set; }

    /// <summary>Replaces a file that is there already.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Hands on what was piped in.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // What is wrong with the file shows before anything is computed upstream.
        Require(() =>
        {
            ReportFile.Require(NewFile(Path ?? LiteralPath), Force);
            TrainingReport.RequireTitle(Title);
        });
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _inputs.Add(InputObject);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_inputs.Count > 0)
        {
            Require(Export, _inputs[0]);
        }
    }

    private void Export()
    {
        if (_inputs.Count > 1)
        {
            throw Errors.ChartInputInvalid($"A report is about one training, but {_inputs.Count} objects were given. Write a report for each.", _inputs);
        }

        TrainingResult result = _inputs[0].BaseObject as TrainingResult
            ?? throw Errors.ChartInputInvalid($"An object of the type {_inputs[0].BaseObject.GetType().Name} has no history of a training. Give what Invoke-NetworkTraining gave in this session.", _inputs[0].BaseObject);
        string path = NewFile(Path ?? LiteralPath);
        if (ShouldProcess(path, $"Write a report on {result}"))
        {
            ReportFile.Write(TrainingReport.Create(result, Dataset, Title, Feature, WriteWarning, Cancellation), path, Force);
        }

        if (PassThru)
        {
            WriteObject(_inputs[0]);
        }
    }
}
