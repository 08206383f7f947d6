using MathNet.Numerics.LinearAlgebra;

namespace PSNeuralNet.Commands;

/// <summary>Predicts the class or the numeric targets of rows, or of the samples of a dataset.</summary>
/// <remarks>
/// <para>
/// Rows are objects of any kind (CSV rows, hashtables, objects) with the network's feature columns as properties, in any order; other
/// properties are ignored. For each row the cmdlet writes a new object with all properties of the row, Prediction and Probability. Input
/// objects are not changed. For a dataset it writes one object per sample: its features, its label, Prediction and Probability.
/// </para>
/// <para>
/// By default these objects are shown as a table with the prediction first, rounded, and all else in the column Row, so that the prediction is there in a narrow window, too. Format-Table and Format-List with * or with names,
/// Select-Object and files have the properties, with all digits.
/// </para>
/// <para>
/// Prediction is the label with its original type, text or number, and Probability is the probability of the predicted class. For
/// regression there is only Prediction, in the unit of the target; for several targets, Prediction(name) for each of them. For several labels there are
/// Prediction(name), the class of the label, and Probability(name), the probability of its positive class, which is predicted where that is above the label's threshold. Input
/// columns with these names are replaced, with a warning. A network with -Loss Quantile adds a property for each of its quantiles, Quantile10 for 0.1 and Quantile2_5 for 0.025, in ascending order for each row;
/// Prediction is that of 0.5, or the one nearest to it.
/// </para>
/// <para>
/// -Interval adds LowerBound and UpperBound to the predictions of a regression (for several targets, LowerBound(name) and UpperBound(name)), and -PredictionSet adds PredictionSet, an array of labels, to those of a
/// classifier. Both say how sure the network is of new rows like those of the training, on average over all rows, and need rows that it was not trained on: those that the training held out, as it does on
/// tables by default, or -CalibrationData. Intervals have the same width for all rows, but for networks with -Loss Quantile, where they are the lowest and the highest quantile moved by the same amount, and for targets that are trained as logarithms and for the loss Poisson, where they grow with the prediction and are never negative.
/// </para>
/// <para>
/// -Explain adds the reasons: the columns with the largest shares in the difference between the prediction and the mean prediction of some rows of the training data, which the network
/// has kept. The shares of all columns add up to that difference (Explanation.Prediction, Mean, and OtherShare for the columns that are not listed). They tell what the network
/// looked at, which need not be what causes the outcome. As text, an explanation reads <c>Hours=51000 +0.21; Model=X -0.05</c>.
/// </para>
/// <para>
/// A network of the task Anomaly gives AnomalyScore and IsAnomaly instead: 0 for a row as surprising as the mean one of the training, above 1 (or -Threshold) for an anomaly. With -Explain, Explanation lists the
/// columns that do not fit; the shares of all columns add up to the score.
/// </para>
/// <para>
/// Cells are encoded, imputed and scaled as in training. A row that cannot be read is a non-terminating error, and the following rows
/// are processed. A missing cell in a column where the training had none is warned of once a column.
/// </para>
/// <para>
/// A network answers for any numbers, also for those that nothing like it was trained on. A warning at the end names the columns with values far outside of the training: farther from its smallest or largest
/// value than these are from each other. -Novelty marks each row. Files of earlier versions do not know the values of their training.
/// </para>
/// </remarks>
/// <example>
/// <title>Predict the samples of a dataset</title>
/// <code>
/// $result = New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3
/// New-MoonsDataset -SampleCount 5 -Seed 1 | Get-NetworkPrediction -Network $result | Format-Table
/// </code>
/// <para>Gives five samples with their label, the predicted label, and its probability.</para>
/// </example>
/// <example>
/// <title>Predict the rows of a CSV file</title>
/// <code>
/// $result = New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3
/// New-MoonsDataset -SampleCount 20 -Seed 1 | ConvertFrom-NetworkDataset | Export-Csv new.csv
/// Import-Csv new.csv | Get-NetworkPrediction -Network $result | Export-Csv predicted.csv
/// </code>
/// <para>predicted.csv has the columns of new.csv, followed by Prediction and Probability.</para>
/// </example>
/// <example>
/// <title>Find misclassified samples</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0
/// $result = $moons | Invoke-NetworkTraining -Seed 3
/// $moons | Get-NetworkPrediction $result | Where-Object { $_.Prediction -ne $_.Label } | Sort-Object Probability | Format-Table
/// </code>
/// <para>The misclassified samples are sorted by probability.</para>
/// </example>
/// <example>
/// <title>Find more of a rare class</title>
/// <code>
/// $rows = foreach ($i in 1..200) { [pscustomobject]@{ Heat = ($i * 37) % 101; State = if (($i * 37) % 101 + ($i * 7) % 40 -gt 115) { 'failed' } else { 'ok' } } }
/// $result = $rows | Invoke-NetworkTraining -Target State -ClassWeight Balanced -Seed 1
/// $rows | Get-NetworkPrediction $result -RawProbability | Group-Object Prediction
/// $rows | Get-NetworkPrediction $result | Group-Object Prediction
/// </code>
/// <para>
/// With -RawProbability more rows are predicted to have failed: as if both classes were equally frequent. Without it, Probability is what happens as often as it says.
/// </para>
/// </example>
/// <example>
/// <title>Find rows that are unlike the training</title>
/// <code>
/// $result = Get-NetworkExample iris | Invoke-NetworkTraining species -Seed 1
/// $flower = [pscustomobject]@{ sepal_length_cm = 5.1; sepal_width_cm = 3.5; petal_length_cm = 1.4; petal_width_cm = 200 }
/// $flower | Get-NetworkPrediction $result -Novelty | Format-List
/// </code>
/// <para>The network is sure of a species, but no petal is 200 cm wide: a warning says so, and Novelty is about 82, for the column petal_width_cm.</para>
/// </example>
/// <example>
/// <title>Say how sure a number is</title>
/// <code>
/// $rows = foreach ($i in 1..200) { [pscustomobject]@{ Size = $i % 40; Rooms = $i % 7; Price = 20 + 3 * ($i % 40) + ($i * 37) % 11 } }
/// $result = $rows | Invoke-NetworkTraining -Target Price -Seed 1
/// $rows | Select-Object -First 3 | Get-NetworkPrediction $result -Interval 0.9
/// </code>
/// <para>Nine of ten prices of new rows are expected between LowerBound and UpperBound.</para>
/// </example>
/// <example>
/// <title>Quantiles instead of one number</title>
/// <code>
/// $rows = foreach ($i in 1..300) { [pscustomobject]@{ Size = $i % 40; Minutes = 5 + ($i % 40) * (1 + (($i * 37) % 101) / 100) } }
/// $result = $rows | Invoke-NetworkTraining -Target Minutes -Loss Quantile -Quantile .1,.5,.9 -Seed 1
/// $rows | Select-Object -First 3 | Get-NetworkPrediction $result
/// $rows | Measure-Network $result | Format-List PinballLoss, Coverage, MeanAbsoluteError
/// </code>
/// <para>One of ten rows takes less than Quantile10 minutes, nine of ten less than Quantile90, and the larger the size is, the farther apart they are. Prediction is the median, Quantile50.</para>
/// </example>
/// <example>
/// <title>Name all classes that may be right</title>
/// <code>
/// $rows = Get-NetworkExample iris
/// $result = $rows | Invoke-NetworkTraining -Target species -Seed 1
/// $rows | Get-NetworkPrediction $result -PredictionSet 0.95 | Where-Object { $_.PredictionSet.Count -gt 1 } | Format-Table species, Prediction, PredictionSet
/// </code>
/// <para>The flowers that the network is not sure of have two classes, the more probable one first. Of new flowers, 95 % are expected to have their species in the set.</para>
/// </example>
/// <example>
/// <title>The reasons for each prediction</title>
/// <code>
/// $result = Get-NetworkExample disks | Invoke-NetworkTraining -Target failed -Seed 1
/// Get-NetworkExample disks | Select-Object -First 20 | Get-NetworkPrediction $result -Explain -Top 3 | Format-Table failed, Prediction, Probability, Explanation
/// Get-NetworkExample disks | Select-Object -First 20 | Get-NetworkPrediction $result -Explain | Export-Csv explained.csv
/// </code>
/// <para>Explanation is about the probability of the positive class. In the file it is text, such as <c>pending_sectors=38 +0.31; power_on_hours=51000 +0.06</c>.</para>
/// </example>
/// <example>
/// <title>One row for each contribution</title>
/// <code>
/// $result = Get-NetworkExample disks | Invoke-NetworkTraining -Target failed -Seed 1
/// Get-NetworkExample disks | Select-Object -First 20 | Get-NetworkPrediction $result -Explain -Top 10 |
///     Select-Object Prediction, Probability -ExpandProperty Explanation | Export-Csv contributions.csv
/// </code>
/// <para>Each contribution has its Column, Value and Share, and the properties named before -ExpandProperty.</para>
/// </example>
/// <outputs>One object per row or sample: its properties, Prediction, and Probability; with -Explain, Explanation.</outputs>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
/// <seealso cref="ConvertFromNetworkDatasetCommand"/>
[Cmdlet(VerbsCommon.Get, "NetworkPrediction")]
[OutputType(typeof(PSObject))]
public sealed partial class GetNetworkPredictionCommand : NetworkCmdlet
{
    private NeuralNetwork _network = null!;
    private DecisionRule _rule;
    private int _afterConformal;
    private int _explanationCount;
    private Predictor? _predictor;
    private IReadOnlyList<double> _quantile = [];
    private FeatureEncoder? _reader;
    private int _number;
    private readonly RowReader _row = new();
    private Func<string, object?>? _valueOf;
    private string[] _columns = [];
    private RowBuilder _builder = new([], []);
    private Action? _predictRow;
    private Action? _predictDataset;
    private bool _hasWarned;
    private string[] _added = [];

