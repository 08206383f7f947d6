namespace PSNeuralNet.Tests.Networks;

/// <summary>Quantiles of conformity scores, and the intervals and sets that they give.</summary>
public class ConformalTests
{
    [Fact]
    public void The_quantile_has_the_rank_of_one_more_sample()
    {
        // Rank ceil((n + 1)(1 - a)), in whole numbers: of hundredths.
        foreach (int count in Enumerable.Range(1, 120))
        {
            ConformalScores scores = ConformalScores.Of(Enumerable.Range(1, count).Select(rank => (double)rank).Reverse())!;
            Assert.Equal(count, scores.SampleCount);
            foreach (int percent in Enumerable.Range(1, 99))
            {
                int rank = (((count + 1) * percent) + 99) / 100;
                Assert.Equal(rank > count ? double.PositiveInfinity : rank, scores.Quantile(percent / 100.0));
            }
        }
    }

    [Fact]
    public void A_sample_left_out_is_covered_as_often_as_the_quantile_says()
    {
        // The guarantee itself: of n + 1 samples, each is left out once, and exactly ceil((n + 1) c) scores are not above the quantile of the others.
        double[] all = Normal(5, 41);
        foreach (double confidence in new[] { 0.5, 0.8, 0.9, 0.95 })
        {
            int covered = Enumerable.Range(0, all.Length).Count(left => all[left] <= ConformalScores.Of(all.Where((_, i) => i != left))!.Quantile(confidence));
            Assert.Equal((int)Math.Ceiling((all.Length * confidence) - 1e-9), covered);
        }
    }

    [Theory]
    [InlineData(1001)]
    [InlineData(1002)]
    [InlineData(1500)]
    [InlineData(30_000)]
    public void Of_many_samples_a_thousand_ranks_are_kept(int count)
    {
        ConformalScores scores = ConformalScores.Of(Enumerable.Range(1, count).Select(rank => (double)rank))!;
        Assert.Equal(1001, scores.Score.Count);
        Assert.Equal((1, count), (scores.Score[0], scores.Score[^1]));
        foreach (double confidence in new[] { 0.001, 0.1, 0.5, 0.9, 0.95, 0.99, 0.999 })
        {
            double exact = Math.Ceiling(((count + 1) * confidence) - 1e-9);
            if (exact <= count)
            {
                Assert.InRange(scores.Quantile(confidence) - exact, 0, count / 1000.0);
            }
        }

        Assert.Equal(double.PositiveInfinity, scores.Quantile(0.99999));
        Assert.Equal(count / (count + 1.0), scores.HighestConfidence);
    }

