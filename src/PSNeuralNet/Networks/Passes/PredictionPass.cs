using System.Numerics;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>Predictions for all samples of a dataset.</summary>
/// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
internal sealed class PredictionPass<TNumber> : BlockPass<TNumber>
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    private const int BlocksPerItem = 16;

    private readonly OutputDecoder[] _reader;
    private double[] _output = [];

    /// <param name="parameter">The network.</param>
    /// <param name="workers">The threads.</param>
    /// <param name="allQuantiles">True for all quantiles of the loss Quantile.</param>
    public PredictionPass(NetworkParameter parameter, WorkerGroup workers, bool allQuantiles)
        : base(parameter.Shape, workers, workers.Size)
    {
        int capacity = SampleBlocks<TNumber>.Capacity(parameter.Shape);
        _reader = [.. Enumerable.Range(0, workers.Size).Select(_ => new OutputDecoder(parameter.Shape, parameter.Task, parameter.Scaling, capacity, allQuantiles))];
    }

    /// <summary>Predicts all samples.</summary>
    /// <param name="blocks">The samples' features.</param>
    /// <param name="parameter">Weights and biases.</param>
    /// <param name="output">Receives the predictions, one sample after the other: outputs x samples, column by column.</param>
    /// <param name="cancellation">Cancels the prediction.</param>
    /// <exception cref="OperationCanceledException">The prediction was canceled.</exception>
    public void Run(SampleBlocks<TNumber> blocks, AlignedBuffer<TNumber> parameter, double[] output, CancellationToken cancellation)
    {
        Begin(blocks, parameter, cancellation);
        _output = output;
        Workers.Run(this, (blocks.Count + BlocksPerItem - 1) / BlocksPerItem);
        GC.KeepAlive(parameter);
    }

    /// <inheritdoc/>
    public override void Run(int item, int worker) =>
        Forward(item * BlocksPerItem, Math.Min(Blocks.Count, (item + 1) * BlocksPerItem), item, worker);

    /// <inheritdoc/>
    protected override void Process(BlockPropagation<TNumber> propagation, SampleBlock<TNumber> block, int item, int slot)
    {
        propagation.Output(block);
        _reader[slot].Read(propagation, block, _output.AsSpan(block.Samples[0] * _reader[slot].Count));
    }
}
