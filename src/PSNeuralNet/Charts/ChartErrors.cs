using PSNeuralNet.Data;
using static PSNeuralNet.Failure;

namespace PSNeuralNet.Charts;

/// <summary>Errors about charts. The method is named after the error's id.</summary>
internal static class ChartErrors
{
    // Kinds of samples, by task.
    private static readonly ChartKind[] Classes = [ChartKind.DecisionBoundary, ChartKind.ConfusionMatrix, ChartKind.Roc, ChartKind.PrecisionRecall, ChartKind.Reliability];
    private static readonly ChartKind[] Any = [ChartKind.Cost, ChartKind.Importance, ChartKind.PartialDependence];
    private static readonly ChartKind[] Numbers = [ChartKind.PredictedVsActual, ChartKind.Residual];

    public static NetworkException ChartFormatUnclear(string path) => InvalidArgument(
        $"The file format of '{path}' is unclear. Give a name that ends in .png, .svg or .webp{(Path.GetExtension(path) is { Length: > 0 } extension ? $"; the nearest is {NearestName.Of(extension, [".png", ".svg", ".webp"])}" : "")}.", path);

    public static NetworkException ChartSizeInvalid(int width, int height) => InvalidArgument(
        $"A chart of {width} x {height} pixels cannot be drawn. Give a width and a height of {ChartOptions.MinimumSize} to {ChartOptions.MaximumSize}.", $"{width} x {height}");

    public static NetworkException ChartTextTooLong(string what, string text) => InvalidArgument(
        $"The {what} '{text[..20]}...' has {text.Length} characters, too many for a chart. Give at most {ChartOptions.MaximumTextLength}.", text);

    public static NetworkException ChartHistoryEmpty(bool isGiven) => InvalidData(
        $"There is no cost to draw: {(isGiven ? "no epoch of the history has a finite cost" : "the input has no costs of a training")}. Give the result of a training, or its CostHistory.", null);

    public static NetworkException ChartEpochRepeated(int epoch) => InvalidData(
        $"Epoch {epoch} occurs more than once, so these are not the costs of one training. To compare trainings, pipe in their results; else draw a chart for each history.", epoch);

    public static NetworkException ChartScaleInvalid() => InvalidData(
        $"No cost is above 0, so none has a position on a logarithmic axis. Draw them without -LogScale.", null);

    public static NetworkException ChartEmpty(ChartKind kind, string why) => InvalidData(
        $"There is nothing to draw for {kind}: {why}.", kind);

    public static NetworkException ChartImportanceMixed() => InvalidData(
        $"The importances are of several measurements: different metrics, or the same column twice. Draw what one Measure-NetworkFeature gave.", null);

    public static NetworkException ChartDependenceMixed(string point) => InvalidData(
        $"The points of the partial dependence are of several measurements: {point} is there twice. Draw what one Measure-NetworkFeature -Method PartialDependence gave.", point);

    public static NetworkException ChartDependenceIncomplete(string first, string second, int count, int expected) => InvalidData(
        $"There are {count} means of the columns '{first}' and '{second}', but {expected} pairs of their values. Draw all that Measure-NetworkFeature -With gave, rows without a Sample included.", count);

    public static NetworkException ChartTrialsMixed(string why) => InvalidData(
        $"The trials are not of one search: {why}. Draw what one Search-NetworkHyperparameter gave.", null);

    public static NetworkException ChartLabelUnused(ChartKind kind, string label) => InvalidArgument(
        $"The chart {kind} is not of one label, but '{label}' is given. Leave it out; of one label there are {ListedKinds([.. Classes.Where(Chart.IsOfLabel)], "and")}.", label);

    public static NetworkException ChartTaskMismatch(ChartKind kind, NetworkTask task) => InvalidOperation(
        $"The chart {kind} does not suit a network for the task {task}. {(task == NetworkTask.MultiLabel ? $"Take {ListedKinds([.. Classes.Where(Chart.IsOfLabel)], "or")} of one label" : task == NetworkTask.Regression ? $"Take {ListedKinds(Numbers, "or")}, which Export-NetworkChart draws into a file; in the terminal there are {ListedKinds(Any, "and")}" : $"Take {ListedKinds(Classes, "or")}")}.", kind);

