using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Networks;
using PSNeuralNet.Search;
using PSNeuralNet.Training;

namespace PSNeuralNet.Charts;

/// <summary>Kinds of charts.</summary>
public enum ChartKind
{
    /// <summary>Training cost by epoch, of one training or several; with validation, the validation cost too.</summary>
    Cost,

    /// <summary>Predicted class over the range of two features, with the samples on top.</summary>
    DecisionBoundary,

    /// <summary>Counts of actual and predicted classes.</summary>
    ConfusionMatrix,

    /// <summary>True-positive rate against false-positive rate, for all thresholds.</summary>
    Roc,

    /// <summary>Precision against recall, for all thresholds.</summary>
    PrecisionRecall,

    /// <summary>Predicted against actual numbers.</summary>
    PredictedVsActual,

    /// <summary>Residuals, actual less predicted, against predicted numbers.</summary>
    Residual,

    /// <summary>Permutation importance of each column.</summary>
    Importance,

    /// <summary>Mean prediction by the value of a column, or of two, and the curves of single rows.</summary>
    PartialDependence,

    /// <summary>Weights of each layer, as a heat map.</summary>
    Weights,

    /// <summary>Units of each layer, with the signs and strengths of the weights between them.</summary>
    Network,

    /// <summary>Reliability diagram: accuracy against the probability of the predicted class, in 15 bins.</summary>
    Reliability,

    /// <summary>Scores of the trials of a search by trial number, and the best score so far.</summary>
    SearchHistory,

    /// <summary>Parallel coordinates of a search: an axis for each setting and one for the score, a line for each trial.</summary>
    SearchParallel,

    /// <summary>Scores of a search against each setting, the most important one first, with means.</summary>
    SearchSetting,

    /// <summary>Scores after each rung of Halving, a line for each trial that went on.</summary>
    SearchLearning,
}

/// <summary>The numbers of a chart, however it is drawn. A new kind adds its lines to the switches of this file.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Title">A title of a few words.</param>
/// <param name="Subtitle">The network or the data; empty for none.</param>
public abstract record Chart(ChartKind Kind, string Title, string Subtitle)
{
    // More dots hide each other.
    private protected const int MaximumSamples = 4000;

    /// <summary>The kind and number of the rows of a training that are drawn, which the subtitle begins with; empty for data that was given.</summary>
    internal string Rows { get; init; } = "";

    /// <summary>Computes a chart.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="input">The objects to compute it from.</param>
    /// <param name="cancellation">Ends the computation early.</param>
    /// <exception cref="NetworkException">The objects that the kind needs are missing, or do not suit it.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static Chart Create(ChartKind kind, ChartInput input, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.OutOfFold is not null && !IsOfPredictions(kind))
        {
            throw ChartErrors.ChartNotOfPredictions(kind, input.OutOfFold.Task);
        }

        if (input.Label is not null && !IsOfLabel(kind))
        {
            throw ChartErrors.ChartLabelUnused(kind, input.Label);
        }

