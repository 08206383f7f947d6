namespace PSNeuralNet.Data;

/// <summary>
/// Piecewise-linear encoding of number features (Y. Gorishniy et al., "On embeddings for numerical features in tabular deep learning", NeurIPS 2022): for each bin
/// between two edges one more input of the first layer, u(x) = min(1, max(0, (x - start) / width)) of the imputed, not standardized value x. These units come after the
/// features: those of the first feature, of the second, ...
/// </summary>
internal sealed class PiecewiseEncoding
{
    // The first unit of each feature, and the number of all.
    private readonly int[] _first;

    /// <param name="edges">The edges of each feature in ascending order; none, or two or more.</param>
    public PiecewiseEncoding(IReadOnlyList<IReadOnlyList<double>> edges)
    {
        _first = new int[edges.Count + 1];
        for (int feature = 0; feature < edges.Count; feature++)
        {
            _first[feature + 1] = _first[feature] + Math.Max(0, edges[feature].Count - 1);
        }

        UnitCount = _first[^1];
        (Feature, Start, Width) = (new int[UnitCount], new double[UnitCount], new double[UnitCount]);
        for (int feature = 0; feature < edges.Count; feature++)
        {
            for (int unit = _first[feature], bin = 0; unit < _first[feature + 1]; unit++, bin++)
            {
                (Feature[unit], Start[unit], Width[unit]) = (feature, edges[feature][bin], edges[feature][bin + 1] - edges[feature][bin]);
            }
        }
    }

    /// <summary>The number of units of all features.</summary>
    public int UnitCount { get; }

    /// <summary>The feature of each unit.</summary>
    public int[] Feature { get; }

    /// <summary>The lower edge of each unit's bin.</summary>
    public double[] Start { get; }

    /// <summary>The width of each unit's bin.</summary>
    public double[] Width { get; }

    /// <summary>The value of a unit.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="value">The value of its feature, imputed and not standardized.</param>
    public double Unit(int unit, double value) => Math.Min(1, Math.Max(0, (value - Start[unit]) / Width[unit]));

    /// <summary>The units of a feature.</summary>
    public Range UnitsOf(int feature) => _first[feature].._first[feature + 1];
}
