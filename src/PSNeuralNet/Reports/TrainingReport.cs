using PSNeuralNet.Charts;
using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Networks;
using PSNeuralNet.Training;

namespace PSNeuralNet.Reports;

/// <summary>The numbers of a report: the training, the metrics of its network, and charts.</summary>
internal sealed record TrainingReport
{
    // Samples drawn: more make the page slow.
    private const int MaximumSamples = 1500;

    // Multiplications for the importances: some seconds.
    private const long MaximumWork = 50_000_000_000;

    private const int MinimumShuffled = 200, MaximumShuffled = 20_000;

    // Snapshots of the slider, of some 20 kilobytes each.
    private const int MaximumFrames = 40;

    private const int MaximumTitle = 200, MaximumDescription = 2000;

    // Confidence of the prediction intervals.
    private const double Confidence = 0.9;

    // Grid points of a decision boundary: smooth, and two kilobytes for each snapshot.
    private const int Resolution = 81;

    // Partial dependences: some pictures, each of a few kilobytes.
    private const int MaximumDependences = 6, DependenceResolution = 25, MaximumRows = 25, MinimumDependent = 50, MaximumDependent = 1000;

    private TrainingReport()
    {
    }

    public required string Title { get; init; }

    /// <summary>The intended use, for the model card; null where it is not stated.</summary>
    public required string? Description { get; init; }

    /// <summary>The day of the report.</summary>
    public DateTime Date { get; init; } = DateTime.Today;

    public required TrainingResult Result { get; init; }

    /// <summary>The data of the metrics, under the names and categories of the network.</summary>
    public Dataset Measured => Rows.Samples;

    /// <summary>The samples that metrics and charts are of.</summary>
    public required MeasuredRows Rows { get; init; }

    /// <summary>The metrics of the samples.</summary>
    public required NetworkReport Metrics { get; init; }

    /// <summary>The metrics of the training data; null where <see cref="Metrics"/> are those.</summary>
    public required NetworkReport? TrainingMetrics { get; init; }

    /// <summary>Errors by row and group, intervals, and drift: the part in plain words; null for several labels.</summary>
    public required ReportFindings? Findings { get; init; }

    public required CostChart Cost { get; init; }

    public required ImportanceChart Importance { get; init; }

    /// <summary>The number of samples of the permutation importance.</summary>
    public required int ImportanceSampleCount { get; init; }

    /// <summary>Partial dependence on the most important columns; null where there is none that has a grid.</summary>
    public required DependenceChart? Dependence { get; init; }

    /// <summary>The number of samples of the partial dependence.</summary>
    public required int DependenceSampleCount { get; init; }

    /// <summary>Rows whose predictions are explained; none for a network without background sample.</summary>
    public required IReadOnlyList<ExplainedRow> Explained { get; init; }

    /// <summary>Actual and predicted numbers; null for classes.</summary>
    public required RegressionChart? Predictions { get; init; }

    /// <summary>Coverage and width of 90 % prediction intervals; empty for classes, and for networks without a calibration of ten samples or more.</summary>
    public required IReadOnlyList<IntervalCoverage> Interval { get; init; }

    /// <summary>The decision boundary of each snapshot and of the trained network; empty for numbers, several labels, and without two columns for axes.</summary>
    public required IReadOnlyList<BoundaryFrame> Boundary { get; init; }

    /// <summary>The diagram of the network; of an ensemble, of its first one.</summary>
    public required DiagramChart Diagram { get; init; }

    /// <summary>Computes a report. Parameters and errors are those of the Write of <see cref="ReportFile"/>.</summary>
    public static TrainingReport Create(
        TrainingResult result, Dataset? dataset = null, string? title = null, IReadOnlyList<string>? feature = null, string? description = null, Action<string>? warn = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        RequireTexts(title, description);
        NetworkParameter network = result.Parameter;
        var cost = CostChart.Of([result]);
        if (feature is not null && !network.Task.HasClasses())
        {
            throw ChartErrors.ChartTaskMismatch(ChartKind.DecisionBoundary, network.Task);
        }

        network.RequireFinite();
        var rows = MeasuredRows.Of(result, dataset, warn);
        Dataset shuffled = Part(rows.Samples, ShuffledCount(network));
        IReadOnlyList<FeatureImportance> importance = PermutationImportance.Measure(shuffled, network, seed: 0, cancellation: cancellation);
        NetworkReport metrics = rows.Measure(cancellation);
        var importances = ImportanceChart.Of(importance);
        IReadOnlyList<DependencePoint> dependence = Dependencies(shuffled, network, importance, cancellation);
        return new TrainingReport
        {
            Title = string.IsNullOrWhiteSpace(title) ? $"Prediction of {ShortText.Of(string.Join(", ", result.Parameter.Schema.TargetName), 80)}" : title,
            Description = string.IsNullOrWhiteSpace(description) ? null : description,
            Result = result,
            Rows = rows,
            Metrics = metrics,
            TrainingMetrics = rows.Training is { } training ? Evaluator.Measure(training, network, cancellation: cancellation) : null,
            Findings = network.Task == NetworkTask.MultiLabel ? null : ReportFindings.Of(rows, metrics, network, importances, cancellation),
            Cost = cost,
            Importance = importances,
            ImportanceSampleCount = shuffled.SampleCount,
            Dependence = dependence.Count == 0 ? null : DependenceChart.Of(dependence),
            DependenceSampleCount = dependence.Select(point => point.SampleCount).DefaultIfEmpty().Max(),
            Explained = ExplainedRow.Of(rows, network, cancellation),
            Predictions = network.Task == NetworkTask.Regression ? RegressionChart.Create(ChartKind.PredictedVsActual, rows, MaximumSamples, cancellation) : null,
            Interval = network.Task == NetworkTask.Regression && network.Metadata.Conformal is { } conformal && conformal.Target[0].Scores.HighestConfidence >= Confidence
                ? IntervalCoverage.Measure(rows.Samples, rows.PredictAll(cancellation), network.Quantile, conformal, Confidence) : [],
            Boundary = !network.Task.HasClasses() || (feature is null && network.ClassName.Count > BoundaryChart.MaximumClasses) ? [] : Frames(result, rows, feature ?? BoundaryFrame.Axes(rows.Samples.Schema, importance), cancellation),
            Diagram = DiagramChart.Of(network.Single[0]),
        };
    }

