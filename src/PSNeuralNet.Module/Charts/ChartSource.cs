using System.Collections;

namespace PSNeuralNet.Commands;

/// <summary>The source of a chart: input objects, sorted by type, and parameters.</summary>
internal sealed class ChartSource
{
    private readonly NetworkCmdlet _cmdlet;
    private readonly IReadOnlyList<string>? _feature;
    private readonly List<object> _objects = [];
    private NetworkReference? _network;
    private readonly List<ClassificationReport> _reports = [];
    private readonly List<SearchTrial> _trials = [];
    private readonly List<PSObject> _rows = [];
    private readonly bool _hasRowsOfTable;
    private DatasetReference? _dataset;

    /// <param name="cmdlet">The cmdlet, for the current location and warnings.</param>
    /// <param name="inputs">The objects that were piped in.</param>
    /// <param name="network">The value of -Network.</param>
    /// <param name="dataset">The value of -Dataset.</param>
    /// <param name="feature">The two columns for the axes of a decision boundary.</param>
    /// <param name="kind">The value of -Kind.</param>
    /// <exception cref="NetworkException">An object cannot be drawn.</exception>
    public ChartSource(NetworkCmdlet cmdlet, IEnumerable<PSObject> inputs, NetworkReference? network, DatasetReference? dataset, IReadOnlyList<string>? feature, ChartKind? kind)
    {
        _cmdlet = cmdlet;
        _network = network;
        _dataset = dataset;
        _feature = feature;

        // Rows of a cost history need no network.
        _hasRowsOfTable = network is not null && kind is not ChartKind.Cost;
        foreach (PSObject input in inputs)
        {
            Add(input);
        }

        if (_rows.Count > 0)
        {
            _dataset = _dataset is null ? DatasetReference.Of(_rows) : throw Several("datasets", _rows[0].BaseObject);
        }
    }

    /// <summary>True for points of a partial dependence, which are drawn as they are.</summary>
    public bool HasDependence => Has<DependencePoint>();

    /// <summary>The default chart for the objects.</summary>
    /// <exception cref="NetworkException">There is none.</exception>
    public ChartKind Kind
    {
        get
        {
            if (Has<OutOfFold>())
            {
                return OfSamples(One<OutOfFold>(ChartKind.ConfusionMatrix).Report is RegressionReport);
            }

            if (_dataset is not null && (_network is not null || Has<TrainingResult>()) && !Has<FeatureImportance>() && !Has<DependencePoint>() && !Has<ConfusionMatrix>())
            {
                return OfSamples(Network(ChartKind.ConfusionMatrix).Task == NetworkTask.Regression);
            }

            if (Has<FeatureImportance>() && Has<DependencePoint>())
            {
                throw Errors.ChartInputInvalid($"There are importances and points of a partial dependence, which are charts of their own. Draw one after the other, or name one with -Kind.", null);
            }

            return _trials.Count > 0 ? ChartKind.SearchHistory
                : Has<FeatureImportance>() ? ChartKind.Importance
                : Has<DependencePoint>() ? ChartKind.PartialDependence
                : Has<ConfusionMatrix>() ? ChartKind.ConfusionMatrix
                : _objects.Count > 0 ? ChartKind.Cost
                : _network is not null ? ChartKind.Network
                : throw Errors.ChartKindUnclear();

            static ChartKind OfSamples(bool isRegression) => isRegression ? ChartKind.PredictedVsActual : ChartKind.ConfusionMatrix;
        }
    }

    /// <summary>Computes the chart.</summary>
    /// <param name="kind">The kind of chart.</param>
    /// <param name="cancellation">Cancels the computation.</param>
    /// <exception cref="NetworkException">The network, the samples or the history is missing, or does not match the kind.</exception>
    public Chart Chart(ChartKind kind, CancellationToken cancellation)
    {
        if (Has<OutOfFold>() && (_dataset is not null || _network is not null || _objects.Count > 1))
        {
            throw Errors.ChartInputInvalid($"Out-of-fold predictions are drawn by themselves: they have their rows, and need no network. Give only them, or only the training result.", One<OutOfFold>(kind));
        }

        if (_dataset is not null && (_network is not null || All<TrainingResult>().Length == 1))
        {
            Dataset samples = _dataset.Resolve(_cmdlet, Network(kind).Schema);
            FeatureCheck.Run(samples, Network(kind), UnknownCategory.Warning, DatasetWarnings.Once(samples, _cmdlet.WriteWarning));
        }

        return PSNeuralNet.Charts.Chart.Create(kind, new ChartInput
        {
            Network = () => Network(kind),
            Dataset = () => _dataset?.Resolve(_cmdlet, Network(kind).Schema) ?? throw Errors.ChartDatasetMissing(kind),
            Training = () => Training(kind),
            OutOfFold = Has<OutOfFold>() ? One<OutOfFold>(kind) : null,
            Results = All<TrainingResult>(),
            Epochs = All<EpochCost>(),
            Importances = All<FeatureImportance>(),
            Dependence = All<DependencePoint>(),
            Matrix = kind == ChartKind.ConfusionMatrix && Has<ConfusionMatrix>() ? One<ConfusionMatrix>(kind) : null,
            Report = kind == ChartKind.Reliability && _reports.Count > 0 ? One(kind, _reports) : null,
            Trials = _trials,
            Feature = _feature,
        }, cancellation);
    }

