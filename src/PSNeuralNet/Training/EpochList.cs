using System.Collections;

namespace PSNeuralNet.Training;

/// <summary>
/// Epochs of a training as objects, each created on first access and the same from then on: 50,000 epochs of which one is read do not become
/// 50,000 objects.
/// </summary>
/// <param name="costs">The cost of each epoch.</param>
/// <param name="make">Creates the object of an epoch.</param>
internal sealed class EpochList(double[] costs, Func<int, EpochCost> make) : IList<EpochCost>
{
    private EpochCost?[]? _made;

    /// <inheritdoc/>
    public int Count => costs.Length;

    /// <inheritdoc/>
    public bool IsReadOnly => true;

    /// <inheritdoc/>
    public EpochCost this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, costs.Length);
            EpochCost?[] made = _made ?? Interlocked.CompareExchange(ref _made, new EpochCost?[costs.Length], null) ?? _made;
            if (Volatile.Read(ref made[index]) is { } known)
            {
                return known;
            }

            EpochCost epoch = make(index);
            return Interlocked.CompareExchange(ref made[index], epoch, null) ?? epoch;
        }

        set => throw new NotSupportedException();
    }

    /// <summary>The cost of an epoch, without its object.</summary>
    public double CostOf(int index) => costs[index];

    /// <inheritdoc/>
    public int IndexOf(EpochCost item) =>
        item is not null && (uint)item.Epoch < (uint)Count && this[item.Epoch].Equals(item) ? item.Epoch : -1;

    /// <inheritdoc/>
    public bool Contains(EpochCost item) => IndexOf(item) >= 0;

    /// <inheritdoc/>
    public void CopyTo(EpochCost[] array, int arrayIndex)
    {
        ArgumentNullException.ThrowIfNull(array);
        ArgumentOutOfRangeException.ThrowIfNegative(arrayIndex);
        ArgumentOutOfRangeException.ThrowIfLessThan(array.Length - arrayIndex, Count, nameof(array));
        for (int i = 0; i < Count; i++)
        {
            array[arrayIndex + i] = this[i];
        }
    }

    /// <inheritdoc/>
    public IEnumerator<EpochCost> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void ICollection<EpochCost>.Add(EpochCost item) => throw new NotSupportedException();

    void ICollection<EpochCost>.Clear() => throw new NotSupportedException();

    void IList<EpochCost>.Insert(int index, EpochCost item) => throw new NotSupportedException();

    bool ICollection<EpochCost>.Remove(EpochCost item) => throw new NotSupportedException();

    void IList<EpochCost>.RemoveAt(int index) => throw new NotSupportedException();
}
