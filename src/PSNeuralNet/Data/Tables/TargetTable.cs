namespace PSNeuralNet.Data;

/// <summary>
/// Target encoding of a column (D. Micci-Barreca, 2001): for each category the mean of the target, drawn towards that of all samples the more, the fewer samples the
/// category has. One value for numbers and two classes, one for each class of several.
/// </summary>
/// <param name="Values">The values of each category.</param>
/// <param name="Prior">The values of an unknown category: the means of all samples.</param>
internal sealed record TargetTable(IReadOnlyList<double[]> Values, double[] Prior)
{
    /// <summary>The names of the values where there are several: the classes or targets; none for one.</summary>
    public IReadOnlyList<string> Output { get; init; } = [];

    /// <summary>Number of values.</summary>
    public int Count => Prior.Length;

    /// <summary>True when the values are the indices of the categories: a column that is read, and whose target is not known yet.</summary>
    public bool IsIndex { get; private init; }

    /// <summary>A table of the indices of categories, and -1 for an unknown one.</summary>
    public static TargetTable Index(int categories) => new([.. Enumerable.Range(0, categories).Select(i => new double[] { i })], [-1.0]) { IsIndex = true };

    /// <summary>The values of a category; those of an unknown one for -1.</summary>
    public double[] Of(int category) => category < 0 ? Prior : Values[category];
}
