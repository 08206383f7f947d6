using System.Collections;
using static PSNeuralNet.Tests.Data.Tables;

namespace PSNeuralNet.Tests.Data;

/// <summary>Missing cells: they stay missing in the dataset; what is taken for them is learned of the samples that are trained on.</summary>
public class MissingValueTests
{
    private static readonly (string, object?[]) Number = Column("n", 1, 2, null, 2, 9, "NA");
    private static readonly (string, object?[]) Text = Column("c", "a", "b", "b", "", "b", "a");
    private static readonly (string, object?[]) Flag = Column("f", true, null, true, false, true, true);

    [Theory]
    [InlineData(MissingValue.Mean, 3.5)]
    [InlineData(MissingValue.Median, 2)]
    [InlineData(MissingValue.MostFrequent, 2)]
    public void Numbers_are_filled_in_by_the_rule_and_categories_by_the_most_frequent(MissingValue rule, double expected)
    {
        Dataset data = Read(Options(rule), Number, Text, Flag);
        Assert.True(data.HasMissing);
        Assert.Equal([1, 2, double.NaN, 2, 9, double.NaN], data.Row("n"));
        Assert.Equal([1, 0, 0, double.NaN, 0, 1], data.Row("c=a"));
        Assert.Equal([expected, 0, 1, 1], Scaling.Of(data, standardize: false)!.FillValue);
    }

    [Fact]
    public void An_indicator_is_a_feature_more_where_cells_are_missing()
    {
        Dataset data = Read(Options(MissingValue.Indicator), Number, Text, Flag, Column("whole", 1, 2, 3, 4, 5, 6));
        Assert.Equal(["n", "n (missing)", "c=a", "c=b", "c (missing)", "f", "f (missing)", "whole"], data.FeatureName);
        Assert.Equal([0, 0, 1, 0, 0, 1], data.Row("n (missing)"));
        Assert.Equal([0, 0, 0, 1, 0, 0], data.Row("c (missing)"));
        Assert.Equal([1, 0, 0, 0, 0, 1], data.Row("c=a"));
        Assert.Equal([3.5, 0, 0, 0, 0, 1, 0, 3.5], Scaling.Of(data, standardize: false)!.FillValue);
    }

    [Fact]
    public void A_weight_counts_as_so_many_rows()
    {
        TableOptions options = Options(MissingValue.Median) with { SampleWeight = "w" };
        Dataset weighted = Read(options, Column("n", 1, 5, 7, null, 100), Column("c", "a", "b", "b", null, "c"), Column("w", 3, 1, 1, 1, 0));
        Dataset repeated = Read(Options(MissingValue.Median), Column("n", 1, 1, 1, 5, 7, null), Column("c", "a", "a", "a", "b", "b", null));
        double[] fill = [.. Scaling.Of(weighted, standardize: false)!.FillValue];
        Assert.Equal([1, 1, 0, 0], fill);
        Assert.Equal([1, 1, 0], Scaling.Of(repeated, standardize: false)!.FillValue);
        Assert.Equal(3.5, Scaling.Of(Read(Options(MissingValue.Median), Column("n", 2, 5, 1, 9, null)), standardize: false)!.FillValue[0]);
        Assert.Equal(0, Scaling.Of(Read(Options(), Column("n", 2, 5, null, null), Column("x", 1, 2, 3, 4)).Take([2, 3]), standardize: false)!.FillValue[0]);
    }

    [Fact]
    public void Standardizing_sees_the_filled_values()
    {
        Scaling scaling = Scaling.Of(Read(Options(), Column("n", 1, 3, null, null)));
        Assert.Equal((2, Math.Sqrt(0.5)), (scaling.FeatureMean[0], scaling.FeatureDeviation[0]));
        Assert.Equal(0, scaling.Standardize(0, double.NaN));
    }

