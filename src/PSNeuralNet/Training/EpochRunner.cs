using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Training;

/// <summary>The numbers that change from epoch to epoch, and what changes them: batch, forward, cost, backward, update.</summary>
internal sealed class EpochRunner
{
    private const int SampledCount = 512;

    private readonly TrainingOptions _options;
    private readonly SampleBlocks _all;
    private readonly SampleBlocks? _batch;
    private readonly WorkerGroup _team;
    private readonly CostGradient _cost;
    private readonly AlignedBuffer _values;
    private readonly int[] _order;
    private double[] _atStart;
    private double[]? _sound;

    public EpochRunner(SampleSource source, NetworkShape shape, ReadOnlySpan<double> values, TrainingOptions options, WorkerGroup team)
    {
        _options = options;
        _all = new SampleBlocks(source, shape);
        _batch = options.BatchSize > 0 && options.BatchSize < source.Dataset.SampleCount ? _all.ForBatches() : null;
        _team = team;
        _cost = new CostGradient(shape, source.TotalWeight, options, team);
        _values = new AlignedBuffer(values, isApart: true);
        _atStart = values.ToArray();
        Rule = UpdateRule.Create(options, values.Length);
        _order = _batch is null ? [] : [.. Enumerable.Range(0, source.Dataset.SampleCount)];
    }

    /// <summary>The weights and biases as they are now.</summary>
    public AlignedBuffer Values => _values;

    /// <summary>The optimizer, with what it remembers.</summary>
    public UpdateRule Rule { get; }

    /// <summary>The weights and biases at the start of the last epoch. Valid until the next one.</summary>
    public double[] ValuesBefore => _atStart;

    /// <summary>Takes over what an earlier training with the same optimizer remembers.</summary>
    /// <param name="state">The state.</param>
    /// <param name="isSame">Whether it goes on with that very training, or with other data.</param>
    public void Restore(TrainingState state, bool isSame)
    {
        Rule.Restore(state.Memory, state.StepCount);
        if (isSame && state.ValuesBefore.Length > 0)
        {
            state.ValuesBefore.CopyTo(_atStart, 0);
        }
    }

    /// <summary>Goes through all samples once and updates after each batch.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="rate">Its learning rate.</param>
    /// <param name="isStable">Whether the cost of all samples is one to go on from; that of a batch need only be finite.</param>
    /// <param name="cancellation">Ends the epoch early; its cost then means nothing.</param>
    /// <returns>The mean of the batches' costs, by the weight of their samples.</returns>
    public double RunEpoch(int epoch, double rate, Func<double, bool> isStable, CancellationToken cancellation)
    {
        _sound ??= new double[_atStart.Length];
        (_sound, _atStart) = (_atStart, _sound);
        _values.Span.CopyTo(_atStart);
        try
        {
            if (_batch is null)
            {
                double cost = _cost.Evaluate(_values, _all, SeedOf(epoch, 0), cancellation);
                if (isStable(cost))
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

                double cost = _cost.Evaluate(_values, _batch, SeedOf(epoch, batch), cancellation);
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

    /// <summary>The cost of all samples at the start of the last epoch, nothing dropped; NaN when canceled.</summary>
    public double CostBefore(CancellationToken cancellation)
    {
        return Cost(new AlignedBuffer(_atStart), _all, cancellation);
    }

    /// <summary>
    /// The cost of some of the samples, from all over the data, to compare the means of batches with: all samples would take as long as
    /// a good part of an epoch. NaN when canceled.
    /// </summary>
    public double SampledCost(CancellationToken cancellation)
    {
        if (_batch is null || _order.Length <= SampledCount)
        {
            return Cost(_values, _all, cancellation);
        }

        for (int i = 0; i < SampledCount; i++)
        {
            _order[i] = (int)((long)_order.Length * i / SampledCount);
        }

        return Cost(_values, _batch.Take(_order, 0, SampledCount) > 0 ? _batch : _all, cancellation);
    }

    /// <summary>Goes back to the parameters at the start of the last epoch whose cost was sound, after one whose cost was not.</summary>
    public void Undo()
    {
        (_sound ?? _atStart).CopyTo(_values.Span);
    }

    /// <summary>Goes back to the parameters at the start of the last epoch, whose cost was sound, after its updates led astray.</summary>
    public void UndoEpoch()
    {
        _atStart.CopyTo(_values.Span);
    }

    private double Cost(AlignedBuffer values, SampleBlocks blocks, CancellationToken cancellation)
    {
        try
        {
            return _cost.Cost(values, blocks, cancellation);
        }
        catch (OperationCanceledException)
        {
            return double.NaN;
        }
    }

    private void Update(double rate)
    {
        Rule.Step(_values.Span, _cost.Gradient, rate, _team);
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
