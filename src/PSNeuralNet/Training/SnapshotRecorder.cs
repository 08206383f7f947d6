namespace PSNeuralNet.Training;

/// <summary>State of the snapshots between two epochs.</summary>
/// <param name="Level">The level of thinning: see <see cref="SnapshotRecorder"/>.</param>
/// <param name="Snapshots">The epochs, in order, with the weights and biases before their updates.</param>
internal sealed record SnapshotState(int Level, IReadOnlyList<(int Epoch, double[] Values)> Snapshots)
{
    /// <summary>No snapshots.</summary>
    public static SnapshotState Empty { get; } = new(0, []);
}

/// <summary>
/// Snapshots of the weights and biases at some epochs: all of the first ones, then ever fewer, so that a training of any length has at most
/// a given number. The choice depends on the number of epochs alone: a training that pauses has the same snapshots.
/// </summary>
/// <remarks>
/// Level 0 selects epochs of eight significant bits in binary (all to 256, every second one to 512 ...), level 7 those of one (0, 1, 2, 4, 8 ...),
/// level 8 every second power of 2, level 9 every fourth, and so on. Where there are too many, the next level thins them.
/// </remarks>
/// <param name="maximum">The largest number of snapshots: 1 or more; 0 for none.</param>
internal sealed class SnapshotRecorder(int maximum)
{
    private const int MaximumBits = 8;

    private readonly List<(int Epoch, double[] Values)> _snapshots = [];
    private int _level;

    /// <summary>State that is carried between epochs. The arrays are never written to again.</summary>
    public SnapshotState State => new(_level, [.. _snapshots]);

    /// <summary>Continues from the state of an earlier training.</summary>
    public void Restore(SnapshotState state)
    {
        if (maximum == 0)
        {
            return;
        }

        _level = state.Level;
        foreach ((int epoch, double[] values) in state.Snapshots)
        {
            Record(epoch, values);
        }
    }

    /// <summary>Records the values, if the epoch is selected.</summary>
    /// <param name="epoch">The number of updates done.</param>
    /// <param name="values">The weights and biases before the epoch's updates; they are copied.</param>
    public void Observe(int epoch, ReadOnlySpan<double> values)
    {
        if (maximum > 0 && IsSelected(epoch, _level))
        {
            Record(epoch, values.ToArray());
        }
    }

    /// <summary>Observes the values that a training starts from, where there is no snapshot yet.</summary>
    public void ObserveStart(int epoch, ReadOnlySpan<double> values)
    {
        if (_snapshots.Count == 0)
        {
            Observe(epoch, values);
        }
    }

    /// <summary>Removes the snapshot of an epoch, after the update before it diverged.</summary>
    public void Remove(int epoch) => _snapshots.RemoveAll(one => one.Epoch == epoch);

    private void Record(int epoch, double[] values)
    {
        if (!IsSelected(epoch, _level))
        {
            return;
        }

        _snapshots.Add((epoch, values));
        while (_snapshots.Count > maximum)
        {
            _level++;
            _snapshots.RemoveAll(one => !IsSelected(one.Epoch, _level));
        }
    }

    private static bool IsSelected(int epoch, int level)
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
