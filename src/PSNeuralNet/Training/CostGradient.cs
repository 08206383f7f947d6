using System.Numerics;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Training;

/// <summary>
/// Cost and gradient: the weighted mean loss of some samples plus the L2 penalty, l2 / (2 m) times the sum of the squared weights, with m the
/// total weight of all samples. Biases are not penalized.
/// </summary>
/// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
internal sealed class CostGradient<TNumber>
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    private readonly TrainingOptions _options;
    private readonly NetworkShape _shape;
    private readonly double _totalWeight;
    private readonly GradientPass<TNumber> _pass;
    private readonly AlignedBuffer<TNumber> _gradient;
    private readonly Dropout? _dropout;

    public CostGradient(NetworkShape shape, SampleSource<TNumber> source, TrainingOptions options, WorkerGroup workers)
    {
        _options = options;
        _shape = shape;
        _totalWeight = source.TotalWeight;
        _gradient = new AlignedBuffer<TNumber>(shape.ParameterCount, isApart: true);
        double[] shares = ShareOfEach(options.Dropout, shape.LayerCount - 1);
        _dropout = Array.TrueForAll(shares, share => share == 0) ? null : new Dropout(shares);
        _pass = GradientPass<TNumber>.Create(shape, workers, _dropout is not null, source.Sparse is not null);
    }

    /// <summary>The gradient of the last <see cref="Evaluate"/>, in the order of the parameters.</summary>
    public Span<TNumber> Gradient => _gradient.Span;

    /// <summary>The cost and, in <see cref="Gradient"/>, its derivative by each weight and bias.</summary>
    /// <param name="values">The weights and biases.</param>
    /// <param name="blocks">The samples.</param>
    /// <param name="seed">The seed of the dropout.</param>
    /// <param name="cancellation">Ends the passes early.</param>
    /// <exception cref="OperationCanceledException">The passes were canceled.</exception>
    public double Evaluate(AlignedBuffer<TNumber> values, SampleBlocks<TNumber> blocks, long seed, CancellationToken cancellation)
    {
        _dropout?.Begin(seed);
        double cost = Penalty(values.Span) + _pass.Run(blocks, values, _gradient, _dropout, cancellation);
        AddPenaltyGradient(values.Span);
        Clip();
        return cost;
    }

    /// <summary>The cost alone, without dropout.</summary>
    /// <param name="values">The weights and biases.</param>
    /// <param name="blocks">The samples.</param>
    /// <param name="cancellation">Ends the passes early.</param>
    /// <exception cref="OperationCanceledException">The passes were canceled.</exception>
    public double Cost(AlignedBuffer<TNumber> values, SampleBlocks<TNumber> blocks, CancellationToken cancellation) =>
        Penalty(values.Span) + _pass.Run(blocks, values, null, null, cancellation);

    private static double[] ShareOfEach(IReadOnlyList<double> shares, int layers) =>
        shares.Count switch
        {
            0 => new double[layers],
            1 when shares[0] == 0 => new double[layers],
            1 when layers > 0 => [.. Enumerable.Repeat(shares[0], layers)],
            _ => shares.Count == layers ? [.. shares] : throw TrainingErrors.DropoutCountMismatch(shares.Count, layers),
        };

    private double Penalty(Span<TNumber> values)
    {
        if (_options.L2 == 0)
        {
            return 0;
        }

        double sum = 0;
        for (int layer = 1; layer <= _shape.LayerCount; layer++)
        {
            foreach (TNumber one in values[_shape.WeightOffset(layer).._shape.BiasOffset(layer)])
            {
                double weight = double.CreateTruncating(one);
                sum += weight * weight;
            }
        }

        return _options.L2 / (2 * _totalWeight) * sum;
    }

    private void AddPenaltyGradient(Span<TNumber> values)
    {
        if (_options.L2 == 0)
        {
            return;
        }

        TNumber scale = TNumber.CreateTruncating(_options.L2 / _totalWeight);
        for (int layer = 1; layer <= _shape.LayerCount; layer++)
        {
            for (int i = _shape.WeightOffset(layer); i < _shape.BiasOffset(layer); i++)
            {
                _gradient.Span[i] += scale * values[i];
            }
        }
    }

    private void Clip()
    {
        if (_options.ClipNorm is not { } maximum)
        {
            return;
        }

        double squares = 0;
        foreach (TNumber one in _gradient.Span)
        {
            double value = double.CreateTruncating(one);
            squares += value * value;
        }

        double norm = Math.Sqrt(squares);
        if (!double.IsFinite(norm))
        {
            ClipLarge(maximum);
        }
        else if (norm > maximum)
        {
            foreach (ref TNumber value in _gradient.Span)
            {
                value *= TNumber.CreateTruncating(maximum / norm);
            }
        }
    }

    /// <summary>Clips a gradient whose squares overflow: scaled by its largest component.</summary>
    private void ClipLarge(double maximum)
    {
        double largest = 0, squares = 0;
        foreach (TNumber value in _gradient.Span)
        {
            largest = Math.Max(largest, Math.Abs(double.CreateTruncating(value)));
        }

        foreach (TNumber one in _gradient.Span)
        {
            double value = double.CreateTruncating(one);
            squares += value / largest * (value / largest);
        }

        foreach (ref TNumber one in _gradient.Span)
        {
            // Infinite and NaN stay: the training has diverged.
            double value = double.CreateTruncating(one);
            one = double.IsFinite(largest) ? TNumber.CreateTruncating(value / largest * (maximum / Math.Sqrt(squares))) : one;
        }
    }
}