    [Fact]
    public void A_network_takes_missing_cells_for_what_it_learned()
    {
        Dataset data = Read(Options(), Column("n", 1, 3, null, 8, 2, 4), Column("c", "a", "b", "a", null, "a", "b"));
        NetworkParameter network = Trainer.Train(data, Start(data), new TrainingOptions { EpochCount = 20, Standardize = true }).Parameter;
        var predictor = new Predictor(network);
        var reader = new FeatureEncoder(network);
        string[] columns = ["c", "n"];
        double[] missing = [.. predictor.Predict(reader.Read(1, columns, _ => null))];
        double[] filled = [.. predictor.Predict(reader.Read(1, columns, name => name == "n" ? 3.6 : "a"))];
        Assert.Equal(filled, missing);
        Assert.Equal(predictor.Predict(data).Column(2), predictor.Predict(Read(Options(), Column("n", 3.6, 1), Column("c", "a", "b"))).Column(0));

        // One by one, samples have the bits that they have among many.
        double[] all = predictor.Predict(data).ToColumnMajorArray();
        IEnumerable<double> single = Enumerable.Range(0, data.SampleCount).SelectMany(s => predictor.Predict(data.X.Column(s).ToArray()).ToArray());
        Assert.Equal(all.Select(BitConverter.DoubleToInt64Bits), single.Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal("FeatureMissing", Failing(() => reader.Read(1, ["n"], _ => null)).Id);
    }

    [Fact]
    public void The_columns_of_a_row_are_looked_for_once_however_many_cells_are_empty()
    {
        Dataset data = Read(Options(), [.. Enumerable.Range(0, 20).Select(i => Column($"n{i}", 1, i, null, 8, 2, 4))]);
        var reader = new FeatureEncoder(Trainer.Train(data, Start(data), new TrainingOptions { EpochCount = 1, Standardize = true }).Parameter);
        var columns = new CountingList([.. data.Schema.Column.Select(column => column.Name)]);
        reader.Read(1, columns, _ => null);
        Assert.Equal(1, columns.Looks);
    }

    [Fact]
    public void Without_holes_the_numbers_are_the_same_bits_as_of_a_dataset_that_knows_none()
    {
        (string, object?[])[] table = [Column("a", 1, 3, 2, 8), Column("b", 0.5, -1, 2, 7)];
        Dataset filled = Read(Options(), table), strict = Read(Options(MissingValue.Error), table);
        foreach (bool standardize in new[] { false, true })
        {
            var options = new TrainingOptions { EpochCount = 50, Standardize = standardize };
            NetworkParameter one = Trainer.Train(filled, Start(filled), options).Parameter, other = Trainer.Train(strict, Start(strict), options).Parameter;
            Assert.Equal(other.Flatten(), one.Flatten());
            Assert.Equal(new Predictor(other).Predict(strict), new Predictor(one).Predict(filled));
            Assert.NotNull(one.Scaling);
        }
    }

    [Fact]
    public void Parameters_that_were_not_trained_know_nothing_to_take()
    {
        Dataset data = Read(Options(), Column("n", 1, null, 3, 4));
        NetworkParameter start = Start(data);
        Assert.Equal("MissingValueUnfilled", Failing(() => new Predictor(start).Predict(data)).Id);
        Assert.Equal("MissingValueUnfilled", Failing(() => ForwardCache.Compute(data, start)).Id);
        Assert.Equal("CellIsEmpty", Failing(() => new FeatureEncoder(start).Read(1, ["n"], _ => null)).Id);
        Assert.Equal("CellIsNaN", Failing(() => _ = new Dataset(data.X, data.Y, new DataSchema(["n"], ["y"], [0, 1]))).Id);
    }

    private static NetworkParameter Start(Dataset data) =>
        Initializer.Initialize(new NetworkShape([data.FeatureCount, 3, 1]), Initialization.He, 1, data.Schema);

    [Theory]
    [InlineData(1e160)]
    [InlineData(1e-170)]
    [InlineData(1e300)]
    [InlineData(1e-300)]
    public void Numbers_whose_squares_leave_the_range_are_standardized(double unit)
    {
        Scaling scaling = Scaling.Of(Read(null, Column("a", 1 * unit, 2 * unit, 6 * unit), Column("b", 5, 6, 9)));
        Assert.Equal(1, scaling.FeatureMean[0] / (3 * unit), 1e-14);
        Assert.Equal(1, scaling.FeatureDeviation[0] / (Math.Sqrt(14.0 / 3) * unit), 1e-14);
        Assert.Equal(Math.Sqrt(26.0 / 9), scaling.FeatureDeviation[1], 1e-14);
    }

    [Fact]
    public void A_mean_of_the_largest_numbers_is_finite()
    {
        Scaling scaling = Scaling.Of(Read(null, Column("a", 1.5e308, 1.5e308, 0.9e308, null)));
        Assert.Equal(1, scaling.FillValue[0] / 1.3e308, 1e-14);
        Assert.True(double.IsFinite(scaling.FeatureMean[0]) && double.IsFinite(scaling.FeatureDeviation[0]));
    }

    private sealed class CountingList(string[] names) : IReadOnlyCollection<string>
    {
        public int Looks { get; private set; }

        public int Count => names.Length;

        public IEnumerator<string> GetEnumerator()
        {
            Looks++;
            return names.AsEnumerable().GetEnumerator();
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
