namespace PSNeuralNet.Networks;

/// <summary>Which units of the hidden layers are left out in a pass.</summary>
/// <param name="share">The share to leave out, of each hidden layer.</param>
internal sealed class Dropout(double[] share)
{
    private long _seed;

    /// <summary>Begins another pass.</summary>
    /// <param name="seed">What the pass's chance starts from.</param>
    public void Begin(long seed)
    {
        _seed = seed;
    }

    /// <summary>Draws what a block's pass leaves out. Blocks have seeds of their own, so they may take their turns in any order.</summary>
    /// <param name="propagation">Where the block goes through.</param>
    /// <param name="block">The block.</param>
    /// <param name="index">Its number in the pass.</param>
    public void Apply(Propagation propagation, SampleBlock block, int index)
    {
        propagation.Drop(share, (_seed + (2246822519L * (index + 1L))) & uint.MaxValue, block);
    }
}
