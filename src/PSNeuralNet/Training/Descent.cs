using System.Runtime.CompilerServices;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Training;

/// <summary>The numbers that change from epoch to epoch, and what changes them: batch, forward, cost, backward, update.</summary>
internal sealed class Descent : IDisposable
{
    private readonly TrainingOptions _options;
    private readonly NetworkShape _shape;
    private readonly SampleSource _source;
    private readonly SampleBlocks _all;
    private readonly SampleBlocks? _batch;
    private readonly ThreadTeam _team;
    private readonly GradientPass _pass;
    private readonly Dropout? _drop;
    private readonly UpdateRule _rule;
    private readonly AlignedBuffer _values;
    private readonly AlignedBuffer _gradient;
    private readonly AlignedBuffer _atStart;
    private readonly AlignedBuffer _sound;
    private readonly int[] _order;

    public Descent(Dataset dataset, NetworkParameter start, TrainingOptions options)
    {
        _options = options;
        _shape = start.Shape;
        _source = new SampleSource(dataset, start.Scaling, options.ClassWeight?.For(dataset));
        _all = new SampleBlocks(_source, _shape);
        _batch = options.BatchSize > 0 && options.BatchSize < dataset.SampleCount ? _all.ForBatches() : null;
        _team = new ThreadTeam(options.ThrottleLimit);
        _pass = GradientPass.Create(_shape, _team);
        _values = new AlignedBuffer(start.Flatten());
        _gradient = new AlignedBuffer(_values.Length);
        _atStart = new AlignedBuffer(_values.Span);
        _sound = new AlignedBuffer(_values.Span);
        _rule = UpdateRule.Create(options, _values.Length);
        _order = [.. Enumerable.Range(0, _batch is null ? 0 : dataset.SampleCount)];
        double[] dropout = ShareOfEach(options.Dropout, _shape.LayerCount - 1);
        _drop = Array.TrueForAll(dropout, share => share == 0) ? null : new Dropout(dropout);
    }

    public double[] Values => _values.ToArray();

    /// <summary>Sets the processors free for others.</summary>
    public void Dispose()
    {
        _team.Dispose();
    }

    /// <summary>Goes through all samples once and updates after each batch.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="rate">Its learning rate.</param>
    /// <param name="isSound">Whether the cost of all samples is one to go on from; that of a batch need only be finite.</param>
    /// <param name="cancellation">Ends the epoch early; its cost then means nothing.</param>
    /// <returns>The mean of the batches' costs, by the weight of their samples.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double RunEpoch(int epoch, double rate, Func<double, bool> isSound, CancellationToken cancellation)
    {
        _atStart.Span.CopyTo(_sound.Span);
        _values.Span.CopyTo(_atStart.Span);
        try
        {
            if (_batch is null)
            {
                double cost = ComputeGradient(_all, SeedOf(epoch, 0), cancellation);
                if (isSound(cost))
                {
                    Update(rate);
                }

                return cost;
            }

            Shuffle(epoch);
            double sum = 0, total = 0;
            for (int start = 0, batch = 1; start < _order.Length; start += _options.BatchSize, batch++)
            {
                double weight = _batch.Take(_order, start, Math.Min(_options.BatchSize, _order.Length - start));
                if (weight == 0)
                {
                    continue;
                }

                double cost = ComputeGradient(_batch, SeedOf(epoch, batch), cancellation);
                if (!double.IsFinite(cost))
                {
                    return cost;
                }

                Update(rate);
                sum += cost * weight;
                total += weight;
            }

            return sum / total;
        }
        catch (OperationCanceledException)
        {
            return double.NaN;
        }
    }

    /// <summary>The cost of all samples as the parameters are now, nothing dropped; NaN when canceled.</summary>
    public double Cost(CancellationToken cancellation)
    {
        try
        {
            return Penalty() + _pass.Run(_all, _values, null, null, cancellation);
        }
        catch (OperationCanceledException)
        {
            return double.NaN;
        }
    }

    /// <summary>Goes back to the parameters at the start of the last epoch whose cost was sound, after one whose cost was not.</summary>
    public void Undo()
    {
        _sound.Span.CopyTo(_values.Span);
    }

    /// <summary>Goes back to the parameters at the start of the last epoch, whose cost was sound, after its updates led astray.</summary>
    public void UndoEpoch()
    {
        _atStart.Span.CopyTo(_values.Span);
    }

    private static double[] ShareOfEach(IReadOnlyList<double> shares, int layers)
    {
        return shares.Count switch
        {
            0 => new double[layers],
            1 => [.. Enumerable.Repeat(shares[0], layers)],
            _ => shares.Count == layers ? [.. shares] : throw Failure.DropoutCountMismatch(shares.Count, layers),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double ComputeGradient(SampleBlocks blocks, long seed, CancellationToken cancellation)
    {
        _drop?.Begin(seed);
        double cost = Penalty() + _pass.Run(blocks, _values, _gradient, _drop, cancellation);
        AddPenaltyGradient();
        Clip();
        return cost;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Update(double rate)
    {
        _rule.Step(_values.Span, _gradient.Span, rate, _team);
    }

    /// <summary>l2 / (2 m) times the sum of the squared weights, without biases; m is the weight of all samples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Penalty()
    {
        if (_options.L2 == 0)
        {
            return 0;
        }

        double sum = 0;
        for (int layer = 1; layer <= _shape.LayerCount; layer++)
        {
            foreach (double weight in _values.Span[_shape.WeightOffset(layer).._shape.BiasOffset(layer)])
            {
                sum += weight * weight;
            }
        }

        return _options.L2 / (2 * _source.TotalWeight) * sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddPenaltyGradient()
    {
        if (_options.L2 == 0)
        {
            return;
        }

        double scale = _options.L2 / _source.TotalWeight;
        for (int layer = 1; layer <= _shape.LayerCount; layer++)
        {
            for (int i = _shape.WeightOffset(layer); i < _shape.BiasOffset(layer); i++)
            {
                _gradient.Span[i] += scale * _values.Span[i];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Clip()
    {
        if (_options.ClipNorm is not { } most)
        {
            return;
        }

        double squares = 0;
        foreach (double value in _gradient.Span)
        {
            squares += value * value;
        }

        double norm = Math.Sqrt(squares);
        if (norm > most)
        {
            foreach (ref double value in _gradient.Span)
            {
                value *= most / norm;
            }
        }
    }

    /// <summary>A seed of its own for each epoch and batch, so that nothing but the seed has to be remembered to go on.</summary>
    private long SeedOf(int epoch, int batch)
    {
        return (_options.Seed + (2654435761L * (epoch + 1L)) + (40503L * batch)) & uint.MaxValue;
    }

    private void Shuffle(int epoch)
    {
        for (int i = 0; i < _order.Length; i++)
        {
            _order[i] = i;
        }

        new RandomState(SeedOf(epoch, 0)).Shuffle<int>(_order);
    }
}