    /// <summary>The rows to predict, or datasets.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = null!;

    /// <inheritdoc cref="MeasureCmdlet.Network"/>
    [Parameter(Mandatory = true, Position = 0)]
    [NetworkTransformation]
    public NetworkReference Network { get; set; } = null!;

    /// <summary>The decision threshold, between 0 and 1: the positive class (PositiveClass of the network) is predicted if its probability is greater; of several labels, for each of them. Of the task Anomaly, the score above which a row is an anomaly.</summary>
    /// <value>that of the network, which Set-NetworkThreshold chooses; else, and with -RawProbability where that changes probabilities, 0.5</value>
    [Parameter]
    public double? Threshold { get; set; }

    /// <summary>Adds the probability of each class as a property P(label); without effect for numbers and several labels.</summary>
    [Parameter]
    public SwitchParameter AllProbability { get; set; }

    /// <summary>
    /// Predicts with the probabilities under the class weights of the training, which favor a rare class: without the correction to the frequencies of the training samples
    /// that Invoke-NetworkTraining makes where there are -ClassWeight and calibration, as by default on tables of 40 rows or more. Other networks have no such correction, and predict the same.
    /// </summary>
    [Parameter]
    public SwitchParameter RawProbability { get; set; }

    /// <summary>
    /// The handling of categories that did not occur in the training data: Warning encodes them as no known category, with one warning
    /// a column; Error reports an error.
    /// </summary>
    [Parameter]
    public UnknownCategory UnknownCategory { get; set; }

