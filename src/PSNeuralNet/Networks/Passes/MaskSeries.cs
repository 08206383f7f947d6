using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>Random numbers of the masks of one block in pass after pass, whose seeds differ by the same number: seeded for some passes at once.</summary>
internal sealed class MaskSeries
{
    private readonly RandomState[] _generator = [.. Enumerable.Range(0, RandomState.SeededAtOnce).Select(_ => new RandomState(0))];
    private int _used = RandomState.SeededAtOnce;

    /// <summary>The generator of a seed, before its first number. It is valid until the next call.</summary>
    /// <param name="seed">The seed, 0 to 4294967295.</param>
    /// <param name="step">The difference to the seed that is expected next.</param>
    public RandomState Begin(long seed, long step)
    {
        if (_used == _generator.Length || _generator[_used].Seed != seed)
        {
            RandomState.Restart(_generator, seed, step);
            _used = 0;
        }

        return _generator[_used++];
    }
}
