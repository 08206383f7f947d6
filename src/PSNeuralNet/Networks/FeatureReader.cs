using PSNeuralNet.Data;

namespace PSNeuralNet.Networks;

/// <summary>Reads the features that a network takes from the rows of a table, by name; other columns are ignored.</summary>
/// <param name="parameter">The network.</param>
public sealed class FeatureReader(NetworkParameter parameter)
{
    private readonly string[] _names = [.. parameter.FeatureName];
    private readonly double[] _values = new double[parameter.FeatureName.Count];

    /// <summary>Reads one row.</summary>
    /// <param name="row">The number of the row, from 1, for messages.</param>
    /// <param name="columns">The names of the row's columns.</param>
    /// <param name="valueOf">Gives the value of a column by its name; upper and lower case do not matter.</param>
    /// <returns>The features in the network's order; valid until the next row is read.</returns>
    /// <exception cref="NetworkException">A feature column is missing, or a cell is empty, not numeric, NaN or infinite.</exception>
    public ReadOnlySpan<double> Read(int row, IReadOnlyCollection<string> columns, Func<string, object?> valueOf)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(valueOf);
        for (int i = 0; i < _names.Length; i++)
        {
            object? value = valueOf(_names[i]);
            if (value is null)
            {
                RequireColumns(row, columns);
            }

            _values[i] = Cell.ToNumber(value, row, _names[i]);
        }

        return _values;
    }

    private void RequireColumns(int row, IReadOnlyCollection<string> columns)
    {
        string[] missing = [.. _names.Except(columns, StringComparer.OrdinalIgnoreCase)];
        if (missing.Length > 0)
        {
            throw Failure.FeatureMissingInRow(row, missing, columns);
        }
    }
}
