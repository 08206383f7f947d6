using PSNeuralNet.Tests.Data;

namespace PSNeuralNet.Tests.Evaluation;

/// <summary>Errors of rows and of groups of rows: worked examples.</summary>
public class GroupErrorTests
{
    [Fact]
    public void Errors_of_classes_are_log_losses_and_mistakes()
    {
        Dataset samples = Table(["a", "a", "b"], ["no", "yes", "yes"]);
        var errors = RowErrors.Of(samples, Matrix<double>.Build.DenseOfRowArrays([0.9, 0.8, 0.25], [0.1, 0.2, 0.75]), DecisionRule.Default);
        Assert.Equal([-Math.Log(0.9), -Math.Log(0.2), -Math.Log(0.75)], errors.Loss);
        Assert.Equal([false, true, false], errors.IsWrong);
        Assert.Equal([1, 2, 0], errors.Worst(5));
        Assert.Equal([1], errors.Worst(1));

        // Two of three are 0.8 sure or more, and one of these is right.
        Assert.Equal((2 / 3.0, 0.5), errors.Above(0.8));
        Assert.Equal(0, errors.Above(0.95).Share);
        Assert.True(double.IsNaN(errors.Above(0.95).Right));
    }

    [Fact]
    public void The_threshold_decides_what_is_a_mistake()
    {
        Dataset samples = Table(["a", "a", "b"], ["no", "yes", "yes"]);
        var errors = RowErrors.Of(samples, Matrix<double>.Build.DenseOfRowArrays([0.9, 0.8, 0.25], [0.1, 0.2, 0.75]), new DecisionRule(0.15, 1));
        Assert.Equal([false, false, false], errors.IsWrong);
    }

    [Fact]
    public void Errors_of_numbers_are_large_above_the_upper_quartile()
    {
        var samples = new Dataset(Matrix<double>.Build.Dense(1, 8), Matrix<double>.Build.DenseOfRowArrays([1.0, 2, 3, 4, 5, 6, 7, 8]), DataSchema.DefaultRegression(1));
        var errors = RowErrors.Of(samples, Matrix<double>.Build.DenseOfRowArrays([1.5, 1, 3, 4.25, 9, 6, 7, 6]), DecisionRule.Default);
        Assert.Equal([0.5, 1, 0, 0.25, 4, 0, 0, 2], errors.Loss);

        // Six of eight errors are 1 or less.
        Assert.Equal(1, errors.LargeError);
        Assert.Equal([4, 7], Enumerable.Range(0, 8).Where(i => errors.IsWrong[i]));
        Assert.Equal([4, 7, 1], errors.Worst(3));
    }

    [Fact]
    public void Errors_of_several_targets_are_means_in_mean_absolute_deviations()
    {
        // Mean absolute deviations: 1 of (0, 2), 10 of (0, 20).
        var samples = new Dataset(Matrix<double>.Build.Dense(1, 2), Matrix<double>.Build.DenseOfRowArrays([0.0, 2], [0.0, 20]), DataSchema.DefaultRegression(1, 2));
        var errors = RowErrors.Of(samples, Matrix<double>.Build.DenseOfRowArrays([1.0, 2], [5.0, 25]), DecisionRule.Default);
        Assert.Equal([(1 + 0.5) / 2, 0.25], errors.Loss);
    }

    [Fact]
    public void A_group_is_compared_with_all_others()
    {
        // Mistakes: 8 of the 10 rows "a", 5 of the 25 rows "b", 5 of the 25 rows "c".
        string[] kind = [.. Enumerable.Repeat("a", 10), .. Enumerable.Repeat("b", 25), .. Enumerable.Repeat("c", 25)];
        var errors = Mistakes(kind, i => i < 8 || i is >= 10 and < 15 or >= 35 and < 40);
        IReadOnlyList<GroupError> groups = GroupErrors.Measure(errors, ["Kind"]);
        Assert.Equal(["a", "b", "c"], groups.Select(group => (string)group.Lowest!));
        GroupError worst = groups[0];
        Assert.Equal(("Kind", 10, 0.8, 0.2, 0.8, 0.2), (worst.Column, worst.SampleCount, worst.Error, worst.OtherError, worst.WrongShare, worst.OtherWrongShare));

        // Fisher's exact test of [[8, 2], [10, 40]]: the tables with 8, 9 and 10 mistakes in "a" are as improbable, those with fewer are not.
        double p = new[] { 8, 9, 10 }.Sum(k => Binomial(10, k) * Binomial(50, 18 - k)) / Binomial(60, 18);
        Assert.Equal(p, worst.PValue, 1e-12);
        Assert.Equal(3 * p, worst.AdjustedPValue, 1e-12);
        Assert.True(worst.IsWorse);

        // Chi-squared of [[5, 20], [13, 22]]: 60 (5 22 - 20 13)^2 / (25 35 18 42).
        Assert.Equal(1 - MathNet.Numerics.Distributions.ChiSquared.CDF(1, 60.0 * 150 * 150 / (25 * 35 * 18 * 42)), groups[1].PValue, 1e-12);
        Assert.False(groups[1].IsHigher || groups[1].IsWorse);
    }

