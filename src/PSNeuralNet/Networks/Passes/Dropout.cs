using System.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>Dropout: leaves out units of the hidden layers at random (N. Srivastava et al., 2014).</summary>
/// <param name="share">The share to leave out, of each hidden layer.</param>
internal sealed class Dropout(double[] share)
{
    /// <summary>The difference between the seeds of two passes that follow each other; other seeds take a little more time.</summary>
    public const long SeedStep = 40503;

    private long _seed;

    /// <summary>Begins another pass.</summary>
    /// <param name="seed">The seed of the pass.</param>
    public void Begin(long seed) => _seed = seed;

    /// <summary>Draws the mask of a block. Blocks have seeds of their own, so that their order does not matter.</summary>
    /// <param name="propagation">The pass over the block.</param>
    /// <param name="block">The block.</param>
    /// <param name="index">Its number in the pass.</param>
    public void Apply<TNumber>(Propagation<TNumber> propagation, SampleBlock<TNumber> block, int index)
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber> => propagation.Drop(share, (_seed + (2246822519L * (index + 1L))) & uint.MaxValue, block);
}
