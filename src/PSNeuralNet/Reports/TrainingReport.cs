using PSNeuralNet.Charts;
using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Networks;
using PSNeuralNet.Training;

namespace PSNeuralNet.Reports;

/// <summary>Everything that a page about a training shows, as numbers: the training, how good its network is, and charts.</summary>
public sealed record TrainingReport
{
    // What is drawn of a large table: more cannot be seen, and makes a page slow.
    private const int MostDrawn = 1500;

    // Multiplications for the importances: some seconds.
    private const long MostShuffling = 50_000_000_000;

    private const int LeastShuffled = 200, MostShuffled = 20_000;

    // Epochs of the slider: a page of more has some megabytes.
    private const int MostFrames = 40;

    private const int LongestTitle = 200;

    // Enough for a smooth picture, and two kilobytes an epoch.
    private const int Resolution = 81;

    private TrainingReport()
    {
    }

    /// <summary>The title of the page.</summary>
    public required string Title { get; init; }

    /// <summary>The training.</summary>
    public required TrainingResult Result { get; init; }

    /// <summary>The data that the network was measured on, under the network's names.</summary>
    public required Dataset Measured { get; init; }

    /// <summary>Whether that is other data than it was trained on.</summary>
    public required bool HasTestData { get; init; }

    /// <summary>How good the network is on it.</summary>
    public required NetworkReport Metrics { get; init; }

    /// <summary>How good it is on the data it was trained on; null where that is what it was measured on.</summary>
    public required NetworkReport? TrainingMetrics { get; init; }

    /// <summary>The cost by epoch.</summary>
    public required CostChart Cost { get; init; }

    /// <summary>What each column is worth.</summary>
    public required ImportanceChart Importance { get; init; }

    /// <summary>How many samples that was measured on.</summary>
    public required int ImportanceSampleCount { get; init; }

    /// <summary>Predicted against actual numbers, and what is left between; null for classes.</summary>
    public required RegressionChart? Predictions { get; init; }

    /// <summary>What the network saw where, at each epoch that was kept and at the end; none for numbers, and where there are not two columns for axes.</summary>
    public required IReadOnlyList<BoundaryFrame> Boundary { get; init; }

    /// <summary>The network as a diagram.</summary>
    public required DiagramChart Diagram { get; init; }

    /// <summary>Computes a report.</summary>
    /// <param name="result">The training.</param>
    /// <param name="dataset">Data to measure on, best such that it was not trained on; null for the data that it was trained on.</param>
    /// <param name="title">The title, of at most 200 characters; null for the name of the data.</param>
    /// <param name="feature">The two columns of the decision boundary; null for the only two, or the two that matter most.</param>
    /// <param name="warn">Told of texts that were not in the training data; null for nobody.</param>
    /// <param name="cancellation">Ends the computation early.</param>
    /// <exception cref="NetworkException">
    /// There is no cost, the title is too long, the data does not suit the network, or the columns cannot be axes.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static TrainingReport Create(
        TrainingResult result, Dataset? dataset = null, string? title = null, IReadOnlyList<string>? feature = null, Action<string>? warn = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        RequireTitle(title);
        NetworkParameter network = result.Parameter;
        var cost = CostChart.Of([result]);
        if (feature is not null && network.Task == NetworkTask.Regression)
        {
            throw ChartErrors.ChartTaskMismatch(ChartKind.DecisionBoundary, network.Task);
        }

        network.RequireFinite();
        Dataset measured = Evaluator.Recode(dataset ?? result.Dataset, network, new UnknownCategoryReporter(UnknownCategory.Warning, warn));
        Dataset shuffled = Part(measured, MostShufflable(network));
        IReadOnlyList<FeatureImportance> importance = PermutationImportance.Measure(shuffled, network, seed: 0, cancellation: cancellation);
        bool hasTestData = dataset is not null && !ReferenceEquals(dataset, result.Dataset);
        return new TrainingReport
        {
            Title = string.IsNullOrWhiteSpace(title) ? $"Prediction of {ShortText.Of(string.Join(", ", result.Parameter.Schema.TargetName), 80)}" : title,
            Result = result,
            Measured = measured,
            HasTestData = hasTestData,
            Metrics = Evaluator.Measure(measured, network, cancellation: cancellation),
            TrainingMetrics = hasTestData ? Evaluator.Measure(result.Dataset, network, cancellation: cancellation) : null,
            Cost = cost,
            Importance = ImportanceChart.Of(importance),
            ImportanceSampleCount = shuffled.SampleCount,
            Predictions = network.Task == NetworkTask.Regression ? RegressionChart.Create(ChartKind.PredictedVsActual, network, Part(measured, MostDrawn), cancellation) : null,
            Boundary = network.Task == NetworkTask.Regression ? [] : Frames(result, Part(measured, MostDrawn), feature ?? BoundaryFrame.Axes(measured.Schema, importance), cancellation),
            Diagram = DiagramChart.Of(network),
        };
    }

    /// <summary>Makes sure that a title can be read.</summary>
    /// <exception cref="NetworkException">It is too long.</exception>
    public static void RequireTitle(string? title)
    {
        if (title?.Length > LongestTitle)
        {
            throw ChartErrors.ChartTextTooLong("title", title);
        }
    }

    private static IReadOnlyList<BoundaryFrame> Frames(TrainingResult result, Dataset data, IReadOnlyList<string>? feature, CancellationToken cancellation)
    {
        if (feature is null)
        {
            return [];
        }

        return
        [
            .. Chart.Spread(result.CostHistory.Snapshot.Count, MostFrames).Select(i => result.CostHistory.Snapshot[i]).Select(one => new BoundaryFrame(one.Epoch, BoundaryChart.Create(one.Parameter, data, feature, Resolution, cancellation))),
            new BoundaryFrame(null, BoundaryChart.Create(result.Parameter, data, feature, Resolution, cancellation)),
        ];
    }

    /// <summary>How many samples the importances can be measured on in some seconds.</summary>
    private static int MostShufflable(NetworkParameter network)
    {
        long columns = network.Schema.Column.Count(column => !column.IsLeftOut);
        return (int)Math.Clamp(MostShuffling / (5 * columns * network.ParameterCount), LeastShuffled, MostShuffled);
    }

    /// <summary>An even selection of the samples that count, where there are very many.</summary>
    private static Dataset Part(Dataset dataset, int most)
    {
        Dataset counting = dataset.WithoutWeightless();
        return counting.SampleCount <= most ? counting : counting.Take(Chart.Spread(counting.SampleCount, most));
    }
}

/// <summary>What a network saw where at one time.</summary>
/// <param name="Epoch">The epoch, before whose update that was; null for the trained network.</param>
/// <param name="Chart">The picture.</param>
public sealed record BoundaryFrame(int? Epoch, BoundaryChart Chart)
{
    /// <summary>The share of the drawn samples whose class is predicted rightly.</summary>
    public double RightShare => Chart.Sample.Count == 0 ? double.NaN : 1 - (Chart.Sample.Count(sample => sample.IsMistaken) / (double)Chart.Sample.Count);

    /// <summary>The two columns to draw by: the only ones that can be axes, or the two of them that matter most; null where there are no two.</summary>
    internal static IReadOnlyList<string>? Axes(DataSchema schema, IReadOnlyList<FeatureImportance> importance)
    {
        IReadOnlyList<string> usable = BoundaryChart.Axes(schema);
        return usable.Count < 2 ? null
            : usable.Count == 2 ? usable
            : [.. importance.Select(column => column.Name).Where(usable.Contains).Take(2)];
    }
}
