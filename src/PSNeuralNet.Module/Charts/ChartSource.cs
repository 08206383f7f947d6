using System.Collections;
using System.Globalization;
using System.Management.Automation;
using PSNeuralNet.Charts;
using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Networks;
using PSNeuralNet.Training;

namespace PSNeuralNet.Commands;

/// <summary>The source of a chart: input objects, sorted by type, and parameters.</summary>
internal sealed class ChartSource
{
    private readonly PSCmdlet _cmdlet;
    private readonly IReadOnlyList<string>? _feature;
    private readonly List<TrainingResult> _results = [];
    private readonly List<EpochCost> _epochs = [];
    private readonly List<FeatureImportance> _importances = [];
    private readonly List<ConfusionMatrix> _matrices = [];
    private NetworkReference? _network;
    private Dataset? _dataset;

    /// <param name="cmdlet">The cmdlet, for the current location and warnings.</param>
    /// <param name="inputs">The objects that were piped in.</param>
    /// <param name="network">The value of -Network.</param>
    /// <param name="dataset">The value of -Dataset.</param>
    /// <param name="feature">The two columns for the axes of a decision boundary.</param>
    /// <exception cref="NetworkException">An object cannot be drawn.</exception>
    public ChartSource(PSCmdlet cmdlet, IEnumerable<PSObject> inputs, NetworkReference? network, Dataset? dataset, IReadOnlyList<string>? feature)
    {
        _cmdlet = cmdlet;
        _network = network;
        _dataset = dataset;
        _feature = feature;
        foreach (PSObject input in inputs)
        {
            Add(input);
        }
    }

    /// <summary>The default chart for the objects.</summary>
    /// <exception cref="NetworkException">There is none.</exception>
    public ChartKind Kind
    {
        get
        {
            if (_importances.Count > 0)
            {
                return ChartKind.Importance;
            }

            if (_matrices.Count > 0)
            {
                return ChartKind.ConfusionMatrix;
            }

            if (_dataset is not null && (_network is not null || _results.Count > 0))
            {
                return Network(ChartKind.ConfusionMatrix).Task == NetworkTask.Regression ? ChartKind.PredictedVsActual : ChartKind.ConfusionMatrix;
            }

            return _results.Count > 0 || _epochs.Count > 0 ? ChartKind.Cost
                : _network is not null ? ChartKind.Network
                : throw Errors.ChartKindUnclear();
        }
    }

    /// <summary>Computes the chart.</summary>
    /// <param name="kind">The kind of chart.</param>
    /// <param name="cancellation">Cancels the computation.</param>
    /// <exception cref="NetworkException">The network, the samples or the history is missing, or does not match the kind.</exception>
    public Chart Chart(ChartKind kind, CancellationToken cancellation)
    {
        if (_dataset is not null && (_network is not null || _results.Count == 1))
        {
            CategoryCheck.Run(_dataset, Network(kind).Schema, UnknownCategory.Warning, _cmdlet.WriteWarning);
        }

        switch (kind)
        {
            case ChartKind.Cost:
                return _results.Count > 0 ? CostChart.Of(_results) : CostChart.Of(_epochs);
            case ChartKind.Importance:
                return ImportanceChart.Of(_importances);
            case ChartKind.ConfusionMatrix when _matrices.Count > 0:
                return ConfusionChart.Of(One(_matrices, kind));
            case ChartKind.ConfusionMatrix:
                return ConfusionChart.Create(Network(kind), Data(kind), cancellation);
            case ChartKind.DecisionBoundary:
                return BoundaryChart.Create(Network(kind), Data(kind), _feature, cancellation: cancellation);
            case ChartKind.Roc or ChartKind.PrecisionRecall:
                return CurveChart.Create(kind, Network(kind), Data(kind), cancellation);
            case ChartKind.PredictedVsActual or ChartKind.Residual:
                return RegressionChart.Create(kind, Network(kind), Data(kind), cancellation);
            case ChartKind.Weights:
                return WeightChart.Of(Network(kind));
            default:
                return DiagramChart.Of(Network(kind));
        }
    }

