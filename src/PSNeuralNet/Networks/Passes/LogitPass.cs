using PSNeuralNet.Data;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>Logits of a network of classes for all samples of a dataset: the weighted sums of the last layer, before softmax or sigmoid.</summary>
internal sealed unsafe class LogitPass : BlockPass<double>
{
    private const int BlocksPerItem = 16;

    private double[] _output = [];

    private LogitPass(NetworkShape shape, WorkerGroup workers)
        : base(shape, workers, workers.Size)
    {
    }

    /// <summary>Computes the logits, sample after sample: one of each class, or a single one for two classes.</summary>
    /// <param name="network">The network, a single one.</param>
    /// <param name="selected">Samples with the features of the network, in its order.</param>
    /// <param name="workers">The threads.</param>
    public static double[] Run(NetworkParameter network, Dataset selected, WorkerGroup workers)
    {
        var blocks = new SampleBlocks<double>(new SampleSource<double>(selected, network.Scaling, allowsSparse: true), network.Shape, isFeaturesOnly: true);
        using WorkerGroup.Lease lease = WorkerGroup.LeaseProcessor();
        var values = new AlignedBuffer<double>(network.Flatten());
        var pass = new LogitPass(network.Shape, workers) { _output = new double[network.Shape.OutputSize * selected.SampleCount] };
        pass.Begin(blocks, values, CancellationToken.None);
        workers.Run(pass, (blocks.Count + BlocksPerItem - 1) / BlocksPerItem);
        GC.KeepAlive(values);
        return pass._output;
    }

    /// <inheritdoc/>
    public override void Run(int item, int worker) =>
        Forward(item * BlocksPerItem, Math.Min(Blocks.Count, (item + 1) * BlocksPerItem), item, worker);

    /// <inheritdoc/>
    protected override void Process(BlockPropagation<double> propagation, SampleBlock<double> block, int item, int slot)
    {
        int count = Shape.OutputSize;
        fixed (double* target = _output.AsSpan(block.Samples[0] * count, block.Count * count))
        {
            Panel<double>.Transpose(propagation.LastZ.Pointer, block.Stride, count, block.Count, target, count);
        }

        GC.KeepAlive(propagation);
    }
}
