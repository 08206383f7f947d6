using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Evaluation;

/// <summary>Shapley values of one sample: the share of each column in each output of the network.</summary>
public sealed class ShapleyValues
{
    private readonly NetworkParameter _network;
    private readonly ShapleyPlan _plan;
    private readonly ShapleyRow _row;
    private readonly double[] _share;

    internal ShapleyValues(NetworkParameter network, ShapleyPlan plan, ShapleyRow row, double[] share) => (_network, _plan, _row, _share) = (network, plan, row, share);

    /// <summary>The output that is explained by default: of two classes the positive one, of more the predicted one, of numbers the first target.</summary>
    public int DefaultOutput => _network.Task switch
    {
        NetworkTask.Binary => _network.Schema.PositiveIndex,
        NetworkTask.MultiClass => Decision.Of(_row.Prediction).ClassIndex,
        _ => 0,
    };

    /// <summary>The names of the columns, in the order of the network.</summary>
    public IEnumerable<string> ColumnName => _plan.Columns.Select(column => column.Column.Name);

    /// <summary>The share of each column in an output, in the order of <see cref="ColumnName"/>. They add up to the prediction less the mean prediction of the background samples.</summary>
    /// <param name="output">The class, or the target, from 0.</param>
    public IReadOnlyList<double> Share(int output)
    {
        int outputs = _row.Prediction.Length;
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)output, (uint)outputs);
        return [.. _plan.Columns.Select((_, i) => _share[(i * outputs) + output])];
    }

    /// <summary>The columns that matter most for an output.</summary>
    /// <param name="valueOf">The cell of a column by its name, for display.</param>
    /// <param name="output">The class, or the target, from 0; null for <see cref="DefaultOutput"/>.</param>
    /// <param name="top">The largest number of columns, and of words of each column of free text: 1 or more.</param>
    /// <exception cref="NetworkException">The number of columns is below 1.</exception>
    public Explanation Explain(Func<string, object?> valueOf, int? output = null, int top = Explanation.DefaultTop)
    {
        ArgumentNullException.ThrowIfNull(valueOf);
        Explanation.RequireTop(top);
        int chosen = output ?? DefaultOutput;
        IReadOnlyList<double> share = Share(chosen);
        int[] listed = [.. Enumerable.Range(0, share.Count).Where(i => share[i] != 0).OrderByDescending(i => Math.Abs(share[i])).Take(top)];
        double largest = listed.Length == 0 ? 0 : Math.Abs(share[listed[0]]);
        int digits = _network.Task == NetworkTask.Regression ? 3 : 2;
        return new Explanation([.. listed.Select(i => new Contribution(_plan.Columns[i].Column.Name, CellOf(_plan.Columns[i].Column, valueOf), share[i], digits) { Word = WordsOf(i, chosen, top, digits), Largest = largest })])
        {
            Output = _network.Task == NetworkTask.Regression ? _network.Schema.TargetName[chosen] : _network.Schema.ClassLabel[chosen],
            Prediction = _row.Prediction[chosen],
            Mean = _plan.Mean[chosen],
            OtherShare = Enumerable.Range(0, share.Count).Except(listed).Sum(i => share[i]),
        };
    }

    private static object? CellOf(FeatureColumn column, Func<string, object?> valueOf) => valueOf(column.Name) is { } cell && !column.IsMissing(cell) ? cell : null;

    private WordContributions WordsOf(int column, int output, int top, int digits)
    {
        if (_row.Words[column] is not { } words)
        {
            return WordContributions.None;
        }

        ShapleyColumn text = _plan.Columns[column];
        int outputs = _row.Prediction.Length;
        IEnumerable<WordContribution> all = words.Feature
            .Select((feature, i) => new WordContribution(text.Column.Word[feature - text.First], _share[(words.PlaceOf(i) * outputs) + output], digits))
            .Append(new WordContribution(WordContribution.Absent, _share[(words.OtherPlace * outputs) + output], digits));
        return new WordContributions([.. all.Where(one => one.Share != 0).OrderByDescending(one => Math.Abs(one.Share)).Take(top)]);
    }
}
