namespace PSNeuralNet.Commands;

/// <summary>Tests whether new rows are still like those that a network was trained on: each column, the predictions, and, of rows with labels, the metrics.</summary>
/// <remarks>
/// <para>
/// A training keeps a summary of its data with the network, also in its file: quantiles of each column of numbers, dates and spans of time, counts of each category, the shares of missing cells, the
/// distribution of the predictions and the metrics of rows that were held out. New rows are compared with it. They need the feature columns of the network; labels are not needed.
/// </para>
/// <para>
/// There is one output object for each feature column, and one named Prediction (of several targets, one named Prediction(name) for each). Psi is the population stability index: up to 0.1 there is little
/// change, above 0.2 much. PValue is that of the two-sample test of Kolmogorov and Smirnov for numbers, dates, spans of time and the share of known words of free text, of the chi-squared test for
/// categories; MissingPValue is that of the share of missing cells. AdjustedPValue is the smaller one, corrected for the number of tests (Holm), so that it holds for all columns together.
/// </para>
/// <para>
/// Drift is true where Psi is above -PsiThreshold and AdjustedPValue is below 1 - -Confidence: a change that is large, and beyond chance. With many rows even a small change has a small p, and with few rows
/// a large index is chance.
/// </para>
/// <para>
/// Where rows have labels, Metric of the prediction has each metric then (of rows that were held out of the training) and now, with the confidence interval of the change and p. Drift is also true where one is
/// worse beyond chance. Without held-out rows, which the tutorial's settings have none of, the metrics of now are shown alone.
/// </para>
/// <para>
/// The predictions that are compared are made alike: each held-out row was predicted by the network of an ensemble that did not train on it, and each new row is predicted by one of them in turn. Metrics of
/// now are those of the whole ensemble, as Measure-Network gives them; but accuracy is that of the most probable class, whatever the threshold. Those of then are a little too good: the rows that were held out chose the epochs.
/// </para>
/// </remarks>
/// <example>
/// <title>Compare a month's rows with those of the training</title>
/// <code>
/// $disks = Get-NetworkExample disks
/// $disks | Select-Object -First 600 | Invoke-NetworkTraining failed -Seed 1 | Export-Network watched.json
/// $disks | Select-Object -Last 400 | Test-NetworkDrift -Network watched.json
/// </code>
/// <para>Nothing has drifted: Drift is False in all rows. The last row has the predictions.</para>
/// </example>
/// <example>
/// <title>Find the column that changed</title>
/// <code>
/// $iris = Get-NetworkExample iris
/// $result = $iris | Invoke-NetworkTraining species -Seed 1
/// $iris | ForEach-Object { $_.petal_length_cm = 10 * $_.petal_length_cm; $_ } | Test-NetworkDrift $result | Where-Object Drift | Format-List
/// </code>
/// <para>A sensor now writes millimeters: OutOfRange and the medians of petal_length_cm say so, and the predictions and their metrics, since these rows have labels, are off as well.</para>
/// </example>
/// <example>
/// <title>Act on drift in a scheduled task</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0 | ConvertFrom-NetworkDataset
/// $moons | Invoke-NetworkTraining Label -Seed 1 | Export-Network watched-moons.json
/// if ($moons | Test-NetworkDrift -Network watched-moons.json -Quiet) { 'The rows are no longer those of the training: train again.' } else { 'Nothing has changed.' }
/// </code>
/// <para>-Quiet gives true where anything has drifted, else false.</para>
/// </example>
/// <outputs cref="ColumnDrift">One object for each feature column, and for the predictions.</outputs>
/// <outputs cref="bool">With -Quiet: true where there is drift.</outputs>
/// <seealso cref="MeasureNetworkCommand"/>
/// <seealso cref="GetNetworkPredictionCommand"/>
/// <seealso href="https://docs.scipy.org/doc/scipy/reference/generated/scipy.stats.ks_2samp.html">The test of Kolmogorov and Smirnov in SciPy</seealso>
[Cmdlet(VerbsDiagnostic.Test, "NetworkDrift")]
[OutputType(typeof(ColumnDrift))]
[OutputType(typeof(bool))]
public sealed class TestNetworkDriftCommand : NetworkCmdlet
{
    private readonly RowReader _row = new();
    private DriftOptions _options = new();
    private NeuralNetwork _network = null!;
    private DriftTest? _test;
    private DriftRowReader? _reader;
    private int _number;
    private bool _hasCompared, _hasDrift;
    private Action? _addRow;

