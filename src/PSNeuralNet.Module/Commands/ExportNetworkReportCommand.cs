using PSNeuralNet.Reports;

namespace PSNeuralNet.Commands;

/// <summary>Writes an HTML report on a training, or on a search: its data, settings, metrics, and charts.</summary>
/// <remarks>
/// <para>
/// The report is one self-contained HTML file (.html or .htm), which loads nothing from a network and adapts to small screens, dark mode,
/// screen readers and print. It begins in plain words, for people who do not know the terms: how good the predictions are beside always the same answer, how sure they are, at which columns the network looks most, the worst
/// rows and groups of rows, what would make the figures void, and a model card with the intended use (-Description). For rows of -Dataset it also tells whether they are like those of the training (Test-NetworkDrift).
/// </para>
/// <para>
/// Then it shows the cost curve; metrics beside the baseline; the confusion matrix, or predicted and actual values
/// with residuals; how reliable the probabilities are; permutation importances (Measure-NetworkFeature with five repeats and seed 0); how the prediction depends on the six most important columns (partial dependence); the decision boundary of classification
/// networks; a diagram of the network; the columns of the data with their kinds and missing cells; the settings; and the command that
/// repeats the training.
/// </para>
/// <para>
/// The trials of Search-NetworkHyperparameter make a report on the search: the best score with its deviation, that of the defaults, and the baseline (with -KeepPrediction of the search); how many trials
/// failed, and why; the commands that train with the best settings; the best 20 trials; the charts of a search (see Export-NetworkChart); importances and means; and the space. Pipe in all trials of one
/// search. Copies of trials, from a CSV file or another process, are an error.
/// </para>
/// <para>
/// Metrics and charts are computed on -Dataset, preferably samples that were not used for training; without -Dataset on the samples that the training held out
/// (-ValidationFraction, -ValidationDataset), or from out-of-fold predictions (-EnsembleCount). If there are none, they are computed on the training data, and the report
/// says so.
/// </para>
/// <para>
/// The axes of the decision boundary are the two columns that -Feature names, else the only two columns that can be axes, else the two
/// most important ones. All other columns are fixed at their median or most frequent value. If the training kept snapshots
/// (Invoke-NetworkTraining -SnapshotCount 20, for instance), a slider shows the boundary of each epoch.
/// </para>
/// <para>
/// At most 1,500 evenly selected samples are drawn. Importances are measured on at most 20,000 samples, fewer if that takes more than a
/// few seconds; the report says so. Metrics are computed on all samples. The file is written under a temporary name and then renamed; an
/// existing file is overwritten only with -Force.
/// </para>
/// </remarks>
/// <example>
/// <title>Report on a training with snapshots</title>
/// <code>
/// $result = New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3 -SnapshotCount 20
/// $result | Export-NetworkReport moons.html
/// </code>
/// <para>Open moons.html in a browser, and move the slider above the decision boundary.</para>
/// </example>
/// <example>
/// <title>Report on test data</title>
/// <code>
/// $split = New-BlobsDataset -SampleCount 300 -Seed 2 | Split-NetworkDataset -Seed 0
/// $split.Train | Invoke-NetworkTraining -Epochs 300 -ValidationFraction 0.2 -SnapshotCount 12 -Seed 1 | Export-NetworkReport blobs.html -Dataset $split.Test -Title 'Three blobs'
/// </code>
/// <para>The report also shows the metrics on the training data.</para>
/// </example>
/// <example>
/// <title>A report for others</title>
/// <code>
/// $split = Get-NetworkExample disks | ConvertTo-NetworkDataset -Target failed | Split-NetworkDataset 0.3 -Seed 1
/// $split.Train | Invoke-NetworkTraining -Seed 1 | Export-NetworkReport disks.html -Dataset $split.Test -Description 'Which disks to look at first. Not for warranty decisions.'
/// </code>
/// <para>The first sections need no knowledge of networks: of 100 disks that it had not seen, how many were predicted right, which were not, and for what the predictions are meant.</para>
/// </example>
/// <example>
/// <title>A decision boundary of two columns out of many</title>
/// <code>
/// $rows = foreach ($i in 1..120) { [pscustomobject]@{ Heat = $i % 17; Load = ($i * 29) % 11; Age = $i; Kind = ('a', 'b', 'c')[$i % 3]; Fails = if ($i % 17 + $i % 3 -gt 9) { 'yes' } else { 'no' } } }
/// $rows | Invoke-NetworkTraining -Target Fails -Seed 1 | Export-NetworkReport fails.html -Feature Heat, Load
/// </code>
/// <para>The axes are Heat and Load; Age and Kind are fixed at their median and most frequent value.</para>
/// </example>
/// <example>
/// <title>Report on a search</title>
/// <code>
/// New-MoonsDataset -Seed 0 | Search-NetworkHyperparameter -LearningRate 0.03, 0.3, 1 -HiddenSize 2, 5 -Iterations 200 -Fold 3 -Seed 3 | Export-NetworkReport search.html -Title 'Moons'
/// </code>
/// <para>The report shows the scores of the six trials, and the commands that train with the best settings.</para>
/// </example>
/// <outputs cref="TrainingResult">With -PassThru the input objects. Otherwise nothing.</outputs>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
/// <seealso cref="SearchNetworkHyperparameterCommand"/>
/// <seealso cref="ExportNetworkChartCommand"/>
/// <seealso cref="MeasureNetworkCommand"/>
[Cmdlet(VerbsData.Export, "NetworkReport", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
[OutputType(typeof(TrainingResult), typeof(SearchTrial))]
public sealed class ExportNetworkReportCommand : ExportCmdlet
{
    private readonly List<PSObject> _inputs = [];

    /// <summary>The result of Invoke-NetworkTraining, or the trials of one Search-NetworkHyperparameter.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>The samples to evaluate on: a dataset or rows. Features, classes and targets are matched by name.</summary>
    /// <value>the samples that the training held out, else the training data</value>
    [Parameter]
    [DatasetTransformation]
    public DatasetReference? Dataset { get; set; }

    /// <summary>The title of the report, at most 200 characters.</summary>
    /// <value>the names of the target and of the data; of a search "Search of settings"</value>
    [Parameter]
    public string? Title { get; set; }

    /// <summary>The intended use of the network, for the model card of the report, at most 2,000 characters: who is to use its predictions, for what, and for what not.</summary>
    /// <value>that it is not stated</value>
    [Parameter]
    public string? Description { get; set; }

    /// <inheritdoc cref="ChartCmdlet.Feature"/>
    /// <value>the only two that can be axes, or the two most important ones</value>
    [Parameter]
    [ArgumentCompleter(typeof(AxisCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Feature { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // Fails before anything is computed upstream.
        Require(() => ReportFile.Require(OutputPath, Force, Title, Description));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _inputs.Add(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_inputs.Count > 0)
        {
            Require(Write, _inputs[0]);
        }
    }

    private void Write()
    {
        _inputs.ForEach(SearchTrialCopy.Refuse);
        if (_inputs.TrueForAll(input => input.BaseObject is SearchTrial))
        {
            WriteSearch();
            return;
        }

        DeserializedObject.Refuse(_inputs[0]);
        if (_inputs.Find(input => input.BaseObject is not (TrainingResult or SearchTrial)) is { } other)
        {
            throw Errors.ChartInputInvalid($"An object of the type {other.BaseObject.GetType().Name} is neither a training result nor a trial of a search. Give the output of Invoke-NetworkTraining, or of Search-NetworkHyperparameter, of this session.", other.BaseObject);
        }

        if (_inputs.Count > 1)
        {
            throw Errors.ChartInputInvalid($"A report describes one training, or the trials of one search, but {_inputs.Count} objects were given. Write one report for each training.", _inputs);
        }

        var result = (TrainingResult)_inputs[0].BaseObject;
        if (result.Network.Task == NetworkTask.Anomaly)
        {
            throw Errors.AnomalyUnsupported(MyInvocation.MyCommand.Name, AnomalyAdvice!);
        }

        string path = OutputPath;
        Export(path, $"Write a report on {result}", () => ReportFile.Write(result, path, Force, Dataset?.Resolve(this, result.Parameter.Schema), Title, Feature, Description, WriteWarning, Cancellation), _inputs[0]);
    }

    private void WriteSearch()
    {
        foreach (string name in new[] { nameof(Dataset), nameof(Description), nameof(Feature) }.Where(MyInvocation.BoundParameters.ContainsKey))
        {
            WriteWarning($"-{name} has no effect: it applies to reports on a training, and this one is on a search.");
        }

        SearchTrial[] trials = [.. _inputs.Select(input => (SearchTrial)input.BaseObject)];
        string path = OutputPath;
        if (ShouldProcess(path, $"Write a report on {trials.Length} trial{(trials.Length == 1 ? "" : "s")}"))
        {
            ReportFile.Write(trials, path, Force, Title);
        }

        if (PassThru)
        {
            WriteObject(_inputs, enumerateCollection: true);
        }
    }
}
