using System.Collections;

namespace PSNeuralNet.Training;

/// <summary>Numbers that are written down one after the other, and become an array at the end without a copy where their count was known.</summary>
/// <param name="capacity">How many there will be, as far as is known.</param>
internal sealed class NumberList(int capacity) : IReadOnlyList<double>
{
    private double[] _values = capacity == 0 ? [] : new double[capacity];

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public double this[int index] => (uint)index < (uint)Count ? _values[index] : throw new ArgumentOutOfRangeException(nameof(index));

    public void Add(double value)
    {
        if (Count == _values.Length)
        {
            Array.Resize(ref _values, (int)Math.Min(Array.MaxLength, Math.Max(16, 2L * Count)));
        }

        // In this order: a listener on another thread may look at the last one.
        _values[Count] = value;
        Count++;
    }

    public void AddRange(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            Add(value);
        }
    }

    /// <summary>The numbers as an array, which is never written to again: a full one makes room elsewhere for more.</summary>
    public double[] ToArray()
    {
        return Count == _values.Length ? _values : _values[..Count];
    }

    /// <inheritdoc/>
    public IEnumerator<double> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return _values[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