    /// <summary>
    /// The new rows: rows of any kind (CSV rows, hashtables, objects) with the network's feature columns, or datasets. All rows together are one comparison; each dataset is one of its own.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [Alias("Dataset")]
    public PSObject InputObject { get; set; } = null!;

    /// <inheritdoc cref="MeasureCmdlet.Network"/>
    [Parameter(Mandatory = true, Position = 0)]
    [NetworkTransformation]
    public NetworkReference Network { get; set; } = null!;

    /// <summary>The confidence of intervals, between 0 and 1. A change counts where p, corrected for the number of tests, is below 1 minus it.</summary>
    [Parameter]
    public double Confidence { get; set; } = 0.95;

    /// <summary>The population stability index that a drift exceeds, 0 or more.</summary>
    [Parameter]
    public double PsiThreshold { get; set; } = 0.2;

    /// <summary>Gives only true or false: true where any column, the predictions or a metric has drifted.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => Require(() =>
    {
        _options = new DriftOptions { Confidence = Confidence, PsiThreshold = PsiThreshold };
        _network = Network.Resolve(this);

        // For the errors of network and options.
        _ = NewTest();
    });

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject.BaseObject is Dataset dataset)
        {
            Attempt(
                () =>
                {
                    DriftTest test = NewTest();
                    test.Add(dataset, Cancellation);
                    Write(test);
                },
                dataset);
            return;
        }

        foreach (PSObject row in RowCollector.RowsOf(InputObject) ?? [InputObject])
        {
            InputObject = row;
            _number++;
            Attempt(_addRow ??= AddRow, row);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Require(() =>
        {
            // Without a row that could be read, the comparison ends with its error: false would mean that nothing has changed.
            if (_reader is not null || !_hasCompared)
            {
                _reader?.Complete(Cancellation);
                Write(_test ?? NewTest());
            }

            if (Quiet)
            {
                WriteObject(_hasDrift);
            }
        });
    }

    private DriftTest NewTest() => new(_network.Parameter, _options);

    private void AddRow()
    {
        TableReader.RequireRow(_number, InputObject.BaseObject);
        DeserializedObject.Refuse(InputObject);
        _row.Read(InputObject, _number);
        _reader ??= new DriftRowReader(_test = NewTest(), WriteWarning);
        try
        {
            _reader.Add(_number, _row.Names, _row.ValueOf, Cancellation);
        }
        catch (NetworkException exception) when (exception.Id == "FeatureMissing")
        {
            // As in all rows of the table.
            ThrowTerminatingError(Errors.ToRecord(exception, InputObject));
        }
    }

    private void Write(DriftTest test)
    {
        IReadOnlyList<ColumnDrift> drifts = test.Compare();
        _hasCompared = true;
        _hasDrift |= drifts.Any(drift => drift.Drift);
        if (test.UnsummarizedColumnCount > 0)
        {
            WriteWarning(FormattableString.Invariant($"{test.UnsummarizedColumnCount} feature columns are not compared: a network keeps summaries of up to {DataSummary.MaximumColumns} columns."));
        }

        if (test.FirstUnknownLabel is { } label)
        {
            WriteWarning(FormattableString.Invariant($"{test.UnknownLabelCount} labels are not in the metrics, since the network does not know them; the first is '{label}'."));
        }

        if (!Quiet)
        {
            WriteObject(drifts, enumerateCollection: true);
        }
    }
}
