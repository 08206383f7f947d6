using PSNeuralNet.Tests.Persistence;

namespace PSNeuralNet.Tests.Data;

/// <summary>Bins between quantiles, their units, and clipping of standardized numbers.</summary>
public class PiecewiseEncodingTests
{
    [Fact]
    public void Edges_are_numpys_quantiles()
    {
        // numpy.quantile(numpy.arange(60.0) ** 2, [0, 0.25, 0.5, 0.75, 1])
        double[] squares = [.. Enumerable.Range(0, 60).Select(i => (double)i * i)];
        double[] edges = [0, 217.75, 870.5, 1958.25, 3481];
        Assert.Equal(edges, BinEdges.Of(squares, 8));
        Assert.Equal(edges, BinEdges.Of(squares, 4));
        Assert.Equal([0, 870.5, 3481], BinEdges.Of(squares, 2));

        var encoding = new PiecewiseEncoding([[], edges, [-1, 0, 4]]);
        Assert.Equal(6, encoding.UnitCount);
        Assert.Equal([1, 1, 1, 1, 2, 2], encoding.Feature);
        Assert.Equal([1, (500 - 217.75) / 652.75, 0, 0], Enumerable.Range(0, 4).Select(unit => encoding.Unit(unit, 500)));
        Assert.Equal([1, 0.25], Enumerable.Range(4, 2).Select(unit => encoding.Unit(unit, 1)));
        Assert.Equal([0, 0], Enumerable.Range(4, 2).Select(unit => encoding.Unit(unit, double.MinValue)));
        Assert.Equal([1, 1], Enumerable.Range(4, 2).Select(unit => encoding.Unit(unit, double.MaxValue)));
        Assert.Equal(4..6, encoding.UnitsOf(2));
    }

    [Fact]
    public void Few_values_have_few_bins_or_none()
    {
        Assert.Equal([0, 1, 2], BinEdges.Of(Repeated((0, 20), (1, 20), (2, 20)), 8));
        Assert.Empty(BinEdges.Of(Repeated((0, 40), (1, 10), (2, 10)), 8));
        Assert.Empty(BinEdges.Of(Repeated((0, 30), (1, 30)), 8));
        Assert.Empty(BinEdges.Of(Repeated((5, 60)), 8));
        Assert.Empty(BinEdges.Of([], 8));
        Assert.Empty(BinEdges.Of([.. Enumerable.Range(0, 29).Select(i => (double)i)], 8));
        Assert.Equal([0, 14.5, 29], BinEdges.Of([.. Enumerable.Range(0, 30).Select(i => (double)i)], 8));
        Assert.Equal([0, 5, 7], BinEdges.Of(Repeated((0, 20), (5, 20), (7, 8)), 3));
        Assert.Empty(BinEdges.Of([-1.7e308, .. Enumerable.Range(0, 60).Select(i => (double)i), 1.7e308], 4));
    }

    [Fact]
    public void Only_numbers_days_and_spans_with_enough_values_are_encoded()
    {
        Dataset data = ExportCase.Data("partsIndicator");
        Scaling scaling = Scaling.Of(data, new ScalingPlan { Standardizes = true, KeepsIndicators = true, FeatureClip = 2.5, BinCount = 4 })!;
        string[] encoded = [.. data.FeatureName.Where((_, feature) => scaling.FeatureEdge[feature].Count > 0)];
        Assert.Equal(["Größe", "Tag", "Dauer"], encoded);
        Assert.All(scaling.FeatureEdge, edges => Assert.True(edges.Count is 0 or 5));
        Assert.Equal(12, scaling.UnitCount);

        // Observed values decide, not those that are filled in.
        double[] observed = [.. data.Row("Größe").Where(value => !double.IsNaN(value)).Order()];
        Assert.Equal(BinEdges.Of(observed, 4), scaling.FeatureEdge[data.FeatureName.ToList().IndexOf("Größe")]);
        Assert.Equal(observed[^1], scaling.FeatureEdge[data.FeatureName.ToList().IndexOf("Größe")][^1]);

        // Indicators, and features of categories and booleans, have no limit.
        for (int feature = 0; feature < data.FeatureCount; feature++)
        {
            string name = data.FeatureName[feature];
            bool isOne = name.EndsWith("(missing)", StringComparison.Ordinal) || name.EndsWith("(never)", StringComparison.Ordinal) || name.Contains('=') || name == "An";
            Assert.True(scaling.FeatureClip[feature] == (isOne ? 0 : 2.5), name);
        }

        double mean = scaling.FeatureMean[0], z = (1000 - mean) / scaling.FeatureDeviation[0];
        Assert.Equal(z / Math.Sqrt(1 + (z * z / 6.25)), scaling.Standardize(0, 1000), 1e-15);
        Assert.Contains("encodes 3 features in 12 bins", scaling.ToString(), StringComparison.Ordinal);
        Scaling raw = Scaling.Of(data.Take([.. Enumerable.Range(0, 100)]), new ScalingPlan { FeatureClip = 3, BinCount = 64 })!;
        Assert.Empty(raw.FeatureClip);
        Assert.All(raw.FeatureEdge, edges => Assert.True(edges.Count <= 7));
    }