    /// <exception cref="NetworkException">The title has more than 200 characters, or the description more than 2,000.</exception>
    public static void RequireTexts(string? title, string? description = null)
    {
        if (title?.Length > MaximumTitle)
        {
            throw ChartErrors.ChartTextTooLong("title", title);
        }

        if (description?.Length > MaximumDescription)
        {
            throw ReportErrors.ReportDescriptionTooLong(description, MaximumDescription);
        }
    }

    private static IReadOnlyList<BoundaryFrame> Frames(TrainingResult result, MeasuredRows rows, IReadOnlyList<string>? feature, CancellationToken cancellation)
    {
        if (feature is null)
        {
            return [];
        }

        MeasuredRows part = rows.Take([.. Chart.Spread(rows.Counting.Length, MaximumSamples).Select(i => rows.Counting[i])], cancellation);
        return
        [
            .. Chart.Spread(result.CostHistory.Snapshot.Count, MaximumFrames).Select(i => result.CostHistory.Snapshot[i]).Select(one => new BoundaryFrame(one.Epoch, BoundaryChart.Create(part.PredictedBy(one.Parameter), feature, Resolution, cancellation))),
            new BoundaryFrame(null, BoundaryChart.Create(part, feature, Resolution, cancellation)),
        ];
    }

    /// <summary>Partial dependence on the most important columns: of two classes or a number with curves of rows.</summary>
    private static IReadOnlyList<DependencePoint> Dependencies(Dataset dataset, NetworkParameter network, IReadOnlyList<FeatureImportance> importance, CancellationToken cancellation)
    {
        IReadOnlyList<string> usable = PartialDependence.Columns(dataset);
        string[] columns = [.. importance.Select(column => column.Name).Where(usable.Contains).Take(Math.Min(MaximumDependences, DependenceChart.MaximumPanels / network.Schema.TargetName.Count))];
        return columns.Length == 0 ? [] :
        [
            .. PartialDependence.Measure(dataset, network, new PartialDependenceOptions
            {
                Feature = columns,
                GridResolution = DependenceResolution,
                IndividualCount = network.Schema.OutputCount == 1 ? MaximumRows : 0,
                MaximumSampleCount = (int)Math.Clamp(MaximumWork / 10 / (columns.Length * DependenceResolution * network.ParameterCount), MinimumDependent, MaximumDependent),
            }, cancellation: cancellation),
        ];
    }

    /// <summary>The number of samples whose permutation importance takes some seconds.</summary>
    private static int ShuffledCount(NetworkParameter network)
    {
        long columns = network.Schema.Column.Count(column => !column.IsLeftOut);
        return (int)Math.Clamp(MaximumWork / (5 * columns * network.ParameterCount), MinimumShuffled, MaximumShuffled);
    }

    /// <summary>The samples with a weight above 0, or an even selection of very many.</summary>
    private static Dataset Part(Dataset dataset, int maximum)
    {
        Dataset counting = dataset.WithoutWeightless();
        return counting.SampleCount <= maximum ? counting : counting.Take(Chart.Spread(counting.SampleCount, maximum));
    }
}

/// <summary>The decision boundary of a snapshot.</summary>
/// <param name="Epoch">The epoch before whose update it was taken; null for the trained network.</param>
/// <param name="Chart">The decision boundary.</param>
internal sealed record BoundaryFrame(int? Epoch, BoundaryChart Chart)
{
    /// <summary>The accuracy on the drawn samples.</summary>
    public double RightShare => Chart.Sample.Count == 0 ? double.NaN : 1 - (Chart.Sample.Count(sample => sample.IsMistaken) / (double)Chart.Sample.Count);

    /// <summary>The columns of the axes: the only two that can be axes, or the two most important ones; null for fewer than two.</summary>
    public static IReadOnlyList<string>? Axes(DataSchema schema, IReadOnlyList<FeatureImportance> importance)
    {
        IReadOnlyList<string> usable = Charts.Chart.AxisColumns(schema);
        return usable.Count < 2 ? null
            : usable.Count == 2 ? usable
            : [.. importance.Select(column => column.Name).Where(usable.Contains).Take(2)];
    }
}