    private void Add(PSObject input)
    {
        switch (input.BaseObject)
        {
            case TrainingResult or OutOfFold or EpochCost or FeatureImportance or DependencePoint or ConfusionMatrix:
                _objects.Add(input.BaseObject);
                break;
            case SearchTrial trial:
                _trials.Add(trial);
                break;
            case ClassificationReport report:
                _objects.Add(report.ConfusionMatrix);
                _reports.Add(report);
                break;
            case RegressionReport:
                throw Errors.ChartInputInvalid($"A report on numbers has no predictions to draw. Draw them of the network and the samples: Export-NetworkChart -Kind PredictedVsActual (or Residual) -Network ... -Dataset ...", input.BaseObject);
            case Dataset dataset:
                _dataset = _dataset is null || ReferenceEquals(_dataset.Dataset, dataset) ? DatasetReference.Of(dataset) : throw Several("datasets", dataset);
                break;
            case NetworkParameter or NeuralNetwork or string or FileInfo:
                _network = _network is null ? NetworkReference.Of(input) : throw Several("networks", input.BaseObject);
                break;
            case IEnumerable list and not PSCustomObject and not IDictionary:
                // -InputObject does not enumerate a cost history.
                foreach (object? item in list)
                {
                    Add(PSObject.AsPSObject(item ?? throw Errors.ChartInputInvalid($"The input contains $null, which cannot be drawn.", list)));
                }

                break;
            default:
                if (_hasRowsOfTable && DatasetReference.IsRow(input))
                {
                    _rows.Add(input);
                    break;
                }

                _objects.Add(Row(input));
                break;
        }
    }

    /// <summary>Converts a row with the properties Epoch, Cost and possibly ValidationCost, for instance from a CSV file.</summary>
    private static EpochCost Row(PSObject row)
    {
        try
        {
            double? Number(string name) =>
                BaseObject.Of(row.BaseObject is IDictionary dictionary ? dictionary[name] : row.Properties[name]?.Value) switch
                {
                    null or "" => null,
                    string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : throw NoNumber(name, text, row),
                    { } value => Convert.ToDouble(value, CultureInfo.InvariantCulture),
                };

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

        SearchTrialCopy.Refuse(row);
        if (row.TypeNames.FirstOrDefault() is { } type && type.StartsWith("Deserialized.", StringComparison.Ordinal))
        {
            // Of a result, the costs can be drawn.
            if (type != $"Deserialized.{typeof(TrainingResult).FullName}")
            {
                DeserializedObject.Refuse(row);
            }

            throw Errors.ChartInputInvalid($"An object of the type {type} is a deserialized copy (from a job, a remote session or a file), which cannot be drawn. Draw the original there, or return its CostHistory, which can be drawn; transfer networks with Export-Network and Import-Network.", row.BaseObject);
        }

        throw Errors.ChartInputInvalid($"An object of the type {row.BaseObject.GetType().Name} cannot be drawn. Give training results, out-of-fold predictions, cost histories, networks, datasets, trials of Search-NetworkHyperparameter, classification reports of Measure-Network, the output of Measure-NetworkFeature, or, with -Network, rows of a table.", row.BaseObject);
    }

    private static NetworkException NoNumber(string name, string text, PSObject row) =>
        Errors.ChartInputInvalid($"'{text}' in the column {name} is not a number with a decimal point. If your culture has a decimal comma, set [cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture before Export-Csv.", row.BaseObject);

    private NetworkParameter Network(ChartKind kind) =>
        _network is not null ? _network.Resolve(_cmdlet).Parameter
            : Has<TrainingResult>() ? One<TrainingResult>(kind).Parameter
            : throw Errors.ChartNetworkMissing(kind, Fitting());

    /// <summary>The training whose rows are drawn, where no samples are given; null for none.</summary>
    private TrainingResult? Training(ChartKind kind)
    {
        if (_dataset is not null)
        {
            return null;
        }

        TrainingResult? result = Has<TrainingResult>() ? One<TrainingResult>(kind) : _network?.Training;
        if (result is not null && !ReferenceEquals(Network(kind), result.Parameter))
        {
            throw Errors.ChartInputInvalid($"The network of -Network is not that of the training result, so it may have been trained on other rows. Give the rows to draw with -Dataset, or only the training result.", _network);
        }

        return result;
    }

    /// <summary>The kinds that need no other object.</summary>
    private List<ChartKind> Fitting()
    {
        List<ChartKind> kinds = [];
        void Add(bool isGiven, ChartKind kind)
        {
            if (isGiven)
            {
                kinds.Add(kind);
            }
        }

        Add(Has<EpochCost>(), ChartKind.Cost);
        Add(Has<ConfusionMatrix>(), ChartKind.ConfusionMatrix);
        Add(_reports.Count > 0, ChartKind.Reliability);
        Add(_trials.Count > 0, ChartKind.SearchHistory);
        Add(Has<FeatureImportance>(), ChartKind.Importance);
        Add(Has<DependencePoint>(), ChartKind.PartialDependence);
        return kinds;
    }

    private bool Has<T>() => _objects.OfType<T>().Any();

    private T[] All<T>() => [.. _objects.OfType<T>()];

    private T One<T>(ChartKind kind) => One(kind, All<T>());

    private static T One<T>(ChartKind kind, IReadOnlyList<T> all) =>
        all.Count == 1 ? all[0] : throw Errors.ChartInputInvalid($"A chart {kind} shows a single network, but {all.Count} were given. Draw one chart for each.", all);

    private static NetworkException Several(string what, object value) =>
        Errors.ChartInputInvalid($"A chart shows a single network and a single dataset, but several {what} were given. Draw one chart for each.", value);
}
