using MathNet.Numerics.LinearAlgebra.Double;

namespace PSNeuralNet.Tests.Data;

public class FoldPlanTests
{
    private static readonly JsonElement Expected = Reference.Load("group_splits");

    [Fact]
    public void Groups_without_a_seed_are_in_the_folds_of_scikit_learn()
    {
        foreach (JsonElement one in Expected.GetProperty("grouped").EnumerateArray())
        {
            int[] group = one.Integers("group"), y = one.Integers("y");
            int count = one.GetProperty("count").GetInt32(), groups = group.Max() + 1;
            AssertFolds(one.GetProperty("group_k_fold"), new FoldAssignment(GroupFolds.BySize(group, groups, count, null), count));
            AssertFolds(one.GetProperty("stratified_group_k_fold"), new FoldAssignment(GroupFolds.ByClass(y, group, groups, count, null, default), count));
        }
    }

    [Fact]
    public void A_share_of_the_groups_is_held_out_as_by_scikit_learn()
    {
        foreach (JsonElement one in Expected.GetProperty("held_out").EnumerateArray())
        {
            Dataset data = Data(new int[50], ("host", one.Integers("group").Cast<object>()));
            var options = new FoldOptions { Fraction = one.GetProperty("fraction").GetDouble(), Group = "HOST", Seed = one.GetProperty("seed").GetInt64() };
            SampleFold fold = Assert.Single(FoldPlan.Create(data, options).Fold);
            Assert.Equal([one.Integers("train"), one.Integers("test")], [fold.TrainSamples(), fold.TestSamples()]);
        }
    }

    [Fact]
    public void Folds_by_time_are_those_of_scikit_learn()
    {
        foreach (JsonElement one in Expected.GetProperty("timed").EnumerateArray())
        {
            int[] time = one.Integers("time");
            foreach (IEnumerable<object> cells in (IEnumerable<object>[])[time.Cast<object>(), time.Select(t => new DateTime(2026, 1, 1).AddDays(t)).Cast<object>(), time.Select(t => $"{TimeSpan.FromHours(t)}"), time.Select(t => $"{new DateTime(2026, 1, 30).AddDays(t):d.M.yyyy}")])
            {
                FoldPlan plan = FoldPlan.Create(Data(new int[time.Length], ("t", cells)), new FoldOptions { FoldCount = one.GetProperty("count").GetInt32(), TimeColumn = "t" });
                AssertParts(one.GetProperty("parts"), plan.Fold);
            }
        }
    }

