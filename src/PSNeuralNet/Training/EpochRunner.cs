using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Training;

/// <summary>One epoch of an optimizer with an update rule: batch, forward, cost, backward, update.</summary>
internal sealed class EpochRunner
{
    private const int SampledCount = 512;

    private readonly TrainingOptions _options;
    private readonly SampleBlocks _all;
    private readonly SampleBlocks? _batch;
    private readonly WorkerGroup _workers;
    private readonly CostGradient _cost;
    private readonly int[] _order;
    private readonly FeatureScale? _scale;
    private double[]? _stable;

    public EpochRunner(SampleSource source, NetworkShape shape, ReadOnlySpan<double> values, TrainingOptions options, WorkerGroup workers)
    {
        _options = options;
        _all = new SampleBlocks(source, shape);
        _batch = options.BatchSize > 0 && options.BatchSize < source.Dataset.SampleCount ? _all.ForBatches() : null;
        _workers = workers;
        _cost = new CostGradient(shape, source, options, workers);
        Values = new AlignedBuffer(values, isApart: true);
        ValuesBefore = values.ToArray();
        Rule = UpdateRule.Create(options, values.Length);
        _scale = FeatureScale.Create(options, shape, values);
        _order = _batch is null ? [] : [.. Enumerable.Range(0, source.Dataset.SampleCount)];
    }

    /// <summary>The current weights and biases. Learned feature scales are multiplied into them.</summary>
    public AlignedBuffer Values { get; }

    /// <summary>The weights and biases at the start of the last epoch. Valid until the next one.</summary>
    public double[] ValuesBefore { get; private set; }

    /// <summary>The update rule of the optimizer.</summary>
    public UpdateRule Rule { get; }

    /// <summary>The state of the learned feature scales; null without them.</summary>
    public FeatureScaleState? ScaleState => _scale?.State;

    /// <summary>Continues from the state of an earlier training with the same optimizer.</summary>
    /// <param name="state">The state.</param>
    /// <param name="isSame">True when the training resumes; false when it starts on other data, where only the moments carry over, and feature scales start at 1.</param>
    public void Restore(TrainingState state, bool isSame)
    {
        Rule.Restore(state.OptimizerState);
        if (isSame && state.Parameters.ValuesBefore.Length > 0)
        {
            state.Parameters.ValuesBefore.CopyTo(ValuesBefore, 0);
        }

        if (isSame && state.FeatureScale is { } scale)
        {
            _scale?.Restore(scale);
        }
    }

    /// <summary>Runs one epoch over all samples, with an update after each batch.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="rate">Its learning rate.</param>
    /// <param name="isStable">Decides whether the cost of all samples is followed by an update; that of a batch need only be finite.</param>
    /// <param name="cancellation">Ends the epoch early.</param>
    /// <returns>The mean cost of the batches, weighted by their samples; NaN when canceled.</returns>
    public double RunEpoch(int epoch, double rate, Func<double, bool> isStable, CancellationToken cancellation)
    {
        (_stable, ValuesBefore) = (ValuesBefore, _stable ?? new double[ValuesBefore.Length]);
        Values.Span.CopyTo(ValuesBefore);
        try
        {
            if (_batch is null)
            {
                double cost = _cost.Evaluate(Values, _all, SeedOf(epoch, 0), cancellation);
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

                double cost = _cost.Evaluate(Values, _batch, SeedOf(epoch, batch), cancellation);
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

    /// <summary>The cost of all samples at the start of the last epoch, without dropout; NaN when canceled.</summary>
    public double CostBefore(CancellationToken cancellation) => Cost(new AlignedBuffer(ValuesBefore), _all, cancellation);

    /// <summary>The cost of up to 512 samples, evenly spaced: a reference for the means of batches that takes less time than all samples. NaN when canceled.</summary>
    public double SampledCost(CancellationToken cancellation)
    {
        if (_batch is null || _order.Length <= SampledCount)
        {
            return Cost(Values, _all, cancellation);
        }

        for (int i = 0; i < SampledCount; i++)
        {
            _order[i] = (int)((long)_order.Length * i / SampledCount);
        }

        return Cost(Values, _batch.Take(_order, 0, SampledCount) > 0 ? _batch : _all, cancellation);
    }

    /// <summary>Undoes an unstable epoch and the update that led to it: restores the parameters at the start of the epoch before.</summary>
    public void UndoTwoEpochs() => (_stable ?? ValuesBefore).CopyTo(Values.Span);

    /// <summary>Undoes the last epoch, whose cost was stable, but whose updates diverged.</summary>
    public void UndoEpoch() => ValuesBefore.CopyTo(Values.Span);

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
        if (_scale is null)
        {
            Rule.Step(Values.Span, _cost.Gradient, rate, _workers);
        }
        else
        {
            _scale.Step(Rule, Values.Span, _cost.Gradient, rate, _workers);
        }
    }

    /// <summary>The seed of an epoch and batch: a function of the training's seed, so that resuming needs no random state.</summary>
    private long SeedOf(int epoch, int batch) => (_options.Seed + (2654435761L * (epoch + 1L)) + (Dropout.SeedStep * batch)) & uint.MaxValue;

    private void Shuffle(int epoch)
    {
        for (int i = 0; i < _order.Length; i++)
        {
            _order[i] = i;
        }

        new RandomState(SeedOf(epoch, 0)).Shuffle<int>(_order);
    }
}
