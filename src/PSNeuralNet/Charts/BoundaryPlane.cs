using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Charts;

/// <summary>A plane through feature space: two columns vary, the others are fixed at their median or most frequent category.</summary>
internal sealed class BoundaryPlane
{
    /// <summary>Maximum number of columns that can be axes: with more of them, such as the pixels of images, a plane of two with all others fixed shows next to nothing of the network.</summary>
    public const int MaximumColumns = 30;

    // Around the samples, as a share of their range.
    private const double Margin = 0.1;

    private readonly Dataset _data;
    private readonly double[] _middle;
    private readonly int _x;
    private readonly int _y;

    private BoundaryPlane(Dataset data, FeatureColumn x, FeatureColumn y)
    {
        _data = data;
        _middle = Imputation.Middle(data);
        int[] offsets = ColumnMatch.Offsets(data.Schema);
        _x = offsets[data.Schema.Column.ToList().IndexOf(x)];
        _y = offsets[data.Schema.Column.ToList().IndexOf(y)];
        X = ChartAxis.Of(x.Name, data.X.Row(_x), Margin, x.Kind);
        Y = ChartAxis.Of(y.Name, data.X.Row(_y), Margin, y.Kind);
    }

    public ChartAxis X { get; }

    public ChartAxis Y { get; }

    /// <summary>The plane of two columns of data, by name, or of the only two that can be axes.</summary>
    /// <exception cref="NetworkException">There are not two such columns, or too many.</exception>
    public static BoundaryPlane Of(Dataset data, IReadOnlyList<string>? names)
    {
        IReadOnlyList<FeatureColumn> columns = data.Schema.Column;
        FeatureColumn[] usable = [.. columns.Where(CanBeAxis)];
        if (usable.Length > MaximumColumns)
        {
            throw ChartErrors.BoundaryFeatureTooMany(usable.Length);
        }

        if (names is null)
        {
            return usable.Length == 2 ? new BoundaryPlane(data, usable[0], usable[1]) : throw ChartErrors.BoundaryFeatureCountInvalid([.. usable.Select(column => column.Name)]);
        }

        if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() != 2 || names.Count != 2)
        {
            throw ChartErrors.BoundaryFeatureNotTwo(names);
        }

        string[] missing = [.. names.Where(name => !columns.Any(column => IsNamed(column, name)))];
        if (missing.Length > 0)
        {
            throw TableErrors.FeatureMissing(missing, columns.Select(column => column.Name));
        }

        FeatureColumn[] chosen = [.. names.Select(name => columns.First(column => IsNamed(column, name)))];
        return chosen.FirstOrDefault(column => !CanBeAxis(column)) is { } wrong
            ? throw ChartErrors.BoundaryFeatureInvalid(wrong.Name, wrong.ToString())
            : new BoundaryPlane(data, chosen[0], chosen[1]);
    }

    /// <summary>True for a column of a single number that varies.</summary>
    public static bool CanBeAxis(FeatureColumn column) => !column.IsLeftOut && !column.Definition.IsCategory && !column.IsText;

    /// <summary>Predicted probabilities on a grid of the plane: a matrix for each class; for two classes one, of the second class.</summary>
    public Matrix<double>[] Predict(NetworkParameter network, int resolution, CancellationToken cancellation)
    {
        int classes = network.ClassName.Count;
        var result = new Matrix<double>[classes == 2 ? 1 : classes];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = new DenseMatrix(resolution, resolution);
        }

        Func<(double X, double Y), (double X, double Y)> place = FromGrid(resolution);
        var predictor = new Predictor(network);
        var features = new double[resolution * _middle.Length];
        for (int row = 0; row < resolution; row++)
        {
            for (int column = 0; column < resolution; column++)
            {
                Span<double> one = features.AsSpan(column * _middle.Length, _middle.Length);
                _middle.CopyTo(one);
                (one[_x], one[_y]) = place((column, row));
            }

            Matrix<double> probability = predictor.Predict(Points(features, resolution), cancellation);
            for (int i = 0; i < result.Length; i++)
            {
                result[i].SetRow(row, probability.Row(classes == 2 ? 1 : i));
            }
        }

        return result;
    }

    /// <summary>The conversion of grid columns and rows into the units of the two columns.</summary>
    public Func<(double X, double Y), (double X, double Y)> FromGrid(int resolution)
    {
        return point => (Place(X, point.X), Place(Y, point.Y));

        double Place(ChartAxis axis, double index) => axis.Minimum + (index / (resolution - 1) * (axis.Maximum - axis.Minimum));
    }

    /// <summary>The samples that have both columns, at most so many, with their predicted classes.</summary>
    /// <param name="probability">The predicted probabilities, classes x samples.</param>
    /// <param name="rule">The rule of predicted classes.</param>
    /// <param name="maximum">The most samples.</param>
    public IReadOnlyList<BoundarySample> Samples(Matrix<double> probability, DecisionRule rule, int maximum)
    {
        int[] complete = [.. Enumerable.Range(0, _data.SampleCount).Where(sample => double.IsFinite(_data.X[_x, sample]) && double.IsFinite(_data.X[_y, sample]))];
        int[] shown = [.. Chart.Spread(complete.Length, maximum).Select(i => complete[i])];
        return [.. shown.Select(sample => new BoundarySample(
            _data.X[_x, sample], _data.X[_y, sample], _data.ClassOf(sample), rule.Decide(probability.Column(sample).ToArray()).ClassIndex))];
    }

    /// <summary>Names and values of the fixed columns; none of free text, which has no words there.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Fixed()
    {
        int[] offsets = ColumnMatch.Offsets(_data.Schema);
        return [.. _data.Schema.Column
            .Select((column, i) => (column, offset: offsets[i]))
            .Where(pair => !pair.column.IsLeftOut && !pair.column.IsText && pair.offset != _x && pair.offset != _y)
            .Select(pair => KeyValuePair.Create(pair.column.Name, pair.column.Decode(_middle.AsSpan(pair.offset, pair.column.Feature.Count))))];
    }

    private static bool IsNamed(FeatureColumn column, string name) => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>A dataset of points; its targets are placeholders.</summary>
    private Dataset Points(double[] features, int count) =>
        new Dataset(new DenseMatrix(_middle.Length, count, features), TargetValues.OfClasses(_data.ClassName.Count, new int[count]), _data.Schema);
}
