namespace PSNeuralNet.Tests.Evaluation;

public class CurveTests
{
    private static readonly bool[] Positive = [false, false, true, true];
    private static readonly double[] Score = [0.1, 0.4, 0.35, 0.8];

    public static TheoryData<string> Cases => MetricCases.Names("curves");

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_ROC_curve_is_that_of_scikit_learn(string name)
    {
        JsonElement one = MetricCases.Case("curves", name), expected = one.GetProperty("roc");
        var curve = RocCurve.Create(PositiveOf(one), one.Doubles("score"), MetricCases.Weight(one));
        MetricCases.AssertEqual(one, "roc_auc", curve.Area);
        MetricCases.AssertEqual(expected, "fpr", curve.Select(point => point.FalsePositiveRate));
        MetricCases.AssertEqual(expected, "tpr", curve.Select(point => point.TruePositiveRate));
        MetricCases.AssertEqual(expected, "threshold", curve.Select(point => double.IsInfinity(point.Threshold) ? double.NaN : point.Threshold));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_precision_recall_curve_is_that_of_scikit_learn(string name)
    {
        JsonElement one = MetricCases.Case("curves", name), expected = one.GetProperty("precision_recall");
        var curve = PrecisionRecallCurve.Create(PositiveOf(one), one.Doubles("score"), MetricCases.Weight(one));
        MetricCases.AssertEqual(one, "average_precision", curve.AveragePrecision);
        MetricCases.AssertEqual(expected, "precision", curve.Reverse().Select(point => point.Precision));
        MetricCases.AssertEqual(expected, "recall", curve.Reverse().Select(point => point.Recall));
        MetricCases.AssertEqual(expected, "threshold", curve.Skip(1).Reverse().Select(point => point.Threshold));
    }

    [Fact]
    public void An_example_by_hand()
    {
        var roc = RocCurve.Create(Positive, Score);
        Assert.Equal(0.75, roc.Area);
        Assert.Equal([new(0, 0, double.PositiveInfinity), new(0, 0.5, 0.8), new(0.5, 0.5, 0.4), new(0.5, 1, 0.35), new(1, 1, 0.1)], roc);
        Assert.Equal("area 0.7500, 5 points", roc.ToString());
        Assert.Equal("(0.5, 1) at 0.35", roc[3].ToString());

        var recall = PrecisionRecallCurve.Create(Positive, Score);
        Assert.Equal(0.8333333333333333, recall.AveragePrecision, 1e-15);
        Assert.Equal([new(0, 1, double.PositiveInfinity), new(0.5, 1, 0.8), new(0.5, 0.5, 0.4), new(1, 2.0 / 3, 0.35), new(1, 0.5, 0.1)], recall);
        Assert.Equal("average precision 0.8333, 5 points", recall.ToString());
        Assert.Equal("recall 1, precision 0.6667 at 0.35", recall[3].ToString());
    }

    [Fact]
    public void The_area_is_the_share_of_pairs_in_the_right_order()
    {
        // 3 levels, so that most pairs are ties or many: each counts its weights' product, a tie half of it.
        var random = new Random(4);
        bool[] positive = [.. Enumerable.Range(0, 200).Select(_ => random.Next(3) == 0)];
        double[] score = [.. positive.Select(one => (double)random.Next(one ? 1 : 0, 4))];
        double[] weight = [.. positive.Select(_ => (double)random.Next(4))];
        double right = 0, all = 0;
        for (int p = 0; p < positive.Length; p++)
        {
            for (int n = 0; n < positive.Length; n++)
            {
                double pair = positive[p] && !positive[n] ? weight[p] * weight[n] : 0;
                all += pair;
                right += pair * (score[p] > score[n] ? 1 : score[p] == score[n] ? 0.5 : 0);
            }
        }

        Assert.Equal(right / all, RocCurve.Create(positive, score, weight).Area, 1e-14);
    }

    [Fact]
    public void A_perfect_order_has_areas_of_exactly_1()
    {
        for (int positives = 1; positives < 25; positives++)
        {
            for (int negatives = 1; negatives < 25; negatives++)
            {
                int count = positives + negatives;
                bool[] positive = [.. Enumerable.Range(0, count).Select(i => i < positives)];
                double[] score = [.. Enumerable.Range(0, count).Select(i => -i * 0.37)], reverse = [.. score.Select(one => -one)];
                double[] weight = [.. Enumerable.Range(0, count).Select(i => 0.1 + (i % 7 * 0.3))];
                foreach (double[]? of in new[] { null, weight })
                {
                    Assert.Equal((1.0, 0.0), (RocCurve.Create(positive, score, of).Area, RocCurve.Create(positive, reverse, of).Area));
                    Assert.Equal(1, PrecisionRecallCurve.Create(positive, score, of).AveragePrecision);
                }
            }
        }
    }

    [Fact]
    public void The_two_zeros_are_one_score()
    {
        Assert.Equal(0.5, RocCurve.Create([true, false], [0.0, -0.0]).Area);
        Assert.Equal(2, RocCurve.Create([true, false], [0.0, -0.0]).Count);
    }

    [Fact]
    public void Nothing_that_was_passed_in_changes()
    {
        double[] score = [.. Score];
        RocCurve.Create(Positive, score);
        PrecisionRecallCurve.Create(Positive, score);
        Assert.Equal(Score, score);
    }

    [Fact]
    public void What_cannot_be_measured_is_named()
    {
        MetricCases.AssertFails("SampleNone", () => RocCurve.Create([], []));
        MetricCases.AssertFails("SampleCountMismatch", () => RocCurve.Create(Positive, [0.1]));
        MetricCases.AssertFails("SampleCountMismatch", () => PrecisionRecallCurve.Create(Positive, Score, [1]));
        MetricCases.AssertFails("SampleWeightAllZero", () => PrecisionRecallCurve.Create(Positive, Score, [0, 0, 0, 0]));
        NetworkException error = MetricCases.AssertFails("ScoreInvalid", () => PrecisionRecallCurve.Create(Positive, [1, 2, double.NaN, 3]));
        Assert.StartsWith("Sample 3 has the score NaN.", error.Message, StringComparison.Ordinal);
    }

    private static bool[] PositiveOf(JsonElement one) => [.. one.Integers("positive").Select(value => value == 1)];
}
