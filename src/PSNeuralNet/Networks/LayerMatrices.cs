using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>Base class of parameters and gradients: a weight matrix and a bias column for each layer.</summary>
public abstract class LayerMatrices : NamedMatrices
{
    private protected LayerMatrices(NetworkShape shape, ReadOnlySpan<double> values, string prefix)
        : this(shape, Unflatten(shape, values), prefix)
    {
    }

    private protected LayerMatrices(NetworkShape shape, IEnumerable<Matrix<double>> matrices, string prefix)
        : base([.. matrices], i => $"{prefix}{(i % 2 == 0 ? "W" : "b")}{(i / 2) + 1}")
    {
        CommonShape = shape;
        LayerSize = shape.LayerSize;
    }

    /// <summary>Creates an object without matrices, which stands for several.</summary>
    private protected LayerMatrices(IReadOnlyList<LayerMatrices> several)
        : base(several.MaxBy(one => one.MatrixName.Count)!.MatrixName)
    {
        NetworkShape first = several[0].Shape;
        CommonShape = several.All(one => one.Shape.IsSame(first)) ? first : null;
        LayerSize = several.All(one => one.LayerSize.SequenceEqual(first.LayerSize)) ? first.LayerSize : [];
    }

    /// <summary>The sizes and activations of the layers.</summary>
    /// <exception cref="NetworkException">The network is an ensemble, whose members have different ones.</exception>
    public NetworkShape Shape => CommonShape ?? throw NetworkErrors.EnsembleShapesDiffer(this);

    /// <summary>The units of each layer, the input first; none for an ensemble whose networks have different ones.</summary>
    public IReadOnlyList<int> LayerSize { get; }

    /// <summary>The shape; null for an ensemble whose networks have different ones.</summary>
    internal NetworkShape? CommonShape { get; }

    /// <summary>The weights of a layer, units x inputs.</summary>
    /// <param name="layer">1 for the first hidden layer, and so on.</param>
    /// <exception cref="NetworkException">The network is an ensemble, whose members have the matrices.</exception>
    public Matrix<double> Weight(int layer) => At(2 * (layer - 1));

    /// <summary>The biases of a layer, units x 1.</summary>
    /// <param name="layer">1 for the first hidden layer, and so on.</param>
    /// <exception cref="NetworkException">The network is an ensemble, whose members have the matrices.</exception>
    public Matrix<double> Bias(int layer) => At((2 * (layer - 1)) + 1);

    /// <summary>All values in one array, laid out as <see cref="NetworkShape"/> says.</summary>
    /// <exception cref="NetworkException">The network is an ensemble, whose members have the matrices.</exception>
    internal double[] Flatten()
    {
        var values = new double[Shape.ParameterCount];
        for (int layer = 1; layer <= Shape.LayerCount; layer++)
        {
            int units = Shape.Units(layer), inputs = Shape.Inputs(layer);
            Turn(ColumnMajor(Weight(layer)), inputs, units, values.AsSpan(Shape.WeightOffset(layer)));
            ColumnMajor(Bias(layer)).CopyTo(values, Shape.BiasOffset(layer));
        }

        return values;
    }

    private static List<Matrix<double>> Unflatten(NetworkShape shape, ReadOnlySpan<double> values)
    {
        var matrices = new List<Matrix<double>>();
        for (int layer = 1; layer <= shape.LayerCount; layer++)
        {
            int units = shape.Units(layer), inputs = shape.Inputs(layer);
            var weight = new DenseMatrix(units, inputs);
            Turn(values.Slice(shape.WeightOffset(layer), units * inputs), units, inputs, weight.Values);
            matrices.Add(weight);
            matrices.Add(new DenseMatrix(units, 1, values.Slice(shape.BiasOffset(layer), units).ToArray()));
        }

        return matrices;
    }

    /// <summary>The values of a matrix in column-major order, read-only: those of a dense matrix are not copied.</summary>
    private protected static double[] ColumnMajor(Matrix<double> matrix) => (matrix as DenseMatrix)?.Values ?? matrix.ToColumnMajorArray();

    /// <summary>Transposes a matrix of row-major values.</summary>
    private static unsafe void Turn(ReadOnlySpan<double> source, int rows, int columns, Span<double> target)
    {
        fixed (double* from = source, to = target[..(rows * columns)])
        {
            Panel<double>.Transpose(from, columns, rows, columns, to, rows);
        }
    }
}