    private void Add(PSObject input)
    {
        switch (input.BaseObject)
        {
            case TrainingResult result:
                _results.Add(result);
                break;
            case EpochCost epoch:
                _epochs.Add(epoch);
                break;
            case FeatureImportance importance:
                _importances.Add(importance);
                break;
            case ClassificationReport report:
                _matrices.Add(report.ConfusionMatrix);
                break;
            case ConfusionMatrix matrix:
                _matrices.Add(matrix);
                break;
            case Dataset dataset:
                _dataset = _dataset is null || ReferenceEquals(_dataset, dataset) ? dataset : throw Several("datasets", dataset);
                break;
            case NetworkParameter or NeuralNetwork or string or FileInfo:
                _network = _network is null ? NetworkReference.Of(input) : throw Several("networks", input.BaseObject);
                break;
            case IEnumerable list and not PSCustomObject and not IDictionary:
                // -InputObject does not enumerate a cost history.
                foreach (object? item in list)
                {
                    Add(PSObject.AsPSObject(item ?? throw Errors.ChartInputInvalid("Among the objects there is $null, which is nothing to draw.", list)));
                }

                break;
            default:
                _epochs.Add(Row(input));
                break;
        }
    }

    /// <summary>Converts a row with the properties Epoch, Cost and possibly ValidationCost, for instance from a CSV file.</summary>
    private static EpochCost Row(PSObject row)
    {
        try
        {
            double? Number(string name)
            {
                return BaseObject.Of(row.BaseObject is IDictionary dictionary ? dictionary[name] : row.Properties[name]?.Value) switch
                {
                    null or "" => null,
                    string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : throw NoNumber(name, text, row),
                    { } bare => Convert.ToDouble(bare, CultureInfo.InvariantCulture),
                };
            }

            if (Number("Epoch") is >= 0 and <= int.MaxValue and { } epoch && Number("Cost") is { } cost)
            {
                return Number("ValidationCost") is { } validation
                    ? new ClassificationEpochCost((int)epoch, cost, validation, double.NaN, double.NaN)
                    : new EpochCost((int)epoch, cost);
            }
        }
        catch (Exception exception) when (exception is FormatException or InvalidCastException or OverflowException or ExtendedTypeSystemException)
        {
            // Not a row of a cost history.
        }

        if (row.TypeNames.FirstOrDefault() is { } type && type.StartsWith("Deserialized.", StringComparison.Ordinal))
        {
            throw Errors.ChartInputInvalid($"An object of the type {type} came back from a job, from another computer or from a file, as a copy that is nothing to draw. Draw it there, or bring the CostHistory alone, whose epochs can be drawn; a network comes along by Export-Network and Import-Network.", row.BaseObject);
        }

        throw Errors.ChartInputInvalid($"An object of the type {row.BaseObject.GetType().Name} is nothing to draw. Give results of trainings, cost histories, networks, datasets, or what Measure-Network for classes and Measure-NetworkFeature gave.", row.BaseObject);
    }

    private static NetworkException NoNumber(string name, string text, PSObject row)
    {
        return Errors.ChartInputInvalid($"'{text}' in the column {name} is no number with a point. Where numbers have a comma, set [cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture before Export-Csv.", row.BaseObject);
    }

    private NetworkParameter Network(ChartKind kind)
    {
        return _network is not null ? _network.Resolve(_cmdlet).Parameter
            : _results.Count > 0 ? One(_results, kind).Parameter
            : throw Errors.ChartNetworkMissing(kind);
    }

    private Dataset Data(ChartKind kind)
    {
        if (_dataset is null && _results.Count > 0)
        {
            _cmdlet.WriteVerbose($"No -Dataset was given: {kind} shows the training data.");
        }

        return _dataset
            ?? (_results.Count > 0 ? One(_results, kind).Dataset : null)
            ?? _network?.TrainedOn
            ?? throw Errors.ChartDatasetMissing(kind);
    }

    private static T One<T>(List<T> all, ChartKind kind)
    {
        return all.Count == 1 ? all[0] : throw Errors.ChartInputInvalid($"A chart {kind} is one of a single network, but {all.Count} were given. Draw a chart for each.", all);
    }

    private static NetworkException Several(string what, object value)
    {
        return Errors.ChartInputInvalid($"A chart is one of a single network and of a single dataset, but several {what} were given. Draw a chart for each.", value);
    }
}
