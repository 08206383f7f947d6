using PSNeuralNet.Numerics;

namespace PSNeuralNet.Data;

/// <summary>
/// Fit of the bins of <see cref="PiecewiseEncoding"/>: quantiles of the training samples, with NumPy's linear interpolation. Of n values that are not missing, d of them
/// different, there are T = min(count, d - 1, n / 15) bins, between the quantiles of b / T; equal edges are one. Numbers, days and spans of time with more than two values
/// and at least two bins are encoded. Samples of weight 0 do not count, the others equally.
/// </summary>
internal static class BinEdges
{
    // Fewer would fit single samples.
    private const int SamplesOfBin = 15;

    /// <summary>The edges of each feature; empty where no feature has any.</summary>
    /// <param name="dataset">The training samples.</param>
    /// <param name="binCount">The largest number of bins; 0 for none.</param>
    public static double[][] Fit(Dataset dataset, int binCount)
    {
        if (binCount == 0)
        {
            return [];
        }

        int[] encoded = Features(dataset.Schema);
        double[][] edges = [.. Enumerable.Repeat(Array.Empty<double>(), dataset.FeatureCount)];
        ParallelParts.Run(Math.Min(Environment.ProcessorCount, Math.Max(1, encoded.Length)), part =>
        {
            for (int i = part; i < encoded.Length; i += Environment.ProcessorCount)
            {
                edges[encoded[i]] = Of(Sorted(dataset, encoded[i]), binCount);
            }
        });
        return Array.TrueForAll(edges, one => one.Length == 0) ? [] : edges;
    }

    /// <summary>The edges between the bins of values in ascending order; none for fewer than two bins.</summary>
    public static double[] Of(double[] sorted, int binCount)
    {
        int distinct = sorted.Length == 0 ? 0 : 1 + Enumerable.Range(1, sorted.Length - 1).Count(i => sorted[i] != sorted[i - 1]);
        int bins = Math.Min(Math.Min(binCount, distinct - 1), sorted.Length / SamplesOfBin);
        if (bins < 2 || !double.IsFinite(sorted[^1] - sorted[0]))
        {
            return [];
        }

        double[] edges = [.. Enumerable.Range(0, bins + 1).Select(bin => Quantile.Of(sorted, bin / (double)bins)).Distinct()];
        return edges.Length < 3 ? [] : edges;
    }

    /// <summary>True for finite edges in ascending order, whose differences are finite.</summary>
    public static bool AreUsable(IReadOnlyList<double> edges) =>
        edges.All(double.IsFinite) && edges.Skip(1).Zip(edges).All(pair => pair.First > pair.Second) && (edges.Count == 0 || double.IsFinite(edges[^1] - edges[0]));

    /// <summary>The first features of numbers, dates (their days) and spans of time; statistics of the target and words are none of them.</summary>
    private static int[] Features(DataSchema schema)
    {
        int[] offsets = ColumnMatch.Offsets(schema);
        return [.. schema.Column.Index()
            .Where(one => one.Item is { IsLeftOut: false, IsTargetEncoded: false, Kind: ColumnKind.Number or ColumnKind.Date or ColumnKind.Duration })
            .Select(one => offsets[one.Index])];
    }

    private static double[] Sorted(Dataset dataset, int feature)
    {
        var values = new List<double>(dataset.SampleCount);
        for (int sample = 0; sample < dataset.SampleCount; sample++)
        {
            double value = dataset.Features[(sample * dataset.FeatureCount) + feature];
            if (!double.IsNaN(value) && (dataset.Weight?[sample] ?? 1) > 0)
            {
                values.Add(value);
            }
        }

        values.Sort();
        return [.. values];
    }
}
