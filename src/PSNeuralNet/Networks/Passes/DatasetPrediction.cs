using PSNeuralNet.Data;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>Predicts all samples of a dataset, some blocks an item of work.</summary>
internal sealed unsafe class DatasetPrediction : IParallelWork
{
    private const int BlocksOfItem = 16;

    private readonly AlignedBuffer _values;
    private readonly SampleBlocks _blocks;
    private readonly BlockPropagation[] _propagation;
    private readonly OutputReader[] _reader;
    private readonly SampleBlock[] _scratch;
    private readonly double[] _output;
    private readonly CancellationToken _cancellation;

    /// <param name="parameter">The network.</param>
    /// <param name="values">Its weights and biases.</param>
    /// <param name="dataset">The samples.</param>
    /// <param name="members">How many may work at the same time.</param>
    /// <param name="output">Gets the predictions, one sample after the other.</param>
    /// <param name="cancellation">Ends the prediction early.</param>
    public DatasetPrediction(NetworkParameter parameter, AlignedBuffer values, Dataset dataset, int members, double[] output, CancellationToken cancellation)
    {
        NetworkShape shape = parameter.Shape;
        int capacity = SampleBlocks.Capacity(shape);
        _values = values;
        _blocks = new SampleBlocks(new SampleSource(dataset, parameter.Scaling), shape, keptValues: 0);
        _propagation = [.. Enumerable.Range(0, members).Select(_ => BlockPropagation.Create(shape, capacity))];
        _reader = [.. Enumerable.Range(0, members).Select(_ => new OutputReader(shape, parameter.Task, parameter.Scaling, capacity))];
        _scratch = [.. Enumerable.Range(0, members).Select(_ => _blocks.NewBlock())];
        _output = output;
        _cancellation = cancellation;
    }

    /// <summary>How many items there are.</summary>
    public int ItemCount => (_blocks.Count + BlocksOfItem - 1) / BlocksOfItem;

    /// <inheritdoc/>
    public void Run(int item, int member)
    {
        BlockPropagation propagation = _propagation[member];
        OutputReader reader = _reader[member];
        int end = Math.Min(_blocks.Count, (item + 1) * BlocksOfItem);
        for (int i = item * BlocksOfItem; i < end; i++)
        {
            SampleBlock block = _scratch[member];
            _blocks.LoadFeatures(block, i);
            propagation.Forward(_values.Pointer, block, _cancellation);
            propagation.Output(block);
            reader.Read(propagation, block, _output.AsSpan(block.Samples[0] * reader.Count));
        }
    }
}
