using MathNet.Numerics.LinearAlgebra.Double;

namespace PSNeuralNet.Tests.Data;

public class DatasetSplitterTests
{
    [Fact]
    public void The_parts_of_a_fraction_are_scikit_learns()
    {
        JsonElement reference = Reference.Load("splits");
        Dataset dataset = Numbered(reference.Integers("y"));
        foreach (JsonElement expected in reference.GetProperty("splits").EnumerateArray())
        {
            DatasetSplit split = DatasetSplitter.Split(
                dataset, expected.GetProperty("fraction").GetDouble(), expected.GetProperty("stratify").GetBoolean(), expected.GetProperty("seed").GetInt64());
            Assert.Equal(expected.Integers("train"), Numbers(split.Train));
            Assert.Equal(expected.Integers("test"), Numbers(split.Test));
            Assert.Null(split.Fold);
        }
    }

    [Fact]
    public void Folds_are_scikit_learns()
    {
        JsonElement reference = Reference.Load("splits");
        Dataset dataset = Numbered(reference.Integers("y"));
        foreach (JsonElement expected in reference.GetProperty("folds").EnumerateArray())
        {
            int count = expected.GetProperty("count").GetInt32();
            DatasetSplit[] folds = [.. DatasetSplitter.Folds(
                dataset, count, expected.GetProperty("stratify").GetBoolean(), expected.GetProperty("seed").GetInt64())];
            Assert.Equal(Enumerable.Range(1, count), folds.Select(fold => fold.Fold!.Value));
            Assert.Equal(expected.Rows("test").Select(test => test.Select(number => (int)number)), folds.Select(fold => Numbers(fold.Test)));
            Assert.All(folds, fold => Assert.Equal(Enumerable.Range(0, dataset.SampleCount).Except(Numbers(fold.Test)), Numbers(fold.Train)));
        }
    }

    [Theory]
    [InlineData(0.2, 100, 400)]
    [InlineData(0.5, 250, 250)]
    [InlineData(0.001, 1, 499)]
    [InlineData(0.998, 499, 1)]
    [InlineData(0.07, 35, 465)]
    public void Each_sample_is_in_one_part_and_each_class_keeps_its_share(double fraction, int test, int train)
    {
        Dataset dataset = Numbered([.. Enumerable.Range(0, 500).Select(i => i % 10 < 6 ? 0 : i % 10 < 9 ? 1 : 2)]);
        DatasetSplit split = DatasetSplitter.Split(dataset, fraction, stratify: true, seed: 4);

        Assert.Equal((train, test), (split.Train.SampleCount, split.Test.SampleCount));
        Assert.Equal(Enumerable.Range(0, 500), Numbers(split.Train).Concat(Numbers(split.Test)).Order());
        foreach ((int c, double share) in new[] { (0, 0.6), (1, 0.3), (2, 0.1) })
        {
            Assert.InRange(CountOf(split.Test, c), Math.Floor(share * test), Math.Ceiling(share * test));
        }

        Assert.Equal($"{train} train, {test} test", split.ToString());
    }

    [Fact]
    public void Folds_differ_by_one_sample_at_most_overall_and_in_each_class()
    {
        Dataset dataset = Numbered([.. Enumerable.Repeat(0, 17).Concat(Enumerable.Repeat(1, 12)).Concat(Enumerable.Repeat(2, 9))]);
        DatasetSplit[] folds = [.. DatasetSplitter.Folds(dataset, 5, stratify: true, seed: 1)];

        Assert.Equal(Enumerable.Range(0, 38), folds.SelectMany(fold => Numbers(fold.Test)).Order());
        AssertEven(folds.Select(fold => fold.Test.SampleCount));
        Assert.All([0, 1, 2], c => AssertEven(folds.Select(fold => CountOf(fold.Test, c))));
        Assert.Equal("fold 1: 30 train, 8 test", folds[0].ToString());
    }

    [Fact]
    public void Numbers_are_split_without_classes()
    {
        Dataset dataset = RegressionGenerator.Generate(10, 2, 2, 2, 0, true, 0);
        DatasetSplit split = DatasetSplitter.Split(dataset, 0.3, stratify: true, seed: 2);
        Assert.Equal((7, 3), (split.Train.SampleCount, split.Test.SampleCount));
        Assert.Equal(["Y1", "Y2"], split.Test.TargetName);
        Assert.Equal(10, DatasetSplitter.Folds(dataset, 10, stratify: true, seed: 2).Sum(fold => fold.Test.SampleCount));
    }