    /// <inheritdoc/>
    internal override string? AnomalyAdvice => null;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        Require(() =>
        {
            _network = Network.Resolve(this);
            if (_network.Task == NetworkTask.Anomaly)
            {
                BeginAnomaly();
                return;
            }

            NetworkParameter parameter = RawProbability ? _network.Parameter.WithoutPriorOffset() : _network.Parameter;
            _rule = parameter.DecisionRule(Threshold);
            WarnOfThreshold(_network);
            if (AllProbability && _network.ClassName.Count == 0)
            {
                WriteWarning(_network.Task == NetworkTask.Regression
                    ? "-AllProbability has no effect: the network predicts numbers."
                    : "-AllProbability has no effect: Probability(name) of each label is there without it; the other class has the rest to 1.");
            }

            RequireDistinctNames();
            CreateNoveltyCheck();
            _predictor = new Predictor(parameter, UnknownCategory, WriteWarning, allQuantiles: true, Precision);
            _quantile = parameter.Quantile;
            BeginConformal();
            PrepareExplanations(parameter);
        });
        _added = AddedColumns();
        _reader = new FeatureEncoder(_network.Parameter, UnknownCategory, WriteWarning);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (RowCollector.RowsOf(InputObject) is { } rows)
        {
            foreach (PSObject row in rows)
            {
                InputObject = row;
                Attempt(_predictRow ??= PredictRow, row);
            }

            return;
        }

