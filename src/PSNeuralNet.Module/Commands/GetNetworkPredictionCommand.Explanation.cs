namespace PSNeuralNet.Commands;

// Explanations: the share of each column in a prediction.
public sealed partial class GetNetworkPredictionCommand
{
    private NetworkExplainer? _explainer;

    /// <summary>
    /// Adds a property Explanation: the columns that matter most, each with its Column, Value and Share (and Word, for free text), in descending order of the size of the share. Shares are
    /// Shapley values: by how much each column moves this prediction away from the mean prediction of the background rows, in probability or in the unit of the target. With two classes it is the
    /// probability of the positive one that is explained, with more that of the predicted class; with several targets there is Explanation(name) for each.
    /// </summary>
    [Parameter]
    public SwitchParameter Explain { get; set; }

    /// <summary>The largest number of columns in an explanation, and of words of a column of free text: 1 or more.</summary>
    [Parameter]
    public int Top { get; set; } = Explanation.DefaultTop;

    /// <summary>
    /// The number of orders of the columns for each background row, 1 to 10,000, each of which counts with its reverse. More make shares more precise, and take as many times longer. Where two rows
    /// differ in few columns, all orders count, and nothing is drawn.
    /// </summary>
    [Parameter]
    public int PermutationCount { get; set; } = 1;

    /// <summary>
    /// The rows that -Explain compares with: a dataset, or rows with the network's feature columns. Of more than 100 rows, 100 are drawn. If omitted, those of the
    /// training data that the network has kept (Invoke-NetworkTraining -BackgroundCount).
    /// </summary>
    /// <value>the rows that the network has kept</value>
    [Parameter]
    [DatasetTransformation]
    public DatasetReference? Background { get; set; }

    private bool ExplainsClasses => AllProbability && _network.Task != NetworkTask.Regression;

    private void PrepareExplanations(NetworkParameter network)
    {
        string[] unused = [.. ((string[])[nameof(Top), nameof(PermutationCount), nameof(Background)]).Where(name => !Explain && MyInvocation.BoundParameters.ContainsKey(name))];
        if (unused.Length > 0)
        {
            WriteWarning($"-{string.Join(" and -", unused)} {(unused.Length == 1 ? "has" : "have")} no effect without -Explain.");
        }

        if (Explain)
        {
            Explanation.RequireTop(Top);
            _explainer = new NetworkExplainer(network, Background?.ToBackground(this, network, UnknownCategory), PermutationCount);
        }
    }

    /// <summary>The names of the columns of explanations.</summary>
    private IEnumerable<string> ExplanationColumns() =>
        !Explain ? []
            : _network.Task == NetworkTask.Regression && _network.TargetName.Count > 1 ? _network.TargetName.Select(name => $"Explanation({name})")
            : ExplainsClasses ? ["Explanation", .. _network.ClassName.Select(name => $"Explanation({name})")]
            : ["Explanation"];

    /// <summary>Adds the explanations of a prediction to a row.</summary>
    private void AddExplanations(RowBuilder builder, ReadOnlySpan<double> features, ReadOnlySpan<double> output, Func<string, object?> valueOf)
    {
        if (_explainer is null)
        {
            return;
        }

        ShapleyValues values = _explainer.Explain(features, output, Cancellation);
        bool isSeveral = _network.Task == NetworkTask.Regression && output.Length > 1;
        Span<object?> added = builder.Added[^(isSeveral ? output.Length : ExplainsClasses ? output.Length + 1 : 1)..];
        if (!isSeveral)
        {
            added[0] = values.Explain(valueOf, top: Top);
            added = added[1..];
        }

        for (int i = 0; i < added.Length; i++)
        {
            added[i] = values.Explain(valueOf, i, Top);
        }
    }
}
