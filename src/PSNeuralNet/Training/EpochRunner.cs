using System.Numerics;
using System.Runtime.InteropServices;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Training;

/// <summary>One epoch of an optimizer with an update rule: batch, forward, cost, backward, update.</summary>
internal abstract class EpochRunner
{
    /// <summary>The current weights and biases. Learned feature scales are multiplied into them.</summary>
    public abstract ReadOnlySpan<double> Values { get; }

    /// <summary>The weights and biases at the start of the last epoch. Valid until the next one.</summary>
    public abstract double[] ValuesBefore { get; }

    /// <summary>The update rule of the optimizer.</summary>
    public abstract UpdateRule Rule { get; }

    /// <summary>The state of the learned feature scales; null without them.</summary>
    public abstract FeatureScaleState? ScaleState { get; }

    /// <summary>Creates the runner of a training with its precision.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="scaling">The network's scaling; null for none.</param>
    /// <param name="shape">The network.</param>
    /// <param name="values">The weights and biases to start from.</param>
    /// <param name="options">The settings.</param>
    /// <param name="workers">The threads.</param>
    public static EpochRunner Create(Dataset data, Scaling? scaling, NetworkShape shape, ReadOnlySpan<double> values, TrainingOptions options, WorkerGroup workers) =>
        options.Precision == Precision.Single
            ? new EpochRunner<float>(SourceOf<float>(data, scaling, options), shape, values, options, workers)
            : new EpochRunner<double>(SourceOf<double>(data, scaling, options), shape, values, options, workers);

    /// <summary>The samples of a training, with their weights.</summary>
    public static SampleSource<TNumber> SourceOf<TNumber>(Dataset data, Scaling? scaling, TrainingOptions options)
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber> =>
        new(data, scaling, options.ClassWeight?.For(data), allowsSparse: true, options.LabelSmoothing);

    /// <summary>Continues from the state of an earlier training with the same optimizer.</summary>
    /// <param name="state">The state.</param>
    /// <param name="isSame">True when the training resumes; false when it starts on other data, where only the moments carry over, and feature scales start at 1.</param>
    public abstract void Restore(TrainingState state, bool isSame);

    /// <summary>Runs one epoch over all samples, with an update after each batch.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="rate">Its learning rate.</param>
    /// <param name="isStable">Decides whether the cost of all samples is followed by an update; that of a batch need only be finite.</param>
    /// <param name="cancellation">Ends the epoch early.</param>
    /// <returns>The mean cost of the batches, weighted by their samples; NaN when canceled.</returns>
    public abstract double RunEpoch(int epoch, double rate, Func<double, bool> isStable, CancellationToken cancellation);

    /// <summary>The cost of all samples at the start of the last epoch, without dropout; NaN when canceled.</summary>
    public abstract double CostBefore(CancellationToken cancellation);

    /// <summary>The cost of up to 512 samples, evenly spaced: a reference for the means of batches that takes less time than all samples. NaN when canceled.</summary>
    public abstract double SampledCost(CancellationToken cancellation);

    /// <summary>Undoes an unstable epoch and the update that led to it: restores the parameters at the start of the epoch before.</summary>
    public abstract void UndoTwoEpochs();

    /// <summary>Undoes the last epoch, whose cost was stable, but whose updates diverged.</summary>
    public abstract void UndoEpoch();
}

/// <inheritdoc/>
/// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
internal sealed class EpochRunner<TNumber> : EpochRunner
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    private const int SampledCount = 512;

    private readonly TrainingOptions _options;
    private readonly SampleBlocks<TNumber> _all;
    private readonly SampleBlocks<TNumber>? _batch;
    private readonly WorkerGroup _workers;
    private readonly CostGradient<TNumber> _cost;
    private readonly int[] _order;
    private readonly FeatureScale<TNumber>? _scale;
    private readonly AlignedBuffer<TNumber> _values;
    private TNumber[] _before;
    private TNumber[]? _stable;
    private double[]? _wide;

    public EpochRunner(SampleSource<TNumber> source, NetworkShape shape, ReadOnlySpan<double> values, TrainingOptions options, WorkerGroup workers)
    {
        _options = options;
        _all = new SampleBlocks<TNumber>(source, shape);
        _batch = options.BatchSize > 0 && options.BatchSize < source.Dataset.SampleCount ? _all.ForBatches() : null;
        _workers = workers;
        _cost = new CostGradient<TNumber>(shape, source, options, workers);
        _values = new AlignedBuffer<TNumber>(values, isApart: true);
        _before = _values.ToArray();
        Rule = UpdateRule.Create(options, values.Length);
        _scale = FeatureScale<TNumber>.Create(options, shape, values);
        _order = _batch is null ? [] : [.. Enumerable.Range(0, source.Dataset.SampleCount)];
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<double> Values
    {
        get
        {
            if (typeof(TNumber) == typeof(double))
            {
                return MemoryMarshal.Cast<TNumber, double>(_values.Span);
            }

            NumberConversion.ToDoubles<TNumber>(_values.Span, _wide ??= new double[_values.Length]);
            return _wide;
        }
    }

    /// <inheritdoc/>
    public override double[] ValuesBefore => _before as double[] ?? NumberConversion.ToDoubles<TNumber>(_before);

    /// <inheritdoc/>
    public override UpdateRule Rule { get; }

    /// <inheritdoc/>
    public override FeatureScaleState? ScaleState => _scale?.State;

    /// <inheritdoc/>
    public override void Restore(TrainingState state, bool isSame)
    {
        Rule.Restore(state.OptimizerState);
        if (isSame && state.Parameters.ValuesBefore.Length > 0)
        {
            NumberConversion.Convert<TNumber>(state.Parameters.ValuesBefore, _before);
        }

        if (isSame && state.FeatureScale is { } scale)
        {
            _scale?.Restore(scale);
        }
    }

    /// <inheritdoc/>
    public override double RunEpoch(int epoch, double rate, Func<double, bool> isStable, CancellationToken cancellation)
    {
        (_stable, _before) = (_before, _stable ?? new TNumber[_before.Length]);
        _values.Span.CopyTo(_before);
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

    /// <inheritdoc/>
    public override double CostBefore(CancellationToken cancellation) => Cost(Copy(_before), _all, cancellation);

    /// <inheritdoc/>
    public override double SampledCost(CancellationToken cancellation)
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

    /// <inheritdoc/>
    public override void UndoTwoEpochs() => (_stable ?? _before).CopyTo(_values.Span);

    /// <inheritdoc/>
    public override void UndoEpoch() => _before.CopyTo(_values.Span);

    private static AlignedBuffer<TNumber> Copy(TNumber[] values)
    {
        var copy = new AlignedBuffer<TNumber>(values.Length);
        values.CopyTo(copy.Span);
        return copy;
    }

    private double Cost(AlignedBuffer<TNumber> values, SampleBlocks<TNumber> blocks, CancellationToken cancellation)
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
            Rule.Step<TNumber>(_values.Span, _cost.Gradient, rate, _workers);
        }
        else
        {
            _scale.Step(Rule, _values.Span, _cost.Gradient, rate, _workers);
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
