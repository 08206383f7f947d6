using System.Management.Automation;
using MathNet.Numerics.LinearAlgebra;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Commands;

/// <summary>Predicts the class, or the numbers, of rows or of a dataset's samples.</summary>
/// <remarks>
/// <para>
/// Takes any objects that have the network's feature columns as properties (CSV rows, hashtables, objects of any kind), in any
/// order and with other properties between them, and gives for each a new object: all of its properties, then Prediction and
/// Probability. The objects from the pipeline are not changed. A dataset gives an object for each sample: its features, its label,
/// then Prediction and Probability.
/// </para>
/// <para>
/// Prediction is the label as it was in the training data, text or number, and Probability that of the predicted class. A network for
/// numbers gives Prediction alone, in the target's own unit; for several targets, Prediction(name) for each.
/// Columns of the rows that have these names already give way, with a warning.
/// </para>
/// <para>
/// Cells are read as in the training data: text, dates and missing cells as the network learned them there. A row that cannot be
/// read is reported as an error, and the next row has its turn.
/// </para>
/// </remarks>
/// <example>
/// <title>Predictions for new data</title>
/// <code>
/// $result = New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3
/// New-MoonsDataset -SampleCount 5 -Seed 1 | Get-NetworkPrediction -Network $result | Format-Table
/// </code>
/// <para>Five samples with their true label, the predicted one, and how sure the network is.</para>
/// </example>
/// <example>
/// <title>Predictions for the rows of a CSV file</title>
/// <code>
/// $result = New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3
/// New-MoonsDataset -SampleCount 20 -Seed 1 | ConvertFrom-NetworkDataset | Export-Csv new.csv
/// Import-Csv new.csv | Get-NetworkPrediction -Network $result | Export-Csv predicted.csv
/// </code>
/// <para>predicted.csv has the columns of new.csv, and Prediction and Probability.</para>
/// </example>
/// <example>
/// <title>The samples that are classified wrongly</title>
/// <code>
/// $moons = New-MoonsDataset -Seed 0
/// $result = $moons | Invoke-NetworkTraining -Seed 3
/// $moons | Get-NetworkPrediction $result | Where-Object { $_.Prediction -ne $_.Label } | Sort-Object Probability | Format-Table
/// </code>
/// <para>The least certain mistakes come first.</para>
/// </example>
/// <outputs>One object a row or sample: its properties, then Prediction and Probability.</outputs>
/// <seealso cref="InvokeNetworkTrainingCommand"/>
/// <seealso cref="ConvertFromNetworkDatasetCommand"/>
[Cmdlet(VerbsCommon.Get, "NetworkPrediction")]
[OutputType(typeof(PSObject))]
public sealed class GetNetworkPredictionCommand : NetworkCmdlet
{
    private NeuralNetwork _network = null!;
    private Predictor? _predictor;
    private FeatureReader? _reader;
    private int _number;
    private readonly RowReader _row = new();
    private Func<string, object?>? _valueOf;
    private string[] _columns = [];
    private RowBuilder _builder = new([], []);
    private Action? _predictRow;
    private Action? _predictDataset;
    private bool _hasWarned;
    private string[] _added = [];

    /// <summary>The rows to predict, or a dataset.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>The network: what Invoke-NetworkTraining gave, its Network, parameters, or the path of a file that Export-Network wrote.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [NetworkTransformation]
    public NetworkReference Network { get; set; } = null!;

    /// <summary>What the probability of the second of two classes has to exceed for it to be predicted: between 0 and 1.</summary>
    [Parameter]
    public double Threshold { get; set; } = 0.5;

    /// <summary>Adds the probability of every class, as properties P(label).</summary>
    [Parameter]
    public SwitchParameter AllProbability { get; set; }

    /// <summary>
    /// What happens to a text that was not in the training data: a warning the first time, and the network takes it for none
    /// of those it knows; or an error.
    /// </summary>
    [Parameter]
    public UnknownCategory UnknownCategory { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        Require(() =>
        {
            Decision.RequireThreshold(Threshold);
            _network = Network.Resolve(this);
            WarnOfThreshold(_network);
            RequireDistinctNames();
            _predictor = new Predictor(_network.Parameter, UnknownCategory, WriteWarning);
        });
        _added = AddedColumns();
        _reader = new FeatureReader(_network.Parameter, UnknownCategory, WriteWarning);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Attempt(InputObject.BaseObject is Dataset ? _predictDataset ??= PredictDataset : _predictRow ??= PredictRow, InputObject);
    }

    private void PredictDataset()
    {
        var dataset = (Dataset)InputObject.BaseObject;
        var samples = new SampleRowBuilder(dataset, _added);
        WarnOfColumnsThatGiveWay(samples.Columns);
        Matrix<double> predictions = _predictor!.Predict(dataset, Cancellation);
        double[] values = predictions.AsColumnMajorArray();
        for (int sample = 0; sample < predictions.ColumnCount; sample++)
        {
            samples.Take(sample);
            Write(samples.Builder, values.AsSpan(sample * predictions.RowCount, predictions.RowCount));
        }
    }

    private void PredictRow()
    {
        TableReader.RequireRow(++_number, InputObject.BaseObject);
        _row.Read(InputObject, _number);
        string[] columns = _row.Columns;
        if (_columns != columns)
        {
            WarnOfColumnsThatGiveWay(columns);
            _builder = new RowBuilder(columns, _added);
            _columns = columns;
        }

        ReadOnlySpan<double> prediction = _predictor!.Predict(_reader!.Read(_number, columns, _valueOf ??= _row.ValueOf));
        for (int i = 0; i < _builder.Kept.Length; i++)
        {
            _builder.Values[i] = _row.CellOf(_builder.Kept[i]);
        }

        Write(_builder, prediction);
    }

    private void WarnOfColumnsThatGiveWay(string[] columns)
    {
        string[] taken = [.. columns.Intersect(_added, StringComparer.OrdinalIgnoreCase)];
        if (taken.Length > 0 && !_hasWarned)
        {
            _hasWarned = true;
            WriteWarning($"The input has the column{(taken.Length == 1 ? "" : "s")} {string.Join(" and ", taken)}, which the prediction's own will replace in the output. Rename them first to keep both.");
        }
    }

    private void RequireDistinctNames()
    {
        if (AllProbability && _network.ClassName.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } same)
        {
            throw Errors.ClassNameAmbiguous(same);
        }
    }

    /// <summary>Adds what the network gave (the probability of each class, or the numbers) to a row, and writes it.</summary>
    private void Write(RowBuilder builder, ReadOnlySpan<double> output)
    {
        Span<object?> added = builder.Added;
        if (_network.Task == NetworkTask.Regression)
        {
            Box(output, added);
        }
        else
        {
            var decision = Decision.Of(output, Threshold);
            added[0] = _network.Parameter.Schema.ClassLabel[decision.ClassIndex];
            added[1] = decision.Probability;
            if (AllProbability)
            {
                Box(output, added[2..]);
            }
        }

        WriteObject(builder.Build());
    }

    private static void Box(ReadOnlySpan<double> numbers, Span<object?> objects)
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            objects[i] = numbers[i];
        }
    }

    /// <summary>The names of the columns that are added.</summary>
    private string[] AddedColumns()
    {
        return _network.Task switch
        {
            NetworkTask.Regression when _network.TargetName.Count == 1 => ["Prediction"],
            NetworkTask.Regression => [.. _network.TargetName.Select(name => $"Prediction({name})")],
            _ when AllProbability => ["Prediction", "Probability", .. _network.ClassName.Select(name => $"P({name})")],
            _ => ["Prediction", "Probability"],
        };
    }
}
