using System.Numerics;
using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Training;

/// <summary>
/// Mean loss, without penalty and class weights, and score of a network on labeled samples: accuracy (of several labels, the share of samples with all of them right), or the mean R2 of the targets.
/// Measures the validation samples in each epoch, and the training samples at the end.
/// </summary>
internal interface IValidation
{
    /// <summary>Measures loss and score.</summary>
    /// <param name="values">Weights and biases.</param>
    /// <param name="cost">The mean loss.</param>
    /// <param name="score">Accuracy or R2.</param>
    /// <param name="cancellation">Cancels the pass.</param>
    /// <returns>False if it was canceled.</returns>
    bool TryMeasure(ReadOnlySpan<double> values, out double cost, out double score, CancellationToken cancellation);
}

/// <summary>Creates measures of validation samples.</summary>
internal static class Validation
{
    /// <summary>Creates the measure of a training with its precision.</summary>
    /// <param name="dataset">The samples, with the features, classes or targets of the network.</param>
    /// <param name="scaling">The network's scaling; null for none.</param>
    /// <param name="shape">The network.</param>
    /// <param name="workers">The threads.</param>
    /// <param name="precision">The precision of the passes.</param>
    public static IValidation Create(Dataset dataset, Scaling? scaling, NetworkShape shape, WorkerGroup workers, Precision precision = Precision.Double) =>
        precision == Precision.Single ? new Validation<float>(dataset, scaling, shape, workers) : new Validation<double>(dataset, scaling, shape, workers);
}

/// <inheritdoc/>
/// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
internal sealed class Validation<TNumber> : BlockPass<TNumber>, IValidation
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    private const int BlocksPerItem = 8;

    private readonly Dataset _dataset;
    private readonly SampleWeights _weight;
    private readonly SampleBlocks<TNumber> _blocks;
    private readonly AlignedBuffer<TNumber> _values;
    private readonly OutputDecoder[] _reader;
    private readonly double[][] _output;
    private readonly R2Accumulator[] _target;
    private readonly (double Cost, double Correct, R2Accumulator[] Target)[] _item;

    /// <param name="dataset">The samples, with the features, classes or targets of the network.</param>
    /// <param name="scaling">The network's scaling; null for none.</param>
    /// <param name="shape">The network.</param>
    /// <param name="workers">The threads.</param>
    public Validation(Dataset dataset, Scaling? scaling, NetworkShape shape, WorkerGroup workers)
        : base(shape, workers, workers.Size)
    {
        int capacity = SampleBlocks<TNumber>.Capacity(shape), targets = dataset.Target.OutputCount;
        _dataset = dataset;
        shape.LossFunction.RequireTargets(dataset);
        _weight = new SampleWeights(dataset.Weight is null ? null : [.. dataset.Weight], dataset.SampleCount);
        _blocks = new SampleBlocks<TNumber>(new SampleSource<TNumber>(dataset, scaling, allowsSparse: true), shape);
        _values = new AlignedBuffer<TNumber>(shape.ParameterCount, isApart: true);
        _reader = [.. Enumerable.Range(0, workers.Size).Select(_ => new OutputDecoder(shape, dataset.Task, scaling, capacity))];
        _output = [.. _reader.Select(reader => new double[reader.Count * capacity])];
        _target = dataset.Task == NetworkTask.Regression ? [.. Enumerable.Range(0, targets).Select(i => new R2Accumulator(dataset.Targets, i, targets, _weight))] : [];
        _item = [.. Enumerable.Range(0, (_blocks.Count + BlocksPerItem - 1) / BlocksPerItem).Select(_ => (0.0, 0.0, Array.ConvertAll(_target, one => one.NewPart())))];
    }

    /// <inheritdoc/>
    public bool TryMeasure(ReadOnlySpan<double> values, out double cost, out double score, CancellationToken cancellation)
    {
        cost = score = 0;
        NumberConversion.Convert(values, _values.Span);
        Begin(_blocks, _values, cancellation);
        try
        {
            Workers.Run(this, _item.Length);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        double correct = 0;
        Array.ForEach(_target, target => target.Clear());
        foreach ((double itemCost, double itemCorrect, R2Accumulator[] itemTarget) in _item)
        {
            cost += itemCost;
            correct += itemCorrect;
            for (int i = 0; i < _target.Length; i++)
            {
                _target[i].Add(itemTarget[i]);
            }
        }

        score = _target.Length == 0 ? correct / _weight.Total : R2Accumulator.Average(_target);
        return true;
    }

    /// <inheritdoc/>
    public override void Run(int item, int worker)
    {
        (_item[item].Cost, _item[item].Correct) = (0, 0);
        Array.ForEach(_item[item].Target, target => target.Clear());
        Forward(item * BlocksPerItem, Math.Min(_blocks.Count, (item + 1) * BlocksPerItem), item, worker);
    }

    /// <inheritdoc/>
    protected override void Process(BlockPropagation<TNumber> propagation, SampleBlock<TNumber> block, int item, int slot)
    {
        (double cost, double correct, R2Accumulator[] target) = _item[item];
        cost += propagation.Loss(block);
        double[] output = _output[slot];
        int count = _reader[slot].Count;
        _reader[slot].Read(propagation, block, output);
        ReadOnlySpan<int> samples = block.Samples;
        for (int s = 0; s < samples.Length; s++)
        {
            int sample = samples[s];
            if (target.Length == 0)
            {
                correct += DecisionRule.Default.IsRight(output.AsSpan(s * count, count), _dataset, sample) ? _weight[sample] : 0;
                continue;
            }

            double share = _weight[sample] / _weight.Total;
            for (int i = 0; i < count; i++)
            {
                target[i].Add(share, _dataset.Targets[(sample * count) + i] - output[(s * count) + i]);
            }
        }

        _item[item] = (cost, correct, target);
    }
}
