using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Training;

/// <summary>
/// How good the parameters are on samples that are kept from the training: the mean loss, without penalty and without class
/// weights, and the accuracy or R2.
/// </summary>
internal sealed unsafe class Validation : IParallelWork
{
    // Blocks that a thread takes at a time. What is summed in which order does not depend on the threads.
    private const int BlocksOfItem = 8;

    private readonly Dataset _dataset;
    private readonly WorkerGroup _team;
    private readonly SampleBlocks _blocks;
    private readonly SampleBlock?[] _scratch;
    private readonly BlockPropagation[] _propagation;
    private readonly AlignedBuffer _values;
    private readonly OutputReader[] _reader;
    private readonly double[][] _output;
    private readonly (double Cost, double Right, double[] Squares)[] _item;
    private readonly double[] _spread;
    private readonly double[] _rest;
    private readonly double _total;
    private CancellationToken _cancellation;

    /// <param name="dataset">The samples, coded as the network's own are.</param>
    /// <param name="scaling">How the network sees them.</param>
    /// <param name="shape">The network.</param>
    /// <param name="team">The threads.</param>
    public Validation(Dataset dataset, Scaling? scaling, NetworkShape shape, WorkerGroup team)
    {
        int capacity = SampleBlocks.Capacity(shape);
        _dataset = dataset;
        _team = team;
        var source = new SampleSource(dataset, scaling);
        _total = source.TotalWeight;
        _blocks = new SampleBlocks(source, shape);
        _propagation = [.. Enumerable.Range(0, team.Size).Select(_ => BlockPropagation.Create(shape, capacity))];
        _values = new AlignedBuffer(shape.ParameterCount, isApart: true);
        _reader = [.. Enumerable.Range(0, team.Size).Select(_ => new OutputReader(shape, dataset.Task, scaling, capacity))];
        _output = [.. Enumerable.Range(0, team.Size).Select(_ => new double[_reader[0].Count * capacity])];
        _scratch = new SampleBlock?[team.Size];
        _spread = dataset.Task == NetworkTask.Regression ? [.. Enumerable.Range(0, dataset.Y.RowCount).Select(Spread)] : [];
        _rest = new double[_spread.Length];
        _item = [.. Enumerable.Range(0, (_blocks.Count + BlocksOfItem - 1) / BlocksOfItem).Select(_ => (0.0, 0.0, new double[_spread.Length]))];
    }

    /// <summary>Measures.</summary>
    /// <param name="values">The weights and biases.</param>
    /// <param name="cost">The mean loss.</param>
    /// <param name="score">The accuracy or R2.</param>
    /// <param name="cancellation">Ends the passes early.</param>
    /// <returns>Whether it came to an end.</returns>
    public bool TryMeasure(ReadOnlySpan<double> values, out double cost, out double score, CancellationToken cancellation)
    {
        cost = score = 0;
        double right = 0;
        Array.Clear(_rest);
        values.CopyTo(_values.Span);
        _cancellation = cancellation;
        _team.Run(this, _item.Length);
        if (cancellation.IsCancellationRequested)
        {
            return false;
        }

        foreach ((double itemCost, double itemRight, double[] itemRest) in _item)
        {
            cost += itemCost;
            right += itemRight;
            for (int target = 0; target < _rest.Length; target++)
            {
                _rest[target] += itemRest[target];
            }
        }

        score = _spread.Length == 0 ? right / _total : R2();
        return true;
    }

    /// <inheritdoc/>
    public void Run(int item, int member)
    {
        BlockPropagation propagation = _propagation[member];
        OutputReader reader = _reader[member];
        double[] output = _output[member], rest = _item[item].Squares;
        Array.Clear(rest);
        double cost = 0, right = 0;
        int end = Math.Min(_blocks.Count, (item + 1) * BlocksOfItem);
        for (int i = item * BlocksOfItem; i < end && !_cancellation.IsCancellationRequested; i++)
        {
            SampleBlock block = _blocks.Get(i, ref _scratch[member]);
            propagation.Forward(_values.Pointer, block, CancellationToken.None);
            cost += propagation.Loss(block);
            reader.Read(propagation, block, output);
            ReadOnlySpan<int> samples = block.Samples;
            for (int s = 0; s < samples.Length; s++)
            {
                right += Observe(samples[s], output.AsSpan(s * reader.Count, reader.Count), rest);
            }
        }

        _item[item] = (cost, right, rest);
    }

    /// <summary>Compares a sample's outputs with what it is. Gives the sample's weight if its class is right.</summary>
    private double Observe(int sample, ReadOnlySpan<double> output, double[] rest)
    {
        double weight = _dataset.Weight?[sample] ?? 1;
        if (_spread.Length == 0)
        {
            return Decision.Of(output).ClassIndex == _dataset.ClassOf(sample) ? weight : 0;
        }

        for (int target = 0; target < rest.Length; target++)
        {
            double difference = Actual(sample, target) - output[target];
            rest[target] += weight * difference * difference;
        }

        return 0;
    }

    /// <summary>As <see cref="Evaluation.Metrics.R2"/> has it.</summary>
    private double R2()
    {
        double sum = 0;
        for (int target = 0; target < _rest.Length; target++)
        {
            sum += _spread[target] > 0 ? 1 - (_rest[target] / _spread[target]) : _rest[target] == 0 ? 1 : 0;
        }

        return sum / _rest.Length;
    }

    private double Spread(int target)
    {
        double mean = 0, spread = 0;
        for (int s = 0; s < _dataset.SampleCount; s++)
        {
            mean += (_dataset.Weight?[s] ?? 1) * Actual(s, target) / _total;
        }

        for (int s = 0; s < _dataset.SampleCount; s++)
        {
            double difference = Actual(s, target) - mean;
            spread += (_dataset.Weight?[s] ?? 1) * difference * difference;
        }

        return spread;
    }

    private double Actual(int sample, int target)
    {
        return _dataset.Targets[(sample * _dataset.Y.RowCount) + target];
    }
}
