using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Persistence;

/// <summary>Anomaly scores in an ONNX graph: see <see cref="AnomalyModel"/>.</summary>
internal static class OnnxAnomaly
{
    // Its square is finite in single precision.
    private const double LargestSingle = 1e18;

    // The axis of sums and minimums.
    private static readonly long[] Columns = [1];

    /// <summary>Adds the outputs anomaly_score, and is_anomaly, 1 where it is above the threshold.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="parameter">The network.</param>
    /// <param name="features">The name of the features, NaN for missing ones.</param>
    /// <param name="reconstruction">The name of the reconstructed targets.</param>
    public static void Write(OnnxGraphBuilder graph, NetworkParameter parameter, string features, string reconstruction)
    {
        AnomalyModel model = parameter.Metadata.Anomaly!;
        int first = 0;
        string? score = null;
        foreach (ScoredColumn column in new AnomalyColumns(parameter.Schema, model.Deviation).Scored(model.Mean))
        {
            string share = Share(graph, column, model.Unit, features, reconstruction, first);
            score = score is null ? share : graph.Add("Add", [score, share], "score");
            first += column.Target.Length;
        }

        graph.Output("anomaly_score", graph.Real, 1, score!, "0 for a row as surprising as the mean one, 1 for one that 1 % of usual rows exceed");
        string isAbove = graph.Add("Greater", [score!, graph.Single("threshold", model.Threshold)], "is_above");
        graph.Output("is_anomaly", OnnxType.Int64, 1, graph.Cast(isAbove, OnnxType.Int64, "anomaly"), FormattableString.Invariant($"1 where the score is above {model.Threshold}"));
    }

    /// <summary>The surprise of a column less its mean, in units of a score of 1; 0 for a missing cell.</summary>
    private static string Share(OnnxGraphBuilder graph, ScoredColumn column, double unit, string features, string reconstruction, int first)
    {
        int categories = column.CategoryCount;
        string? surprise = categories == 0 ? null : OfCategory(graph, column, features, reconstruction, first);

        // Of the other targets NaN where the feature is missing; a column without categories is missing where all are.
        string? other = categories == column.Target.Length ? null : OfNumbers(graph, column, features, reconstruction, first);
        if (other is not null)
        {
            string isMissing = graph.Add("IsNaN", [other], "is_part_missing");
            string sum = Reduced(graph, "ReduceSum", graph.Add("Where", [isMissing, graph.Single("no_surprise", 0), other], "known_parts"), "parts_surprise");
            surprise = surprise is not null ? graph.Add("Add", [surprise, sum], "column_surprise")
                : graph.Add("Where", [graph.Add("Greater", [Reduced(graph, "ReduceMin", graph.Cast(isMissing, graph.Real, "missing_parts"), "all_missing"), graph.Single("half", 0.5)], "is_all_missing"), graph.Single("nan", double.NaN), sum], "column_surprise");
        }

        string unusual = graph.Add("Div", [graph.Add("Sub", [surprise!, graph.Single("usual", column.MeanSurprise)], "unusual"), graph.Single("unit", unit)], "column_score");
        return graph.Add("Where", [graph.Add("IsNaN", [unusual], "is_column_missing"), graph.Single("no_score", 0), unusual], "share");
    }

    /// <summary>-ln of the probability of the category; NaN for a missing one, 0 where another feature says that it is missing.</summary>
    private static string OfCategory(OnnxGraphBuilder graph, ScoredColumn column, string features, string reconstruction, int first)
    {
        int count = column.CategoryCount;
        string smallest = graph.Single("smallest", AnomalyModel.SmallestProbability / count), cell = Pick(graph, features, column.Target.Take(count).Select(target => target.Feature), "category");
        string share = graph.Add("Max", [Pick(graph, reconstruction, Enumerable.Range(first, count), "reconstructed"), smallest], "category_share");
        string isOwn = Reduced(graph, "ReduceSum", cell, "is_known"), own = Reduced(graph, "ReduceSum", graph.Add("Mul", [cell, share], "own_share"), "known_share");

        // The share of the category, or the smallest one where it is none of those known.
        string unknown = graph.Add("Mul", [graph.Add("Sub", [graph.Single("whole", 1), isOwn], "is_unknown"), smallest], "unknown_share");
        string probability = graph.Add("Div", [graph.Add("Add", [own, unknown], "cell_share"), Reduced(graph, "ReduceSum", share, "all_shares")], "cell_probability");
        string surprise = graph.Add("Neg", [graph.Add("Log", [probability], "log_probability")], "category_surprise");
        return column.AbsentFeature < 0 ? surprise
            : graph.Add("Where", [graph.Add("Greater", [Pick(graph, features, [column.AbsentFeature], "absent"), graph.Single("half", 0.5)], "is_absent"), graph.Single("no_surprise", 0), surprise], "present_surprise");
    }