    [Fact]
    public void A_class_smaller_than_the_folds_is_spread_as_by_scikit_learn_with_a_warning()
    {
        foreach (JsonElement one in Expected.GetProperty("small_class").EnumerateArray())
        {
            FoldPlan plan = FoldPlan.Create(Data(one.Integers("y")), new FoldOptions { FoldCount = one.GetProperty("count").GetInt32(), Seed = one.GetProperty("seed").GetInt64() });
            AssertParts(one.GetProperty("parts"), plan.Fold);
            string without = string.Join(", ", plan.Fold.Where(fold => !fold.TestSamples().Any(sample => plan.Dataset.ClassOf(sample) == 2)).Take(5));
            Assert.StartsWith("Test parts lack classes: ", plan.Warning[0], StringComparison.Ordinal);
            Assert.Contains($"'2' (3 samples) in {without}", plan.Warning[0], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_last_samples_in_time_are_held_out()
    {
        FoldPlan plan = FoldPlan.Create(Data([0, 1, 0, 1, 0], ("day", ["2026-03-01", "2026-01-01", "2026-02-01", "2026-01-01", "2026-01-15"])), new FoldOptions { Fraction = 0.4, TimeColumn = "day" });
        SampleFold fold = Assert.Single(plan.Fold);
        Assert.Equal([[1, 3, 4], [2, 0]], (int[][])[fold.TrainSamples(), fold.TestSamples()]);
        Assert.Equal(["Test parts lack classes: '1' (2 samples) in test part. Metrics that need them are undefined or 0 there. More samples, fewer folds or larger parts help."], plan.Warning);
    }

    [Fact]
    public void Repetitions_are_the_folds_of_the_next_seeds()
    {
        int[] y = [.. Enumerable.Range(0, 30).Select(i => i % 3)];
        FoldPlan plan = FoldPlan.Create(Data(y), new FoldOptions { FoldCount = 3, Repeat = 3, Seed = uint.MaxValue });
        Assert.Equal([(1, 1, uint.MaxValue), (2, 1, uint.MaxValue), (3, 1, uint.MaxValue), (1, 2, 0), (2, 2, 0), (3, 2, 0), (1, 3, 1), (2, 3, 1), (3, 3, 1)], plan.Fold.Select(fold => (fold.Number!.Value, fold.Repeat!.Value, fold.Seed)));
        for (int repeat = 0; repeat < 3; repeat++)
        {
            SampleFold[] alone = [.. FoldPlan.Create(Data(y), new FoldOptions { FoldCount = 3, Seed = ((long)uint.MaxValue + repeat) & uint.MaxValue }).Fold];
            Assert.Equal(alone.Select(fold => fold.TestSamples()), plan.Fold.Skip(3 * repeat).Take(3).Select(fold => fold.TestSamples()));
            Assert.All(alone, fold => Assert.Null(fold.Repeat));
        }

        DatasetSplit split = plan.Splits().ElementAt(4);
        Assert.Equal("repetition 2, fold 2: 20 train, 10 test", split.ToString());
        Assert.Equal((2, 2, 0L), (split.Fold!.Value, split.Repeat!.Value, split.Seed));
        Assert.Empty(plan.Warning);
        Assert.Equal("9 folds of table (30 samples, 1 feature)", plan.ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Groups_stay_together_in_an_order_that_the_seed_draws(bool isStratified)
    {
        int[] y = [.. Enumerable.Range(0, 120).Select(i => i * 7 % 5 > 2 ? 1 : 0)];
        Dataset data = Data(y, ("host", Enumerable.Range(0, 120).Select(i => (object)$"h{i * i % 31}")));
        int[][] Tests(long seed) => [.. FoldPlan.Create(data, new FoldOptions { FoldCount = 4, Group = "host", Stratify = isStratified, Seed = seed }).Fold.Select(fold => fold.TestSamples())];
        Assert.Equal(Tests(3), Tests(3));
        Assert.NotEqual(Tests(3), Tests(4));
        Assert.Equal(Enumerable.Range(0, 120), Tests(3).SelectMany(test => test).Order());
        Assert.Equal(16, Tests(3).Sum(test => test.Select(sample => data.Id[0][sample]).Distinct().Count()));
        if (!isStratified)
        {
            // Sizes do not depend on the order of groups of one size.
            Assert.Equal(Tests(3).Select(test => test.Length).Order(), Tests(4).Select(test => test.Length).Order());
        }
    }

    [Fact]
    public void Classes_that_parts_lack_are_named_once()
    {
        // Class c is in the group of its number only.
        int[] y = [.. Enumerable.Range(0, 40).Select(i => i % 4)];
        FoldPlan plan = FoldPlan.Create(Data(y, ("g", y.Cast<object>())), new FoldOptions { FoldCount = 4, Group = "g", Seed = 1 });
        Assert.Equal(2, plan.Warning.Count);
        Assert.Contains("'0' (10 samples) in fold ", plan.Warning[0], StringComparison.Ordinal);
        Assert.StartsWith("Training parts lack classes, which networks then cannot predict: '0' (10 samples) in fold ", plan.Warning[1], StringComparison.Ordinal);
        FoldPlan timed = FoldPlan.Create(Data([0, 0, 0, 0, 1, 1, 1, 1], ("t", Enumerable.Range(0, 8).Cast<object>())), new FoldOptions { FoldCount = 3, TimeColumn = "t" });
        Assert.StartsWith("Test parts lack classes: '0' (4 samples) in fold 2, fold 3; '1' (4 samples) in fold 1.", timed.Warning[0], StringComparison.Ordinal);
        Assert.Equal("Training parts lack classes, which networks then cannot predict: '1' (4 samples) in fold 1, fold 2.", timed.Warning[1]);
    }

    [Fact]
    public void An_open_order_of_day_and_month_is_warned_of_and_a_format_decides()
    {
        Dataset data = Data([0, 1, 0, 1], ("day", ["1/2/2026", "2/1/2026", "3/1/2026", "4/1/2026"]));
        FoldPlan open = FoldPlan.Create(data, new FoldOptions { FoldCount = 3, TimeColumn = "day" });
        Assert.Equal([0, 1, 2], open.Fold[2].TrainSamples());
        Assert.StartsWith("The time column 'day' is read with the month first, '1/2/2026' as 2026-01-02, but", open.Warning[0], StringComparison.Ordinal);
        FoldPlan given = FoldPlan.Create(data, new FoldOptions { FoldCount = 3, TimeColumn = "day", DateFormat = ["d/M/yyyy"] });
        Assert.Equal([1, 2, 3], given.Fold[2].TrainSamples());
        Assert.DoesNotContain(given.Warning, warning => warning.Contains("time column", StringComparison.Ordinal));
    }

    [Fact]
    public void What_cannot_be_split_has_a_name()
    {
        int[] y = [0, 1, 0, 1, 0, 1];
        object[] hosts = ["a", "b", "c", "a", "b", "c"];
        Dataset data = Data(y, ("host", hosts), ("one", Enumerable.Repeat<object>(1, 6)), ("gap", ["a", "b", null, "c", "a", "b"]), ("word", [1, 2, "x", 4, 5, 6]));
        AssertFails("GroupSingle", data, new FoldOptions { FoldCount = 2, Group = "one" }, "'1' in the group column 'one'");
        AssertFails("GroupTooFew", data, new FoldOptions { FoldCount = 4, Group = "host" }, "There are 4 folds, but the column 'host' has 3 groups");
        AssertFails("SplitCellMissing", data, new FoldOptions { FoldCount = 2, Group = "gap" }, "Row 3 has no value in the column 'gap' of -Group");
        AssertFails("SplitCellMissing", data, new FoldOptions { FoldCount = 2, TimeColumn = "gap" }, "Row 3 has no value in the column 'gap' of -TimeColumn");
        AssertFails("TimeCellInvalid", data, new FoldOptions { FoldCount = 2, TimeColumn = "word" }, "Row 3 has 'x' in the time column 'word', while others are numbers");
        AssertFails("TimeCellInvalid", data, new FoldOptions { FoldCount = 2, TimeColumn = "host" }, "Row 1 has 'a' in the time column 'host', which is no time");
        AssertFails("SplitColumnMissing", data, new FoldOptions { FoldCount = 2, Group = "X1" }, "but the dataset has the id columns 'host', 'one', 'gap', 'word', and 'X1' is a feature. Create");
        AssertFails("SplitColumnMissing", Data(y), new FoldOptions { FoldCount = 2, TimeColumn = "day" }, "-TimeColumn names 'day', but the dataset has no id columns. Create");
        AssertFails("GroupTimeAmbiguous", data, new FoldOptions { Group = "host", TimeColumn = "word" }, "");
        AssertFails("FoldRepeatTimed", data, new FoldOptions { Repeat = 2, TimeColumn = "word" }, "");
        AssertFails("FoldRepeatInvalid", data, new FoldOptions { Repeat = 0 }, "is 0");
        AssertFails("FractionInvalid", data, new FoldOptions { Fraction = 0.9, Group = "host" }, "share of the 3 groups");
        AssertFails("FoldCountInvalid", Data(y, ("t", Enumerable.Range(0, 6).Cast<object>())), new FoldOptions { FoldCount = 6, TimeColumn = "t" }, "Give 2 to 5.");
        AssertFails("ClassAllTooSmall", data, new FoldOptions { FoldCount = 4 }, "'0', the largest one, has 3");
        AssertFails("ClassAllTooSmall", Data(y, ("id", Enumerable.Range(0, 6).Cast<object>())), new FoldOptions { FoldCount = 5, Group = "id" }, "");
    }

    private static void AssertFails(string id, Dataset data, FoldOptions options, string text)
    {
        NetworkException error = Assert.Throws<NetworkException>(() => FoldPlan.Create(data, options));
        Assert.Equal(id, error.Id);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
    }

    private static void AssertFolds(JsonElement expected, FoldAssignment assignment) =>
        AssertParts(expected, [.. Enumerable.Range(0, assignment.Count).Select(fold => new SampleFold(assignment, fold, fold + 1, null, 0))]);

    private static void AssertParts(JsonElement expected, IReadOnlyList<SampleFold> folds)
    {
        JsonElement[] parts = [.. expected.EnumerateArray()];
        Assert.Equal(parts.Length, folds.Count);
        for (int i = 0; i < parts.Length; i++)
        {
            Assert.Equal(parts[i].Integers("train"), folds[i].TrainSamples());
            Assert.Equal(parts[i].Integers("test"), folds[i].TestSamples());
        }
    }

    /// <summary>Samples of these classes, two at least, with id columns.</summary>
    private static Dataset Data(int[] classes, params (string Name, IEnumerable<object?> Values)[] ids)
    {
        int count = Math.Max(2, classes.Max() + 1);
        var y = DenseMatrix.Create(count == 2 ? 1 : count, classes.Length, (row, s) => count == 2 ? classes[s] : classes[s] == row ? 1 : 0);
        return new Dataset(DenseMatrix.Create(1, classes.Length, (_, s) => s), y) { Id = [.. ids.Select(id => new IdColumn(id.Name, id.Values))] };
    }
}
