using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Training;

/// <summary>
/// Default learning rate of gradient descent for a network without hidden layers. Its cost has a largest curvature L, and rates of 2 / L or more
/// diverge: where the default rate is one of these, it is 1 / L instead.
/// </summary>
/// <remarks>
/// L = c lambda + l2 / m, with lambda the largest eigenvalue of the mean of x x', of the inputs (scaled features, and the bins of encoded ones) and a 1 for the bias, and c the largest second
/// derivative of the loss. Of batches of b of n samples, lambda is n (b - 1) / (b (n - 1)) lambda + (n - b) / (b (n - 1)) max |x|^2 (R. Gower et al.,
/// "SGD: General analysis and improved rates", 2019, section 3.2).
/// </remarks>
internal static class StableRate
{
    // Below 2, since the power method gives a lower bound of the eigenvalue.
    private const double Limit = 1.9;
    private const int Steps = 100;
    private const double RelativeChange = 1e-5;

    // More values are sampled.
    private const long MaximumValues = 1L << 22;

    /// <summary>The settings, with the rate that was chosen where none is given and the default one would diverge.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="network">The parameters to start from, with their scaling.</param>
    /// <param name="samples">The training samples.</param>
    /// <param name="earlier">The training to continue, whose rate stays where it is the default; null for none.</param>
    public static TrainingOptions Choose(TrainingOptions options, NetworkParameter network, Dataset samples, TrainingState? earlier)
    {
        bool isLinear = options.Optimizer == Optimizer.GradientDescent && network.Shape.LayerCount == 1;
        if (!isLinear || options.LearningRate is not null || earlier?.BaseRate == options.BaseRate || SecondDerivative(network.Shape) is not { } derivative)
        {
            return options;
        }

        double[] weight = options.ClassWeight?.For(samples) ?? (samples.Weight is null ? [] : [.. samples.Weight]);
        double total = weight.Length == 0 ? samples.SampleCount : weight.Sum();
        double curvature = (derivative * Eigenvalue(samples, network.Scaling, weight, options.BatchSize)) + (options.L2 / total);
        return options.BaseRate < Limit / curvature ? options : options with { LearningRate = 1 / curvature };
    }

    /// <summary>The largest second derivative of the loss by the weighted sums; null for a loss that has none.</summary>
    private static double? SecondDerivative(NetworkShape shape) => shape.Loss switch
    {
        Loss.MeanSquaredError => 2.0 / shape.OutputSize,
        Loss.Huber => 1.0 / shape.OutputSize,
        Loss.BinaryCrossEntropy => 0.25,
        Loss.CategoricalCrossEntropy => 0.5,
        Loss.MeanAbsoluteError or Loss.Poisson or Loss.Quantile => null,
    };

    /// <summary>The largest eigenvalue of the weighted mean of x x', by the power method; for batches, its bound.</summary>
    private static double Eigenvalue(Dataset samples, Scaling? scaling, double[] weight, int batch)
    {
        int features = samples.FeatureCount, size = features + (scaling?.UnitCount ?? 0) + 1, step = (int)Math.Max(1, (long)size * samples.SampleCount / MaximumValues);
        int count = (samples.SampleCount + step - 1) / step;
        var x = new double[count * size];
        var share = new double[count];
        double total = 0, longest = 0;
        for (int i = 0; i < count; i++)
        {
            double squares = 1;
            x[(i * size) + size - 1] = 1;
            ReadOnlySpan<double> raw = samples.Features.AsSpan(i * step * features, features);
            Span<double> inputs = x.AsSpan(i * size, size - 1);
            if (scaling is null)
            {
                raw.CopyTo(inputs);
            }
            else
            {
                scaling.Transform(raw, inputs);
            }

            foreach (double value in inputs)
            {
                squares += value * value;
            }

            share[i] = weight.Length == 0 ? 1 : weight[i * step];
            total += share[i];
            longest = share[i] > 0 ? Math.Max(longest, squares) : longest;
        }

        double largest = Largest(x, share, total, size), n = samples.SampleCount;
        return batch == 0 || batch >= n ? largest : ((n * (batch - 1) * largest) + ((n - batch) * longest)) / (batch * (n - 1));
    }

    private static double Largest(double[] x, double[] share, double total, int size)
    {
        // Fractions of multiples of the golden ratio: a start that is not orthogonal to the eigenvector of equal or opposite columns.
        double[] v = [.. Enumerable.Range(1, size).Select(i => (i * 0.6180339887498949 % 1) - 0.5)];
        var product = new double[size];
        double largest = 0;
        for (int step = 0; step < Steps; step++)
        {
            double length = Math.Sqrt(v.Sum(value => value * value));
            v = Array.ConvertAll(v, value => value / length);
            Array.Clear(product);
            for (int i = 0; i < share.Length; i++)
            {
                ReadOnlySpan<double> row = x.AsSpan(i * size, size);
                double times = share[i] / total * Product(row, v);
                for (int k = 0; k < size; k++)
                {
                    product[k] += times * row[k];
                }
            }

            double before = largest;
            largest = Math.Sqrt(product.Sum(value => value * value));
            if (largest - before <= RelativeChange * largest)
            {
                break;
            }

            (v, product) = (product, v);
        }

        return largest;
    }

    private static double Product(ReadOnlySpan<double> row, double[] v)
    {
        double sum = 0;
        for (int k = 0; k < row.Length; k++)
        {
            sum += row[k] * v[k];
        }

        return sum;
    }
}