    [Fact]
    public void Scores_have_seven_digits_and_are_not_below_the_exact_ones()
    {
        foreach (double score in Normal(1, 2000).Select((value, i) => value * Math.Pow(10, (i % 40) - 20)).Append(0))
        {
            double kept = Assert.Single(ConformalScores.Of([score])!.Score);
            Assert.InRange(kept, score, score * (1 + 2e-6));
            Assert.Equal(kept, double.Parse(kept.ToString("G7", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
        }

        Assert.Null(ConformalScores.Of([]));
        Assert.Null(ConformalScores.Of([1, double.NaN]));
        Assert.Null(ConformalScores.Of([1, double.PositiveInfinity]));
    }

    [Theory]
    [InlineData(IntervalScale.Linear, 0, 10, 3, 7, 13)]
    [InlineData(IntervalScale.Log, 1, 9, 0.6931471805599453, 4, 19)]
    [InlineData(IntervalScale.Log, 1, 1, 1.3862943611198906, 0, 7)]
    [InlineData(IntervalScale.SquareRoot, 0, 4, 1, 1, 9)]
    [InlineData(IntervalScale.SquareRoot, 0, 0.25, 1, 0, 2.25)]
    [InlineData(IntervalScale.Log, 1, 9, 1e4, 0, 1.0142320547350045e304)]
    public void The_interval_is_symmetric_in_its_scale(IntervalScale scale, double shift, double predicted, double quantile, double lower, double upper)
    {
        var target = new TargetScores(scale, shift, ConformalScores.Of([1])!);
        (double low, double high) = target.Interval(predicted, predicted, quantile);
        Assert.Equal(lower, low, 1e-12);
        Assert.Equal(1, high / upper, 1e-12);

        // An end has the error of the quantile; what is inside has less.
        if (quantile < 100)
        {
            Assert.Equal(quantile, TargetScores.Error(scale, shift, high, predicted, predicted), 1e-12);
            Assert.True(TargetScores.Error(scale, shift, lower, predicted, predicted) <= quantile + 1e-12);
            Assert.True(TargetScores.Error(scale, shift, high * 1.01, predicted, predicted) > quantile);
        }
    }

    [Fact]
    public void Each_target_has_an_interval_of_its_own()
    {
        TargetScores Of(params double[] scores) => new(IntervalScale.Linear, 0, ConformalScores.Of(scores)!);
        var interval = new PredictionInterval(new ConformalCalibration([Of(1, 2, 3, 4), Of(10, 20, 30, 40)]), 0.6);
        Assert.Equal((97, 103), interval.Of(0, 100));
        Assert.Equal((70, 130), interval.Of(1, 100));
    }

    [Fact]
    public void A_set_has_the_classes_above_the_quantile_and_always_the_predicted_one()
    {
        // Scores 1 - p: with ten samples and the confidence 0.8 the quantile is the ninth.
        var calibration = new ConformalCalibration([new TargetScores(IntervalScale.Linear, 0, ConformalScores.Of([0, 0.1, 0.1, 0.2, 0.2, 0.3, 0.4, 0.5, 0.75, 0.9])!)]);
        var sets = new PredictionSets(calibration, 0.8, ["a", 2.5, true]);
        PredictionSet set = sets.Of([0.25, 0.5, 0.25], 1);
        Assert.Equal([2.5, "a", true], set);
        Assert.Equal("2.5; a; True", set.ToString());
        Assert.Equal(["a"], sets.Of([0.9, 0.05, 0.05], 0));
        Assert.Equal([true, "a"], sets.Of([0.3, 0.2, 0.5], 2));

        // A quantile below all scores of a sample leaves the predicted class.
        Assert.Equal([2.5], new PredictionSets(calibration, 0.1, ["a", 2.5, true]).Of([0.3, 0.4, 0.3], 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(90)]
    [InlineData(double.NaN)]
    public void A_confidence_that_is_none_is_named(double confidence)
    {
        var calibration = new ConformalCalibration([new TargetScores(IntervalScale.Linear, 0, ConformalScores.Of([1, 2, 3])!)]);
        Assert.Equal("ConfidenceInvalid", Assert.Throws<NetworkException>(() => new PredictionInterval(calibration, confidence)).Id);
        NetworkException tooFew = Assert.Throws<NetworkException>(() => new PredictionInterval(calibration, 0.9));
        Assert.Equal("CalibrationTooSmall", tooFew.Id);
        Assert.Contains("the 3 calibration samples, with which 0.75 is the highest", tooFew.Message, StringComparison.Ordinal);
    }

    private static double[] Normal(long seed, int count)
    {
        var random = new RandomState(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Math.Abs(random.StandardNormal()))];
    }

    [Fact]
    public void Rounded_scores_ascend()
    {
        Assert.Equal([9.500001, 9.500001], ConformalScores.Of([9.5000004, 9.5000006])!.Score);
        var random = new RandomState(4);
        foreach (int count in new[] { 300, 1001, 5000 })
        {
            double[] scores = [.. Enumerable.Range(0, count).Select(_ => Math.Abs(random.StandardNormal()))];
            IReadOnlyList<double> kept = ConformalScores.Of(scores)!.Score;
            Assert.Equal(kept.Order(), kept);
            Assert.True(count > ConformalScores.MaximumCount || scores.Order().Zip(kept).All(pair => pair.First <= pair.Second && pair.Second <= pair.First * (1 + 2e-6)));
        }

        // Files of before, whose scores descend by their rounding, are read; others are not.
        Assert.True(ConformalScores.Ascends([1, 9.50001, 9.500001, 12]));
        Assert.False(ConformalScores.Ascends([1, 9.51, 9.5, 12]));
    }
}