    [Fact]
    public void Parts_keep_names_weights_and_seed()
    {
        double[] weight = [.. Enumerable.Range(0, 8).Select(i => i + 1.0)];
        var schema = new DataSchema(["size"], ["kind"], ["a", "b"]);
        var dataset = new Dataset(
            DenseMatrix.Create(1, 8, (_, s) => s), DenseMatrix.Create(1, 8, (_, s) => s % 2), schema, "files", 77, weight);
        DatasetSplit split = DatasetSplitter.Split(dataset, 0.25, stratify: true, seed: 3);

        Assert.Equal(3, split.Seed);
        foreach (Dataset part in new[] { split.Train, split.Test })
        {
            Assert.Same(schema, part.Schema);
            Assert.Equal(("files", 77L), (part.Name, part.Seed!.Value));
            Assert.Equal(Numbers(part).Select(number => number + 1.0), part.Weight);
            Assert.Equal(Numbers(part).Select(number => number % 2), Enumerable.Range(0, part.SampleCount).Select(part.ClassOf));
        }
    }

    [Fact]
    public void A_seed_gives_the_same_parts_again()
    {
        Dataset dataset = Numbered([.. Enumerable.Range(0, 30).Select(i => i % 3)]);
        int[] Test(long seed) => Numbers(DatasetSplitter.Split(dataset, 0.3, true, seed).Test);
        int[][] Folds(long seed) => [.. DatasetSplitter.Folds(dataset, 3, true, seed).Select(fold => Numbers(fold.Test))];
        Assert.Equal(Test(5), Test(5));
        Assert.NotEqual(Test(5), Test(6));
        Assert.Equal(Folds(5), Folds(5));
        Assert.NotEqual(Folds(5), Folds(6));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.2)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(0.95)]
    [InlineData(1e-12)]
    public void A_fraction_outside_0_to_1_or_of_nothing_is_refused(double fraction)
    {
        Dataset dataset = Numbered([0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
        AssertRefused("FractionInvalid", fraction, () => DatasetSplitter.Split(dataset, fraction, true, 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(-2)]
    [InlineData(5)]
    public void A_fold_count_outside_2_to_the_samples_is_refused(int count) =>
        AssertRefused("FoldCountInvalid", count, () => DatasetSplitter.Folds(Numbered([0, 1, 0, 1]), count, false, 0));

    [Fact]
    public void A_class_too_small_to_spread_is_named_with_its_count()
    {
        Dataset dataset = Numbered([0, 0, 0, 0, 0, 1, 1, 1, 2]);
        string message = AssertRefused("ClassTooSmall", "2", () => DatasetSplitter.Split(dataset, 0.3, true, 0));
        Assert.StartsWith("The class '2' has 1 sample, but a stratified split needs 2", message, StringComparison.Ordinal);
        message = AssertRefused("ClassAllTooSmall", "0", () => DatasetSplitter.Folds(Numbered([0, 0, 0, 0, 0, 1, 1, 1]), 6, true, 0));
        Assert.StartsWith("All classes have fewer samples than there are folds: '0', the largest one, has 5,", message, StringComparison.Ordinal);

        Assert.Equal(3, DatasetSplitter.Split(dataset, 0.3, false, 0).Test.SampleCount);
        Assert.Equal(9, DatasetSplitter.Folds(dataset, 9, false, 0).Count());
    }

    [Fact]
    public void A_class_without_samples_is_in_nobodys_way()
    {
        DatasetSplit split = DatasetSplitter.Split(Numbered([0, 0, 0, 2, 2, 2]), 0.5, true, 0);
        Assert.Equal(["0", "1", "2"], split.Train.ClassName);
        Assert.Equal((3, 3), (split.Train.SampleCount, split.Test.SampleCount));
    }

    [Fact]
    public void A_seed_outside_its_range_is_refused()
    {
        AssertRefused("SeedInvalid", -1L, () => DatasetSplitter.Split(Numbered([0, 1, 0, 1]), 0.5, true, -1));
        AssertRefused("SeedInvalid", -1L, () => DatasetSplitter.Folds(Numbered([0, 1, 0, 1]), 2, true, -1));
    }

    /// <summary>Samples whose one feature is their number.</summary>
    private static Dataset Numbered(int[] classes)
    {
        int count = classes.Max() + 1;
        var y = DenseMatrix.Create(count == 2 ? 1 : count, classes.Length, (row, s) => count == 2 ? classes[s] : classes[s] == row ? 1 : 0);
        return new Dataset(DenseMatrix.Create(1, classes.Length, (_, s) => s), y);
    }

    private static int[] Numbers(Dataset dataset) => [.. dataset.X.Row(0).Select(value => (int)value)];

    private static int CountOf(Dataset dataset, int c) =>
        Enumerable.Range(0, dataset.SampleCount).Count(sample => dataset.ClassOf(sample) == c);

    private static void AssertEven(IEnumerable<int> counts) => Assert.InRange(counts.Max() - counts.Min(), 0, 1);

    private static string AssertRefused(string id, object offender, Action action)
    {
        var error = Assert.Throws<NetworkException>(action);
        Assert.Equal((id, offender), (error.Id, error.TargetObject));
        return error.Message;
    }
}