    public static NetworkException ChartNotOfPredictions(ChartKind kind, NetworkTask task) => InvalidArgument(
        $"Out-of-fold predictions have neither the networks nor the costs that a chart {kind} needs. Give the training result instead; of the predictions there are {ListedKinds([.. (task == NetworkTask.Regression ? Numbers : Classes).Where(Chart.IsOfPredictions)], "and")}.", kind);

    public static NetworkException ChartOneClass(ChartKind kind, string name) => InvalidData(
        $"All samples are of the class '{name}', so there is no curve {kind}. Give data with samples of other classes, too.", name);

    public static NetworkException ChartKindNotText(ChartKind kind) => InvalidArgument(
        $"A chart {kind} cannot be drawn with characters. Export-NetworkChart draws it into a file; in the terminal there are {ListedKinds(Any, "and")}; of networks for classes, {ListedKinds([.. TextChart.Kind.Where(one => !Any.Contains(one) && !Chart.IsOfTrials(one))], "and")}; of searches, {ListedKinds([.. TextChart.Kind.Where(Chart.IsOfTrials)], "and")}.", kind);

    public static NetworkException TextSizeInvalid(int width, int height) => InvalidArgument(
        $"A chart of {width} x {height} characters cannot be drawn. Make the window larger, or give a width of {TextChartOptions.MinimumWidth} to {TextChartOptions.MaximumWidth} and a height of {TextChartOptions.MinimumHeight} to {TextChartOptions.MaximumHeight}.", $"{width} x {height}");

    public static NetworkException ChartLibraryMissing(string version, string? otherPath, string? otherVersion) => NotInstalled(
        $"Pictures are drawn by the module {ChartLibrary.Name} {version}, which is {(otherPath is null ? "not installed" : $"there only in the version {otherVersion} ('{otherPath}')")}. Install it: Install-PSResource {ChartLibrary.Name} -Version {version}. Without it, Show-NetworkChart draws in the terminal, and Export-NetworkReport writes a page with charts.", otherPath ?? ChartLibrary.Name);

    public static NetworkException ChartLibraryUnusable(string platform, string why) => NotInstalled(
        $"The drawing library cannot be loaded on {platform}: {why} Install the module {ChartLibrary.Name} with the files of this platform, or export the numbers (CostHistory, Measure-Network) instead.", platform);

    public static NetworkException ChartNotDrawn(string why) => InvalidOperation(
        $"The drawing library failed: {why} Try another size, format or theme, or export the numbers (CostHistory, Measure-Network) instead.", null);

    public static NetworkException BoundaryClassTooMany(int classes) => LimitsExceeded(
        $"A decision boundary is for up to {BoundaryChart.MaximumClasses} classes, and the network has {classes}. Take ConfusionMatrix, which shows the first of them.", classes);

    public static NetworkException BoundaryFeatureCountInvalid(IReadOnlyCollection<string> usable) => InvalidArgument(
        $"A decision boundary has two axes, but the network has {usable.Count} column{(usable.Count == 1 ? "" : "s")} that can be one{(usable.Count == 0 ? "" : $": {Listed(usable)}")}. {(usable.Count > 2 ? "Choose two with -Feature; the others are fixed at their median or most frequent value." : "Columns of text cannot be axes.")}", usable);

    public static NetworkException BoundaryFeatureTooMany(int count) => LimitsExceeded(
        $"A decision boundary is for up to {BoundaryPlane.MaximumColumns} columns, and the network has {count}: two of them, with all others fixed, show next to nothing of it. Take ConfusionMatrix, or train a network on two columns for the picture.", count);

    public static NetworkException BoundaryFeatureNotTwo(IReadOnlyCollection<string> names) => InvalidArgument(
        $"A decision boundary has two axes, but {Listed(names)} are not two different columns. Give two names.", names, nameof(BoundaryFeatureCountInvalid));

    public static NetworkException BoundaryFeatureInvalid(string name, string what) => InvalidArgument(
        $"The column '{name}' cannot be an axis of a decision boundary ({what}). Take columns of numbers, dates, durations or booleans.", name);

    /// <summary>Kinds in a sentence: "Roc, PrecisionRecall or Reliability".</summary>
    private static string ListedKinds(ChartKind[] kinds, string last) => $"{string.Join(", ", kinds.SkipLast(1))} {last} {kinds[^1]}";
}