        return kind switch
        {
            ChartKind.Cost => input.Results.Count > 0 ? CostChart.Of(input.Results) : CostChart.Of(input.Epochs),
            ChartKind.DecisionBoundary => BoundaryChart.Create(input.Rows(cancellation), input.Feature, cancellation: cancellation),
            ChartKind.ConfusionMatrix => input.Matrix is { } matrix ? ConfusionChart.Of(matrix) : ConfusionChart.Create(input.Rows(cancellation), cancellation),
            ChartKind.Roc or ChartKind.PrecisionRecall => CurveChart.Create(kind, input.Rows(cancellation), cancellation),
            ChartKind.PredictedVsActual or ChartKind.Residual => RegressionChart.Create(kind, input.Rows(cancellation), cancellation: cancellation),
            ChartKind.Importance => ImportanceChart.Of(input.Importances),
            ChartKind.PartialDependence => input.Dependence.Count > 0 ? DependenceChart.Of(input.Dependence) : DependenceChart.Create(input.Rows(cancellation), input.Feature, cancellation),
            ChartKind.Weights => WeightChart.Of(input.Network()),
            ChartKind.Network => DiagramChart.Of(input.Network()),
            ChartKind.Reliability => input.Report is { } report ? ReliabilityChart.Of(report) : ReliabilityChart.Create(input.Rows(cancellation), cancellation),
            ChartKind.SearchHistory => SearchHistoryChart.Of(input.Trials),
            ChartKind.SearchParallel => SearchParallelChart.Of(input.Trials),
            ChartKind.SearchSetting => SearchSettingChart.Of(input.Trials),
            ChartKind.SearchLearning => SearchLearningChart.Of(input.Trials),
        };
    }

    /// <summary>Names of the columns that can be axes of a decision boundary: those of a single number that varies.</summary>
    /// <param name="schema">The columns of a network or of data.</param>
    public static IReadOnlyList<string> AxisColumns(DataSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return [.. schema.Column.Where(BoundaryPlane.CanBeAxis).Select(column => column.Name)];
    }

    /// <summary>True for kinds that override <see cref="Draw"/>.</summary>
    internal static bool IsText(ChartKind kind) =>
        kind switch
        {
            ChartKind.Cost or ChartKind.DecisionBoundary or ChartKind.ConfusionMatrix or ChartKind.Roc or ChartKind.PrecisionRecall or ChartKind.Reliability => true,
            ChartKind.Importance or ChartKind.PartialDependence or ChartKind.SearchHistory or ChartKind.SearchSetting or ChartKind.SearchLearning => true,
            ChartKind.PredictedVsActual or ChartKind.Residual or ChartKind.Weights or ChartKind.Network or ChartKind.SearchParallel => false,
        };

    /// <summary>True for kinds of trials of a search.</summary>
    internal static bool IsOfTrials(ChartKind kind) => kind is ChartKind.SearchHistory or ChartKind.SearchParallel or ChartKind.SearchSetting or ChartKind.SearchLearning;

    /// <summary>True for kinds that are drawn for one of several labels.</summary>
    internal static bool IsOfLabel(ChartKind kind) => kind is ChartKind.ConfusionMatrix or ChartKind.Roc or ChartKind.PrecisionRecall or ChartKind.Reliability;

    /// <summary>True for kinds that need nothing but predictions and what is actual: no network, no features.</summary>
    internal static bool IsOfPredictions(ChartKind kind) =>
        kind switch
        {
            ChartKind.ConfusionMatrix or ChartKind.Roc or ChartKind.PrecisionRecall or ChartKind.Reliability or ChartKind.PredictedVsActual or ChartKind.Residual => true,
            ChartKind.Cost or ChartKind.DecisionBoundary or ChartKind.Importance or ChartKind.PartialDependence or ChartKind.Weights or ChartKind.Network => false,
            ChartKind.SearchHistory or ChartKind.SearchParallel or ChartKind.SearchSetting or ChartKind.SearchLearning => false,
        };

    /// <summary>The charts that are drawn with characters, one below the other.</summary>
    internal virtual IReadOnlyList<Chart> TextParts => [this];

    /// <summary>Draws the chart with characters.</summary>
    internal virtual void Draw(TextSheet sheet) => throw ChartErrors.ChartKindNotText(Kind);

    /// <summary>Evenly spaced indexes of a number of items: all of them, or a maximum.</summary>
    internal static int[] Spread(int count, int maximum) =>
        count <= maximum ? [.. Enumerable.Range(0, count)] : [.. Enumerable.Range(0, maximum).Select(i => (int)((long)i * count / maximum))];

    /// <exception cref="NetworkException">The network is for the other task, or has weights that are not finite.</exception>
    private protected static void RequireTask(ChartKind kind, MeasuredRows rows, bool isRegression)
    {
        if (rows.Task == NetworkTask.MultiLabel && IsOfLabel(kind))
        {
            throw DataErrors.LabelRequired($"A chart {kind}", rows.Samples.TargetName);
        }

        if (isRegression ? rows.Task != NetworkTask.Regression : !rows.Task.HasClasses())
        {
            throw ChartErrors.ChartTaskMismatch(kind, rows.Task);
        }

        rows.RequireFinite();
    }
}

/// <summary>The objects that charts are computed from. Each kind takes those that it needs.</summary>
public sealed record ChartInput
{
    /// <summary>The network, for kinds that show one; called when it is needed.</summary>
    public required Func<NetworkParameter> Network { get; init; }

    /// <summary>The samples, for kinds that show some; called when they are needed, and there is neither <see cref="Training"/> nor <see cref="OutOfFold"/>.</summary>
    public required Func<Dataset> Dataset { get; init; }

    /// <summary>
    /// The training whose rows and network are drawn where no samples are given; called for kinds that show samples. The rows are those of its score (<see cref="TrainingResult.ScoreFrom"/>): out-of-fold predictions, else
    /// the validation rows, else the training rows; the subtitle names them. Null for given samples.
    /// </summary>
    public Func<TrainingResult?> Training { get; init; } = () => null;

    /// <summary>Out-of-fold predictions to draw, for kinds that need no network; null for none.</summary>
    public OutOfFold? OutOfFold { get; init; }

    /// <summary>The trainings of a cost chart.</summary>
    public IReadOnlyList<TrainingResult> Results { get; init; } = [];

    /// <summary>The epochs of a cost chart, where there are no trainings.</summary>
    public IReadOnlyList<EpochCost> Epochs { get; init; } = [];

    /// <summary>The importances of columns.</summary>
    public IReadOnlyList<FeatureImportance> Importances { get; init; } = [];

    /// <summary>The points of a partial dependence; none to measure the network on the data.</summary>
    public IReadOnlyList<DependencePoint> Dependence { get; init; } = [];

    /// <summary>A confusion matrix; null to measure the network on the data.</summary>
    public ConfusionMatrix? Matrix { get; init; }

    /// <summary>The report of a reliability diagram; null to measure the network on the data.</summary>
    public ClassificationReport? Report { get; init; }

    /// <summary>The trials of a search, in any order.</summary>
    public IReadOnlyList<SearchTrial> Trials { get; init; } = [];

    /// <summary>
    /// The two columns of a decision boundary, the horizontal one first, null for the only two that can be axes; or the columns of a partial dependence, null for all, or the nine most
    /// important ones of more.
    /// </summary>
    public IReadOnlyList<string>? Feature { get; init; }

    /// <summary>The name of the label to draw, of a network for several; null for none.</summary>
    public string? Label { get; init; }

    /// <summary>The samples to draw, with their predictions: with the label that is chosen, if one is.</summary>
    internal MeasuredRows Rows(CancellationToken cancellation) => Label is null ? AllRows() : AllRows().OfLabel(Label, cancellation);

    private MeasuredRows AllRows() =>
        OutOfFold is not null ? MeasuredRows.Of(OutOfFold)
            : Training() is { } training ? MeasuredRows.Of(training)
            : MeasuredRows.Of(Network(), Dataset());
}
