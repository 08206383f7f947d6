namespace PSNeuralNet.Tests.Evaluation;

public class ThresholdTableTests
{
    private static readonly int[] Actual = [0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0];
    private static readonly bool[] Positive = [.. Actual.Select(one => one == 1)];
    private static readonly double[] Score = [.1, .8, .35, .05, .35, .6, .2, .2, .02, .55, .45, .3, .15, .07, .01, .55];
    private static readonly double[] Weight = [1, 2, .5, 1, 1, 3, 1, 2, 1, .5, 1, 1, 4, 1, 2, 1];
    private static readonly MistakeCost Cost = new(1.5, 4);

    /// <summary>Threshold, precision, recall, F1, alarms in 1000 and cost, by scikit-learn 1.2.1: tests/reference/threshold_table.py.</summary>
    public static TheoryData<bool, double[][]> Reference => new()
    {
        {
            false,
            [
                [0.7, 1.0, 0.2, 0.33333333333333337, 62.5, 16.0],
                [0.5, 0.5, 0.4, 0.4444444444444445, 250.0, 15.0],
                [0.32499999999999996, 0.42857142857142855, 0.6, 0.5, 437.5, 14.0],
                [0.175, 0.4, 0.8, 0.5333333333333333, 625.0, 13.0],
                [0.060000000000000005, 0.38461538461538464, 1.0, 0.5555555555555556, 812.5, 12.0],
            ]
        },
        {
            true,
            [
                [0.7, 1.0, 0.36363636363636365, 0.5333333333333333, 86.95652173913044, 14.0],
                [0.5, 0.38461538461538464, 0.45454545454545453, 0.41666666666666663, 282.60869565217394, 18.0],
                [0.32499999999999996, 0.3888888888888889, 0.6363636363636364, 0.4827586206896552, 391.30434782608694, 16.25],
                [0.175, 0.34615384615384615, 0.8181818181818182, 0.4864864864864865, 565.2173913043479, 16.75],
                [0.060000000000000005, 0.2894736842105263, 1.0, 0.4489795918367347, 826.0869565217391, 20.25],
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Reference))]
    public void Rows_are_those_of_scikit_learn(bool isWeighted, double[][] expected)
    {
        var table = ThresholdTable.Create(Positive, Score, isWeighted ? Weight : null, Cost);
        Assert.Equal(expected.Length, table.Count);
        for (int i = 0; i < expected.Length; i++)
        {
            ThresholdMetric row = table[i];
            double[] given = [row.Threshold, row.Precision, row.Recall, row.F1, row.AlarmsPerThousand, row.Cost!.Value];
            Assert.All(given.Zip(expected[i]), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
            Assert.Equal(isWeighted ? Weight.Sum() : Score.Length, row.TruePositive + row.FalsePositive + row.FalseNegative + row.TrueNegative, 1e-12);
        }
    }

    /// <summary>No threshold at all, between all scores, is better than the chosen one: by brute force, with both classes' counts.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_other_threshold_is_better(long seed)
    {
        var random = new RandomState(seed);
        bool[] positive = [.. Enumerable.Range(0, 60).Select(i => random.Uniform() < 0.2 || i == 0)];
        double[] score = [.. positive.Select(one => Math.Round((random.Uniform() + (one ? 0.5 : 0)) / 1.5, 2))];
        double[] weight = [.. positive.Select(_ => (double)(int)(4 * random.Uniform()))];
        weight[0] = 1;
        var table = ThresholdTable.Create(positive, score, weight, Cost);
        double[] all = [.. Enumerable.Range(0, 200).Select(i => (i + 0.5) / 200)];
        Assert.Equal(all.Max(cut => At(cut).F1), table.Choose(ThresholdGoal.Highest(ThresholdScore.F1)).F1, 1e-12);
        Assert.Equal(all.Min(cut => At(cut).Cost), table.Choose(ThresholdGoal.Lowest(Cost)).Cost!.Value, 1e-12);
        Assert.Equal(all.Max(cut => At(cut).Balanced), Balanced(table.Choose(ThresholdGoal.Highest(ThresholdScore.BalancedAccuracy))), 1e-12);
        Assert.Equal(all.Where(cut => At(cut).Recall >= 0.7).Max(cut => At(cut).Precision), table.Choose(ThresholdGoal.MinimumRecall(0.7)).Precision, 1e-12);
        double highest = all.Where(cut => At(cut).Recall > 0).Max(cut => At(cut).Precision);
        Assert.Equal(all.Where(cut => At(cut).Precision >= highest - 1e-12).Max(cut => At(cut).Recall), table.Choose(ThresholdGoal.MinimumPrecision(highest)).Recall, 1e-12);

        (double F1, double Cost, double Balanced, double Recall, double Precision) At(double cut)
        {
            double hit = 0, alarm = 0, miss = 0, right = 0;
            for (int i = 0; i < score.Length; i++)
            {
                bool isAlarm = score[i] > cut;
                hit += isAlarm && positive[i] ? weight[i] : 0;
                alarm += isAlarm && !positive[i] ? weight[i] : 0;
                miss += !isAlarm && positive[i] ? weight[i] : 0;
                right += !isAlarm && !positive[i] ? weight[i] : 0;
            }

            double recall = hit / (hit + miss);
            return (2 * hit / ((2 * hit) + alarm + miss), (Cost.FalseAlarm * alarm) + (Cost.Miss * miss), (recall + (right / (right + alarm))) / 2, recall, hit == 0 ? 0 : hit / (hit + alarm));
        }
    }

    [Fact]
    public void The_cheapest_threshold_weighs_both_mistakes()
    {
        // Four rows: alarms above .25 are one hit and one false alarm, above .15 two hits and one false alarm.
        bool[] positive = [true, false, true, false];
        double[] score = [.9, .4, .2, .1];
        double Threshold(double falseAlarm, double miss) => ThresholdTable.Create(positive, score, null, new(falseAlarm, miss)).Choose(ThresholdGoal.Lowest(new(falseAlarm, miss))).Threshold;
        Assert.Equal(0.65, Threshold(2, 1), 1e-15);
        Assert.Equal(0.65, Threshold(1, 1), 1e-15);
        Assert.Equal(0.15, Threshold(1, 2), 1e-15);
        Assert.Equal(0.1, ThresholdTable.Create([false, true, false], [.3, .2, .3]).Single().Threshold, 1e-15);
    }

    [Fact]
    public void Only_the_ratio_of_costs_counts_also_of_the_largest_ones()
    {
        bool[] positive = [.. Enumerable.Range(0, 200).Select(i => i % 3 == 0)];
        double[] score = [.. positive.Select((one, i) => ((one ? 60 : 30) + (i * 37 % 50)) / 120.0)];
        Assert.Equal(Threshold(1, 10), Threshold(1e307, 1e308));

        double Threshold(double falseAlarm, double miss) => ThresholdTable.Create(positive, score).Choose(ThresholdGoal.Lowest(new(falseAlarm, miss))).Threshold;
    }

    [Fact]
    public void No_alarm_at_all_may_be_the_cheapest()
    {
        var cost = new MistakeCost(10, 1);
        ThresholdMetric best = ThresholdTable.Create([true, false, false], [.5, .6, .2], null, cost).Choose(ThresholdGoal.Lowest(cost));
        Assert.Equal([0.8, 0, 1, 0], [best.Threshold, best.TruePositive, best.Cost!.Value, best.AlarmsPerThousand]);
        Assert.Equal(1, ThresholdTable.Create([true, false, false], [.5, .6, .2], null, cost).Choose(ThresholdGoal.Highest(ThresholdScore.F1)).Recall);
    }

    [Fact]
    public void Equal_probabilities_and_such_as_differ_by_rounding_stay_together()
    {
        Assert.Equal([0.65], ThresholdTable.Create([true, false, true], [.8, .5, .8]).Select(row => Math.Round(row.Threshold, 12)));
        ThresholdMetric row = ThresholdTable.Create([true, false, false], [.3, .3 - 1e-16, .1]).Single();
        Assert.Equal((0.5, 0.2), (row.Precision, Math.Round(row.Threshold, 12)));
        Assert.Equal(1e-9, ThresholdTable.Create([true, false], [2e-9, 0]).Single().Threshold);
    }

    [Fact]
    public void Of_a_higher_recall_at_the_same_precision_the_higher_one_is_taken()
    {
        var table = ThresholdTable.Create([true, true, false], [.9, .8, .1]);
        Assert.Equal(1, table.Choose(ThresholdGoal.MinimumRecall(0.5)).Recall);
        Assert.Equal(0.45, table.Choose(ThresholdGoal.MinimumPrecision(0.9)).Threshold, 1e-15);
    }

    [Fact]
    public void Whatever_cannot_be_chosen_has_a_reason()
    {
        MetricCases.AssertFails("ThresholdOneClass", () => ThresholdTable.Create([true, true], [.1, .2]));
        MetricCases.AssertFails("ThresholdOneClass", () => ThresholdTable.Create([false, false], [.1, .2]));
        MetricCases.AssertFails("ThresholdNoAlarm", () => ThresholdTable.Create([true, false], [0, .2]));
        MetricCases.AssertFails("ThresholdScoreInvalid", () => ThresholdTable.Create([true, false], [1.5, .2]));
        MetricCases.AssertFails("ThresholdUnreachable", () => ThresholdTable.Create([true, true, false], [.5, 0, .2]).Choose(ThresholdGoal.MinimumRecall(0.9)));
        MetricCases.AssertFails("ThresholdUnreachable", () => ThresholdTable.Create([true, false], [.1, .2]).Choose(ThresholdGoal.MinimumPrecision(0.9)));
        MetricCases.AssertFails("ThresholdGoalInvalid", () => ThresholdGoal.MinimumRecall(1.5));
        MetricCases.AssertFails("ThresholdGoalInvalid", () => ThresholdGoal.MinimumPrecision(0));
        MetricCases.AssertFails("MistakeCostInvalid", () => new MistakeCost(0, 1));
        MetricCases.AssertFails("MistakeCostInvalid", () => new MistakeCost(1, double.NaN));
        MetricCases.AssertFails("MistakeCostUnknown", () => MistakeCost.Of([new("Misses", 1)]));
        MetricCases.AssertFails("MistakeCostMissing", () => MistakeCost.Of([new("miss", 1)]));
        MetricCases.AssertFails("PositiveIndexInvalid", () => ClassificationReport.Create(["a", "b"], [0], [0], Matrix<double>.Build.DenseOfColumnArrays([1.0, 0]), null, null, 2));
        MetricCases.AssertFails("ThresholdNotBinary", () => Initializer.Initialize(NetworkShape.For(NetworkTask.MultiClass, [2, 3, 3]), Initialization.He, 1).WithThreshold(0.2));
        MetricCases.AssertFails("ThresholdRowsMissing", () => HeldOutThresholds.Measure(null));
    }

    private static double Balanced(ThresholdMetric row) => (row.Recall + (row.TrueNegative / (row.TrueNegative + row.FalsePositive))) / 2;
}
