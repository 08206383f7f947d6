using System.Collections;

namespace PSNeuralNet.Training;

/// <summary>Growing list of numbers that becomes an array without a copy where the count was known in advance.</summary>
/// <param name="capacity">The expected count.</param>
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

        // In this order: another thread may read the last one.
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

    /// <summary>The numbers as an array, which is never written to again: a full list grows into another array.</summary>
    public double[] ToArray() => Count == _values.Length ? _values : _values[..Count];

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