    [Fact]
    public void Rows_without_weight_do_not_count()
    {
        double[] x = [.. Enumerable.Range(0, 90).Select(i => (double)(i * 7 % 90))];
        double[] weight = [.. x.Select(value => value < 60 ? 0.5 + value : 0)];
        Dataset Data(double[] values, double[]? weights) => new(Matrix<double>.Build.Dense(1, values.Length, values), Matrix<double>.Build.Dense(1, values.Length, (_, s) => s), DataSchema.DefaultRegression(1, 1), weight: weights);
        Assert.Equal(BinEdges.Fit(Data([.. x.Where(value => value < 60)], null), 4)[0], BinEdges.Fit(Data(x, weight), 4)[0]);
        Assert.Empty(BinEdges.Fit(Data(x, weight), 0));
    }

    [Fact]
    public void Sparse_rows_and_blocks_have_the_same_inputs()
    {
        // 80 features of mostly zeros, and two numbers whose units are 0 for most.
        var random = new RandomState(3);
        Matrix<double> x = Matrix<double>.Build.Dense(82, 300, (feature, s) => feature >= 80 ? (s % 9 == 0 ? random.StandardNormal() : feature) : Math.Abs(random.StandardNormal()) > 2 ? random.StandardNormal() : 0);
        var data = new Dataset(x, x.SubMatrix(0, 1, 0, 300), DataSchema.DefaultRegression(82, 1));
        double[][] edges = [.. Enumerable.Range(0, 82).Select(feature => feature switch { 80 => new double[] { 80, 81, 90 }, 81 => [-1, 0, 0.5], _ => [] })];
        foreach (Scaling scaling in new[] { new Scaling([], [], [], []) { FeatureEdge = edges }, new Scaling([.. Enumerable.Range(0, 82).Select(i => i >= 80 ? i : 0.0)], [.. Enumerable.Repeat(2.0, 82)], [], []) { FeatureEdge = edges, FeatureClip = [.. Enumerable.Repeat(3.0, 82)] } })
        {
            SparseRows<double> rows = SparseFeatures.Of(data, scaling)!;
            var kept = new SampleSource<double>(data, scaling);
            kept.KeepInputs();
            (double[][] dense, double[][] gathered) = (Inputs(new SampleSource<double>(data, scaling)), Inputs(kept));
            var inputs = new double[86];
            for (int s = 0; s < data.SampleCount; s++)
            {
                var sparse = new double[86];
                for (int at = rows.Start[s]; at < rows.Start[s + 1]; at++)
                {
                    Assert.True(at == rows.Start[s] || rows.Column[at] > rows.Column[at - 1]);
                    sparse[rows.Column[at]] = rows.Value[at];
                }

                scaling.Transform(x.Column(s).ToArray(), inputs);
                Assert.Equal(inputs, sparse);
                Assert.Equal(inputs, dense[s]);
                Assert.Equal(inputs, gathered[s]);
            }
        }
    }

    private static unsafe double[][] Inputs(SampleSource<double> source)
    {
        var block = new SampleBlock<double>(source.InputCount, 1, source.Dataset.SampleCount);
        block.Begin([.. Enumerable.Range(0, source.Dataset.SampleCount)]);
        source.LoadFeatures(block);
        return [.. Enumerable.Range(0, block.Count).Select(s => Enumerable.Range(0, source.InputCount).Select(input => new Span<double>(block.X, source.InputCount * block.Stride)[(input * block.Stride) + s]).ToArray())];
    }

    private static double[] Repeated(params (double Value, int Count)[] values) => [.. values.SelectMany(one => Enumerable.Repeat(one.Value, one.Count))];
}
