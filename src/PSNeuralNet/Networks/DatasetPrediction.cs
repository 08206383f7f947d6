using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>Predicts all samples of a dataset, some blocks an item of work.</summary>
internal sealed class DatasetPrediction : ITeamWork
{
    private const int BlocksOfItem = 16;

    private readonly SampleBlocks _blocks;
    private readonly BlockPrediction[] _prediction;
    private readonly SampleBlock[] _scratch;
    private readonly double[] _output;
    private readonly int _outputs;
    private readonly CancellationToken _cancellation;

    /// <param name="parameter">The network.</param>
    /// <param name="values">Its weights and biases.</param>
    /// <param name="source">The samples.</param>
    /// <param name="members">How many may work at the same time.</param>
    /// <param name="output">Gets the predictions, one sample after the other.</param>
    /// <param name="cancellation">Ends the prediction early.</param>
    public DatasetPrediction(NetworkParameter parameter, AlignedBuffer values, SampleSource source, int members, double[] output, CancellationToken cancellation)
    {
        _blocks = new SampleBlocks(source, parameter.Shape, keptValues: 0);
        int capacity = SampleBlocks.Capacity(parameter.Shape);
        _prediction = [.. Enumerable.Range(0, members).Select(_ => new BlockPrediction(parameter, values, capacity))];
        _scratch = [.. Enumerable.Range(0, members).Select(_ => _blocks.NewBlock())];
        _output = output;
        _outputs = output.Length / source.Dataset.SampleCount;
        _cancellation = cancellation;
    }

    /// <summary>How many items there are.</summary>
    public int ItemCount => (_blocks.Count + BlocksOfItem - 1) / BlocksOfItem;

    /// <inheritdoc/>
    public void Run(int item, int member)
    {
        int end = Math.Min(_blocks.Count, (item + 1) * BlocksOfItem);
        for (int i = item * BlocksOfItem; i < end; i++)
        {
            _cancellation.ThrowIfCancellationRequested();
            ReadOnlySpan<int> samples = _blocks.SamplesOf(i);
            SampleBlock block = _blocks.Get(i, _scratch[member]);
            _prediction[member].Run(block, _output.AsSpan(samples[0] * _outputs, samples.Length * _outputs), _cancellation);
        }
    }
}
