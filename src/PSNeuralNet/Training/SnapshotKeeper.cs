namespace PSNeuralNet.Training;

/// <summary>
/// Keeps the weights and biases of some epochs: all of the first ones, then ever fewer, so that a training of any length has at most so
/// many. Which ones depends on the number of epochs done and on nothing else: a training that pauses keeps the same ones.
/// </summary>
/// <remarks>
/// Level 0 keeps epochs of eight significant bits in binary (all to 256, every second one to 512 ...), level 7 those of one (0, 1, 2, 4, 8 ...),
/// level 8 every second power of 2, level 9 every fourth, and so on. Where there are too many, the next level thins them.
/// </remarks>
/// <param name="most">How many: 1 or more.</param>
internal sealed class SnapshotKeeper(int most)
{
    private const int MaximumBits = 8;

    private readonly List<(int Epoch, double[] Values)> _kept = [];

    /// <summary>How thinned out they are.</summary>
    public int Level { get; private set; }

    /// <summary>The epochs, in order, with the values before their update. The arrays are never written to again.</summary>
    public IReadOnlyList<(int Epoch, double[] Values)> Kept => [.. _kept];

    /// <summary>Takes over what an earlier training kept.</summary>
    public void Restore(IEnumerable<(int Epoch, double[] Values)> kept, int level)
    {
        Level = level;
        foreach ((int epoch, double[] values) in kept)
        {
            Keep(epoch, values);
        }
    }

    /// <summary>Looks at the values before an epoch's update.</summary>
    /// <param name="epoch">The number of updates done.</param>
    /// <param name="values">The weights and biases.</param>
    public void Observe(int epoch, ReadOnlySpan<double> values)
    {
        if (IsWanted(epoch, Level))
        {
            Keep(epoch, values.ToArray());
        }
    }

    /// <summary>Forgets an epoch: the update that led there has led astray.</summary>
    public void Forget(int epoch)
    {
        _kept.RemoveAll(one => one.Epoch == epoch);
    }

    private void Keep(int epoch, double[] values)
    {
        if (!IsWanted(epoch, Level))
        {
            return;
        }

        _kept.Add((epoch, values));
        while (_kept.Count > most)
        {
            Level++;
            _kept.RemoveAll(one => !IsWanted(one.Epoch, Level));
        }
    }

    private static bool IsWanted(int epoch, int level)
    {
        if (epoch == 0)
        {
            return true;
        }

        int log = int.Log2(epoch);
        return level < MaximumBits
            ? int.TrailingZeroCount(epoch) >= log - (MaximumBits - 1 - level)
            : log > 0 && int.IsPow2(epoch) && log % (1L << (level - MaximumBits + 1)) == 0;
    }
}