    /// <summary>The surprise of each target after the categories, rows x targets; NaN for a missing one.</summary>
    private static string OfNumbers(OnnxGraphBuilder graph, ScoredColumn column, string features, string reconstruction, int first)
    {
        int start = column.CategoryCount, count = column.Target.Length - start;
        var parts = new List<string>();
        for (int i = start; i < start + count; i++)
        {
            ReconstructedFeature target = column.Target[i];
            string value = Pick(graph, features, [target.Feature], "value"), predicted = Pick(graph, reconstruction, [first + i], "prediction");
            parts.Add(target.IsIndicator ? OfIndicator(graph, value, predicted) : OfNumber(graph, target, column.Deviation[i], value, predicted));
        }

        return parts.Count == 1 ? parts[0] : graph.Add("Concat", [.. parts], "parts_of_column", [("axis", 1L)]);
    }

    /// <summary>Half the square of the residual of asinh((x - center) / scale), as sign(d) ln(|d| + sqrt(d^2 + 1)): runtimes have Asinh in single precision only.</summary>
    private static string OfNumber(OnnxGraphBuilder graph, ReconstructedFeature target, double deviation, string value, string predicted)
    {
        // In single precision the difference comes first, which is exact near the center, and squares have to be finite.
        string shifted = graph.IsSingle
            ? graph.Add("Div", [graph.Subtract(value, "center", [target.Center], "centered"), graph.Divisor("scale", [target.Scale])], "from_center")
            : graph.Add("Sub", [graph.Add("Div", [value, graph.Single("scale", target.Scale)], "in_scales"), graph.Single("center", target.Center / target.Scale)], "from_center");
        double largest = graph.IsSingle ? LargestSingle : ReconstructedFeature.Largest;
        string distance = graph.Add("Max", [graph.Add("Min", [shifted, graph.Single("largest", largest)], "below_largest"), graph.Single("least", -largest)], "distance");
        string size = graph.Add("Abs", [distance], "size");
        string root = graph.Add("Sqrt", [graph.Add("Add", [graph.Add("Mul", [size, size], "square"), graph.Single("one", 1)], "square_and_one")], "root");
        string arsinh = graph.Add("Mul", [graph.Add("Sign", [distance], "sign"), graph.Add("Log", [graph.Add("Add", [size, root], "size_and_root")], "logarithm")], "target");
        string residual = graph.Add("Div", [graph.Add("Sub", [arsinh, predicted], "residual"), graph.Single("usual_residual", deviation)], "residual_ratio");
        return graph.Add("Where", [graph.Add("IsNaN", [value], "is_value_missing"), graph.Single("missing", double.NaN), graph.Add("Mul", [graph.Add("Mul", [residual, residual], "residual_square"), graph.Single("half", 0.5)], "number_surprise")], "part");
    }

    /// <summary>-ln of the probability of 0 or 1.</summary>
    private static string OfIndicator(OnnxGraphBuilder graph, string value, string predicted)
    {
        string isOne = graph.Add("Greater", [value, graph.Single("half", 0.5)], "is_one");
        string probability = graph.Add("Where", [isOne, predicted, graph.Add("Sub", [graph.Single("one", 1), predicted], "other_probability")], "flag_probability");
        string bounded = graph.Add("Min", [graph.Add("Max", [probability, graph.Single("smallest", AnomalyModel.SmallestProbability / 2)], "flag_above"), graph.Single("certain", 1)], "flag_bounded");
        return graph.Add("Where", [graph.Add("IsNaN", [value], "is_flag_missing"), graph.Single("missing", double.NaN), graph.Add("Neg", [graph.Add("Log", [bounded], "flag_logarithm")], "flag_surprise")], "part");
    }

    private static string Pick(OnnxGraphBuilder graph, string table, IEnumerable<int> columns, string output)
    {
        long[] index = [.. columns.Select(column => (long)column)];
        return graph.Add("Gather", [table, graph.Constant($"index_of_{output}", [index.Length], index)], output, [("axis", 1L)]);
    }

    private static string Reduced(OnnxGraphBuilder graph, string step, string table, string output) => step == "ReduceSum"
        ? graph.Add(step, [table, graph.Constant("sum_axis", [1], Columns)], output)
        : graph.Add(step, [table], output, [("axes", Columns)]);
}
