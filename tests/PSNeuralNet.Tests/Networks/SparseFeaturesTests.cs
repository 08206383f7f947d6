using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Tests.Data;

namespace PSNeuralNet.Tests.Networks;

/// <summary>The rule for sparse rows, and the values in them.</summary>
public unsafe class SparseFeaturesTests
{
    [Theory]
    [InlineData(64, 8, true)]
    [InlineData(64, 9, false)]
    [InlineData(63, 1, false)]
    [InlineData(80, 10, true)]
    [InlineData(80, 11, false)]
    [InlineData(1000, 0, true)]
    public void At_least_64_features_and_at_most_one_value_in_eight(int features, int words, bool isSparse)
    {
        // Several parts, and in all of them the same number of values.
        const int Samples = 5000;
        var x = new DenseMatrix(features, Samples);
        for (int s = 0; s < Samples; s++)
        {
            for (int i = 0; i < words; i++)
            {
                x[((s * 7) + i) % features, s] = -1;
            }
        }

        SparseRows<double>? rows = SparseFeatures.Of(new Dataset(x, new DenseMatrix(1, Samples)), null);
        Assert.Equal(isSparse, rows is not null);
        Assert.Equal(isSparse ? Samples * words : 0, rows?.Value.Length ?? 0);
        Assert.Equal(isSparse ? words : 0, rows?.ValuesPerRow ?? 0);
    }

    [Fact]
    public void One_value_more_than_one_in_eight_is_too_many()
    {
        Dataset data = SparseData.Create(100, 64, 0);
        for (int i = 0; i < 800; i++)
        {
            data.Features[i * 8] = 1;
        }

        Assert.NotNull(SparseFeatures.Of(data, null));
        data.Features[1] = 1;
        Assert.Null(SparseFeatures.Of(data, null));
    }

    [Fact]
    public void Standardized_zeros_are_no_zeros()
    {
        Dataset data = SparseData.Create(200, 100, 5);
        Assert.NotNull(SparseFeatures.Of(data, null));
        Assert.Null(SparseFeatures.Of(data, Scaling.Of(data)));
    }

    [Fact]
    public void One_hot_columns_of_tables_are_sparse_rows()
    {
        // Three columns of 30 categories: of 90 features, three are 1.
        Dataset data = Tables.Read(Tables.Options(), [.. Enumerable.Range(1, 3).Select(column => Tables.Column($"C{column}", [.. Enumerable.Range(0, 450).Select(s => $"v{((s * column) + (s / 90)) % 30}")]))]);
        Assert.Equal(90, data.FeatureCount);
        SparseRows<double> rows = SparseFeatures.Of(data, Scaling.Of(data, standardize: true, keepIndicators: true))!;
        Assert.Equal((450 * 3, 3), (rows.Value.Length, rows.ValuesPerRow));
        Assert.All(rows.Value, value => Assert.Equal(1, value));
    }

    [Fact]
    public void Rows_have_the_values_of_dense_blocks()
    {
        // A mean that is a value of the feature, missing values that are 0 after imputation, and others that are not.
        const int Features = 70, Samples = 50;
        Dataset data = Tables.Read(Tables.Options(), [.. Enumerable.Range(0, Features).Select(i => Tables.Column($"F{i}", [.. Enumerable.Range(0, Samples).Select(s => Cell(i, s))]))]);
        Assert.True(data.HasMissing);
        double[] mean = [.. Enumerable.Range(0, Features).Select(i => i % 30 == 0 ? 0.25 : 0)], deviation = [.. Enumerable.Range(0, Features).Select(i => 1 + (i % 3))];
        var scaling = new Scaling(mean, deviation, [], [], [.. Enumerable.Range(0, Features).Select(i => i % 2 == 0 ? mean[i] : 3)]);
        SparseRows<double> rows = SparseFeatures.Of(data, scaling)!;
        Assert.NotNull(rows);

        var block = new SampleBlock<double>(Features, 1, Samples);
        block.Begin(0, Samples);
        new SampleSource<double>(data, scaling).LoadFeatures(block);
        for (int s = 0; s < Samples; s++)
        {
            (int Feature, double Value)[] expected = [.. Enumerable.Range(0, Features).Select(i => (i, block.X[(i * block.Stride) + s])).Where(pair => pair.Item2 != 0)];
            Assert.Equal(expected, Enumerable.Range(rows.Start[s], rows.Start[s + 1] - rows.Start[s]).Select(k => (rows.Column[k], rows.Value[k])));
        }

        static object? Cell(int feature, int sample) => (((feature * 7) + (sample * 3)) % 41) switch { 0 => null, 1 => 0.25, 2 => 2, _ => 0 };
    }

    [Fact]
    public void Sparse_blocks_have_no_X()
    {
        Dataset data = SparseData.Create(40, 64, 3);
        var source = new SampleSource<double>(data, null, allowsSparse: true);
        var block = new SampleBlock<double>(64, 1, 32, sparse: source.Sparse);
        Assert.Throws<InvalidOperationException>(() => block.X != null);
        Assert.Null(new SampleSource<double>(data, null).Sparse);
    }
}