    [Fact]
    public void Chance_marks_no_group_in_19_of_20_tables()
    {
        // 200 tables of 100 rows with mistakes that have nothing to do with the column of four categories.
        var random = new RandomState(5);
        int marked = Enumerable.Range(0, 200).Count(_ =>
        {
            double[] drawn = [.. Enumerable.Range(0, 200).Select(_ => random.Uniform())];
            return GroupErrors.Measure(Mistakes([.. drawn[..100].Select(one => "abcd"[(int)(4 * one)].ToString())], i => drawn[100 + i] < 0.2), ["Kind"]).Any(group => group.IsWorse);
        });
        Assert.InRange(marked, 0, 200 / 20);
    }

    [Fact]
    public void Numbers_are_in_quarters_and_missing_cells_are_a_group()
    {
        Dataset samples = Tables.Read(null, ("Heat", [.. Enumerable.Range(0, 48).Select(i => i < 40 ? (object)(double)i : null)]));
        IReadOnlyList<GroupError> groups = GroupErrors.Measure(RowErrors.Of(samples, Probabilities(samples, i => i >= 40), DecisionRule.Default), ["Heat"]);
        Assert.Equal([(null, null, 8), (0.0, 9.0, 10), (10.0, 19.0, 10), (20.0, 29.0, 10), (30.0, 39.0, 10)], groups.Select(group => ((double?)group.Lowest, (double?)group.Highest, group.SampleCount)));
        Assert.Equal([1, 0, 0, 0, 0], groups.Select(group => group.WrongShare));
    }

    [Fact]
    public void Equal_numbers_stay_together()
    {
        Dataset samples = Tables.Read(null, ("Heat", [.. Enumerable.Range(0, 40).Select(i => (object)(i < 30 ? 0.0 : i))]));
        IReadOnlyList<GroupError> groups = GroupErrors.Measure(RowErrors.Of(samples, Probabilities(samples, i => i >= 35), DecisionRule.Default), ["Heat"]);
        Assert.Equal([(30.0, 39.0, 10), (0.0, 0.0, 30)], groups.Select(group => ((double)group.Lowest!, (double)group.Highest!, group.SampleCount)));
    }

    [Fact]
    public void Groups_of_few_rows_and_unknown_columns_are_left_out()
    {
        string[] kind = [.. Enumerable.Repeat("a", 4), .. Enumerable.Repeat("b", 30)];
        Assert.Empty(GroupErrors.Measure(Mistakes(kind, i => i < 4), ["Kind", "other"]));
    }

    [Fact]
    public void Weights_count_as_the_effective_number_of_samples()
    {
        // Rows of weight 2 are as many rows, and rows of weight 0 are none.
        string[] kind = [.. Enumerable.Repeat("a", 10), .. Enumerable.Repeat("b", 50)];
        GroupError plain = GroupErrors.Measure(Mistakes(kind, i => i < 8 || i >= 50), ["Kind"])[0];
        GroupError weighted = GroupErrors.Measure(Mistakes([.. kind, "a", "a"], i => i < 8 || i >= 50, [.. Enumerable.Repeat(2.0, 60), 0, 0]), ["Kind"])[0];
        Assert.Equal(plain with { PValue = 0, AdjustedPValue = 0 }, weighted with { PValue = 0, AdjustedPValue = 0 });
        Assert.Equal(plain.PValue, weighted.PValue, 1e-12);
    }

    [Theory]
    [InlineData(0.8, 10, 0.4901625, 0.9433178)]
    [InlineData(0, 20, 0, 0.1611252)]
    [InlineData(1, 20, 0.8388748, 1)]
    public void Intervals_of_shares_are_those_of_Wilson(double share, double count, double lower, double upper)
    {
        (double low, double high) = ShareInterval.Wilson(share, count, 0.95);
        Assert.Equal(lower, low, 1e-7);
        Assert.Equal(upper, high, 1e-7);
    }

    private static double Binomial(int n, int k) => MathNet.Numerics.SpecialFunctions.Binomial(n, k);

    private static RowErrors Mistakes(string[] kind, Func<int, bool> isWrong, double[]? weight = null)
    {
        Dataset samples = Table(kind, [.. kind.Select((_, i) => i % 2 == 0 ? "no" : "yes")], weight);
        return RowErrors.Of(samples, Probabilities(samples, isWrong), DecisionRule.Default);
    }

    /// <summary>Probabilities that are right but for some rows.</summary>
    private static Matrix<double> Probabilities(Dataset samples, Func<int, bool> isWrong) =>
        Matrix<double>.Build.Dense(2, samples.SampleCount, (row, i) => (row == samples.ClassOf(i)) != isWrong(i) ? 0.9 : 0.1);

    private static Dataset Table(string[] kind, string[] label, double[]? weight = null)
    {
        var column = new FeatureColumn("Kind", ColumnKind.Category, [.. kind.Distinct().Order(StringComparer.Ordinal)]);
        string[] labels = [.. label.Distinct().Order(StringComparer.Ordinal)];
        var x = Matrix<double>.Build.Dense(column.Category.Count, kind.Length, (row, i) => column.Category[row] == kind[i] ? 1 : 0);
        return new Dataset(x, Matrix<double>.Build.Dense(1, kind.Length, (_, i) => Array.IndexOf(labels, label[i])), new DataSchema([column], ["Label"], labels), weight: weight);
    }
}
