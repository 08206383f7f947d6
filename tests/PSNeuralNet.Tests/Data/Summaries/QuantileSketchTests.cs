namespace PSNeuralNet.Tests.Data;

public class QuantileSketchTests
{
    [Fact]
    public void Few_values_are_all_knots()
    {
        QuantileSketch sketch = QuantileSketch.Of([3, 1, 2, 1, double.NaN, 3, 3, double.PositiveInfinity])!;
        Assert.Equal([1, 2, 3], sketch.Value);
        Assert.Equal([0, 2, 3], sketch.Below);
        Assert.Equal([2, 3, 6], sketch.UpTo);
        Assert.True(sketch.IsExact);
        Assert.Equal((6, 1, 3, 2.0, 1.0), (sketch.Count, sketch.Minimum, sketch.Maximum, sketch.Quantile(0.5), sketch.Quantile(0.3)));
    }

    [Fact]
    public void Many_values_have_knots_at_quantiles()
    {
        double[] numbers = [.. Enumerable.Range(0, 5000).Select(i => (i * 7919L % 5000) / 10.0)];
        QuantileSketch sketch = QuantileSketch.Of([.. numbers])!;
        Assert.Equal(101, sketch.Value.Count);
        Assert.False(sketch.IsExact);
        Assert.Equal((0.0, 499.9), (sketch.Minimum, sketch.Maximum));
        Assert.All(Enumerable.Range(0, 101), i =>
        {
            Assert.Equal(numbers.Count(number => number < sketch.Value[i]), sketch.Below[i]);
            Assert.Equal(numbers.Count(number => number <= sketch.Value[i]), sketch.UpTo[i]);
        });
        Assert.All(Enumerable.Range(1, 9), i => Assert.Contains(numbers.Order().ElementAt((i * 500) - 1), sketch.Value));
    }

    [Fact]
    public void A_frequent_value_takes_no_knot_from_the_others()
    {
        double[] numbers = [.. Enumerable.Repeat(0.0, 900), .. Enumerable.Range(1, 300).Select(i => (double)i)];
        QuantileSketch sketch = QuantileSketch.Of(numbers, knots: 11)!;
        Assert.Equal([0, 60, 180, 300], sketch.Value);
        Assert.Equal([900, 960, 1080, 1200], sketch.UpTo);
    }

    [Fact]
    public void Weights_count_relative_to_one_another()
    {
        // Weights 1 and 3: (1 + 3)^2 / (1 + 9) = 1.6 samples, a quarter of them 5.
        double[] weight = [1, 3];
        QuantileSketch sketch = QuantileSketch.Of([5, 7], weight, SampleScale.Of(weight))!;
        Assert.Equal([0.4, 1.6], sketch.UpTo);
        double[] twos = [2, 2, 2];
        Assert.Equal([1, 2, 3], QuantileSketch.Of([1, 2, 3], twos, SampleScale.Of(twos))!.UpTo);
        Assert.Equal([2], QuantileSketch.Of([1, 2], [0, 4], 0.25)!.Value);
        Assert.Null(QuantileSketch.Of([double.NaN]));
        Assert.Null(QuantileSketch.Of([1], [0]));
    }

    [Theory]
    [InlineData(1, 101)]
    [InlineData(100, 101)]
    [InlineData(200, 51)]
    [InlineData(784, 11)]
    [InlineData(5000, 11)]
    public void Wide_tables_have_fewer_knots(int columns, int knots) => Assert.Equal(knots, QuantileSketch.KnotsFor(columns));
}
