using System.Collections;

namespace PSNeuralNet.Search;

/// <summary>The scores of the folds of a trial. As text, and so in a CSV file: "0.95 0.99 0.98".</summary>
public sealed class FoldScores : IReadOnlyList<double>
{
    private readonly double[] _values;

    internal FoldScores(double[] values) => _values = values;

    /// <inheritdoc/>
    public int Count => _values.Length;

    /// <inheritdoc/>
    public double this[int index] => _values[index];

    /// <inheritdoc/>
    public IEnumerator<double> GetEnumerator() => ((IEnumerable<double>)_values).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => _values.GetEnumerator();

    /// <summary>The scores, separated by spaces.</summary>
    public override string ToString() => string.Join(' ', _values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));
}