        Attempt(InputObject.BaseObject is Dataset ? _predictDataset ??= PredictDataset : _predictRow ??= PredictRow, InputObject);
    }

    private void PredictDataset()
    {
        var dataset = (Dataset)InputObject.BaseObject;
        if (_detector is { } detector)
        {
            ScoreDataset(detector, dataset);
            return;
        }

        var samples = new SampleRowBuilder(dataset, _added, TypeName);
        WarnOfReplacedColumns(samples.Columns);
        Matrix<double> predictions = _predictor!.Predict(dataset, out Dataset selected, Cancellation);
        double[] values = predictions.AsColumnMajorArray(), features = selected.X.AsColumnMajorArray();
        int width = selected.FeatureCount;
        for (int sample = 0; sample < predictions.ColumnCount; sample++)
        {
            samples.Load(sample);
            Write(samples.Builder, values.AsSpan(sample * predictions.RowCount, predictions.RowCount), sample + 1, features.AsSpan(sample * width, width), samples.ValueOf);
        }
    }

    private void PredictRow()
    {
        TableReader.RequireRow(++_number, InputObject.BaseObject);
        DeserializedObject.Refuse(InputObject);
        _row.Read(InputObject, _number);
        string[] columns = _row.Columns;
        if (_columns != columns)
        {
            WarnOfReplacedColumns(columns);
            _builder = new RowBuilder(columns, _added, TypeName);
            _columns = columns;
        }

        ReadOnlySpan<double> features = _reader!.Read(_number, _row.Names, _valueOf ??= _row.ValueOf), prediction = _detector is null ? _predictor!.Predict(features) : [];
        for (int i = 0; i < _builder.Kept.Length; i++)
        {
            _builder.Values[i] = _row.CellOf(_builder.Kept[i]);
        }

        if (_detector is { } detector)
        {
            Write(_builder, detector, detector.Score(features), _number, features, _valueOf);
        }
        else
        {
            Write(_builder, prediction, _number, features, _valueOf);
        }
    }

    private void WarnOfReplacedColumns(string[] columns)
    {
        string[] taken = [.. columns.Intersect(_added, StringComparer.OrdinalIgnoreCase)];
        if (taken.Length > 0 && !_hasWarned)
        {
            _hasWarned = true;
            WriteWarning($"The input has the column{(taken.Length == 1 ? "" : "s")} {string.Join(" and ", taken)}, which the prediction replaces in the output. Rename them to keep both.");
        }
    }

    private void RequireDistinctNames()
    {
        if (AllProbability && _network.ClassName.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } same)
        {
            throw Errors.ClassNameAmbiguous(same);
        }
    }

    /// <summary>Adds the output of the network (class probabilities, or numbers) to a row, and writes the row.</summary>
    private void Write(RowBuilder builder, ReadOnlySpan<double> output, int row, ReadOnlySpan<double> features, Func<string, object?> valueOf)
    {
        Span<object?> added = builder.Added;
        if (_network.Task == NetworkTask.Regression)
        {
            Box(output, added[(_quantile.Count > 0 ? 1 : 0)..]);
            AddConformal(output, predicted: 0, added[..^_afterConformal]);
        }
        else if (_network.Task == NetworkTask.MultiLabel)
        {
            for (int label = 0; label < output.Length; label++)
            {
                TargetLabel one = _network.Parameter.Schema.Label[label];
                added[2 * label] = _rule.IsPositive(label, output[label]) ? one.Positive : one.Negative;
                added[(2 * label) + 1] = output[label];
            }
        }
        else
        {
            Decision decision = _rule.Decide(output);
            added[0] = _network.Parameter.Schema.ClassLabel[decision.ClassIndex];
            added[1] = decision.Probability;
            if (AllProbability)
            {
                Box(output, added[2..]);
            }

            AddConformal(output, decision.ClassIndex, added[..^_afterConformal]);
        }

        if (_quantile.Count > 0)
        {
            output = output.Slice(QuantileOutput.Middle(_quantile), 1);
            added[0] = output[0];
        }

        AddNovelty(added[..^_explanationCount], row, features);
        AddExplanations(builder, features, output, valueOf);
        WriteObject(builder.Build());
    }

    private static void Box(ReadOnlySpan<double> numbers, Span<object?> objects)
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            objects[i] = numbers[i];
        }
    }

    /// <summary>The names of the added columns.</summary>
    private string[] AddedColumns()
    {
        if (_detector is not null)
        {
            return AnomalyColumns();
        }

        string[] conformal = [.. ConformalColumns()], explanation = [.. ExplanationColumns()];
        _explanationCount = explanation.Length;
        _afterConformal = NoveltyColumns.Length + explanation.Length;
        return [.. PredictionColumns(), .. conformal, .. NoveltyColumns, .. explanation];
    }

    /// <summary>The type name of the output, which selects its view; null for anomalies, whose columns are all shown.</summary>
    private string? TypeName =>
        _network.Task == NetworkTask.Anomaly ? null
            : _network.TargetName.Count > 1 ? PredictionView.OfSeveral
            : _network.Task != NetworkTask.Regression ? _sets is null ? PredictionView.OfClass : PredictionView.OfClassSet
            : _quantile.Count > 0 ? _interval is null ? PredictionView.OfQuantile : PredictionView.OfQuantileInterval
            : _interval is null ? PredictionView.OfNumber
            : PredictionView.OfInterval;

    private string[] PredictionColumns() =>
        _network.Task switch
        {
            NetworkTask.Regression when _network.TargetName.Count == 1 => ["Prediction", .. _quantile.Select(QuantileOutput.NameOf)],
            NetworkTask.Regression => [.. _network.TargetName.Select(name => $"Prediction({name})")],
            NetworkTask.MultiLabel => [.. _network.TargetName.SelectMany(name => new[] { $"Prediction({name})", $"Probability({name})" })],
            _ when AllProbability => ["Prediction", "Probability", .. _network.ClassName.Select(name => $"P({name})")],
            _ => ["Prediction", "Probability"],
        };
}
