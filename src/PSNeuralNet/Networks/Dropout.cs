using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>Which units of the hidden layers are left out in a pass.</summary>
/// <param name="share">The share to leave out, of each hidden layer.</param>
internal sealed class Dropout(double[] share)
{
    private RandomState _chance = new(0);

    /// <summary>Begins another pass.</summary>
    /// <param name="seed">What the pass's chance starts from.</param>
    public void Begin(long seed)
    {
        _chance = new RandomState(seed);
    }

    /// <summary>Draws what a block's pass leaves out. Blocks take their turns in order.</summary>
    public void Apply(Propagation propagation, SampleBlock block)
    {
        propagation.Drop(share, _chance, block);
    }
}
