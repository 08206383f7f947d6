using MathNet.Numerics.LinearAlgebra;
using PSNeuralNet.Data;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>The difference between back-propagation and numerical differentiation, for one matrix of the gradient.</summary>
/// <param name="Matrix">The matrix: "dW1", "db1", ...</param>
/// <param name="RelativeDifference">
/// The largest |analytic - numeric| of its entries, divided by the largest magnitude among both (by 1e-6 where that is less:
/// differences of the cost resolve no smaller derivatives).
/// </param>
/// <param name="Row">The row of the largest difference, from 0.</param>
/// <param name="Column">Its column, from 0.</param>
/// <param name="Analytic">The derivative there by back-propagation.</param>
/// <param name="Numeric">The derivative there by differences of the cost.</param>
public sealed record GradientDifference(string Matrix, double RelativeDifference, int Row, int Column, double Analytic, double Numeric)
{
    /// <summary>In a few words: "dW1: 1.7E-13".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Matrix}: {RelativeDifference:0.0E+0}");
}

/// <summary>Gradient check: compares the gradient of back-propagation with finite differences of the cost.</summary>
public static class GradientCheck
{
    // Seven-point differences: the error of the formula falls as h^6 (1e-12 here), that of rounding is about 1e-16 / h.
    private const double SmoothStep = 1e-2;

    // Where an activation or the loss has a corner: so small that hardly a sample crosses it.
    private const double CorneredStep = 1e-5;
    private const double SmallestScale = 1e-6;
    private static readonly double[] Coefficient = [3.0 / 4, -3.0 / 20, 1.0 / 60];

    /// <summary>
    /// Compares the two gradients matrix by matrix. The numeric one is, for every weight and bias v,
    /// (3/4 d(h) - 3/20 d(2h) + 1/60 d(3h)) / h with d(k) = c(v + k) - c(v - k), where h = 0.01 (1e-5 where an activation or the loss has a corner), and for a weight less by
    /// as much as its largest input exceeds 1.
    /// </summary>
    /// <param name="dataset">The data.</param>
    /// <param name="parameter">The parameters at which to take the gradient.</param>
    /// <param name="cancellation">Ends the check early.</param>
    /// <exception cref="NetworkException">The network takes another number of features, or has another number of outputs.</exception>
    /// <exception cref="OperationCanceledException">The check was canceled.</exception>
    public static IReadOnlyList<GradientDifference> Run(Dataset dataset, NetworkParameter parameter, CancellationToken cancellation = default)
    {
        ForwardCache cache = ForwardCache.Compute(dataset, parameter, cancellation);
        NetworkGradient analytic = cache.Gradient(cancellation);
        var numeric = new NetworkGradient(parameter, Differentiate(cache, cancellation));
        return [.. analytic.MatrixName.Select(name => Compare(name, analytic, numeric))];
    }

    private static unsafe double[] Differentiate(ForwardCache cache, CancellationToken cancellation)
    {
        NetworkShape shape = cache.Parameter.Shape;
        var blocks = new SampleBlocks<double>(new SampleSource<double>(cache.Dataset, cache.Parameter.Scaling), shape);
        SampleBlock<double>? scratch = null;
        var propagation = new Propagation<double>(shape, SampleBlocks<double>.Capacity(shape));
        var values = new AlignedBuffer<double>(cache.Parameter.Flatten());
        double[] steps = Steps(cache);
        var derivative = new double[values.Length];

        double CostAt(int index, double value)
        {
            values.Span[index] = value;
            double cost = 0;
            for (int i = 0; i < blocks.Count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                SampleBlock<double> block = blocks.Get(i, ref scratch);
                propagation.Forward(values.Pointer, block, cancellation);
                cost += propagation.Loss(block);
            }

            return cost;
        }

        for (int i = 0; i < derivative.Length; i++)
        {
            double value = values.Span[i];
            for (int k = 1; k <= Coefficient.Length; k++)
            {
                double distance = k * steps[i];
                derivative[i] += Coefficient[k - 1] * (CostAt(i, value + distance) - CostAt(i, value - distance)) / steps[i];
            }

            values.Span[i] = value;
        }

        GC.KeepAlive(values);
        return derivative;
    }

    /// <summary>The step for each weight and bias, laid out as they are.</summary>
    private static double[] Steps(ForwardCache cache)
    {
        NetworkShape shape = cache.Parameter.Shape;
        bool hasCorners = !shape.LossFunction.IsSmooth || shape.Activation.SkipLast(1).Any(activation => !Activations.Get(activation).IsSmooth);
        double step = hasCorners ? CorneredStep : SmoothStep;
        var steps = new double[shape.ParameterCount];
        for (int layer = 1; layer <= shape.LayerCount; layer++)
        {
            Matrix<double> input = layer == 1 ? AsSeen(cache) : cache[$"A{layer - 1}"];
            double[] row = [.. input.EnumerateRows().Select(values => step / Math.Max(1, values.AbsoluteMaximum()))];
            for (int unit = 0; unit < shape.Units(layer); unit++)
            {
                row.CopyTo(steps, shape.WeightOffset(layer) + (unit * row.Length));
            }

            steps.AsSpan(shape.BiasOffset(layer), shape.Units(layer)).Fill(step);
        }

        return steps;
    }

    /// <summary>The inputs of the first layer: X after imputation and standardization, and the units of its encoding.</summary>
    private static Matrix<double> AsSeen(ForwardCache cache)
    {
        Matrix<double> x = cache.Dataset.X;
        if (cache.Parameter.Scaling is not { } scaling)
        {
            return x;
        }

        var inputs = new double[cache.Parameter.Shape.InputSize];
        return Matrix<double>.Build.DenseOfColumnArrays(x.EnumerateColumns().Select(column =>
        {
            scaling.Transform(column.ToArray(), inputs);
            return inputs.ToArray();
        }));
    }

    private static GradientDifference Compare(string name, NetworkGradient analytic, NetworkGradient numeric)
    {
        Matrix<double> left = analytic[name], right = numeric[name];
        double scale = Math.Max(SmallestScale, Math.Max(left.Enumerate().Max(Math.Abs), right.Enumerate().Max(Math.Abs)));
        (int row, int column, double difference) = (left - right).EnumerateIndexed()
            .Select(entry => (entry.Item1, entry.Item2, Math.Abs(entry.Item3)))
            .MaxBy(entry => entry.Item3);
        return new GradientDifference(name, difference / scale, row, column, left[row, column], right[row, column]);
    }
}
