using PSNeuralNet.Data;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>Initialization: the distribution that initial weights are drawn from.</summary>
public enum Initialization
{
    /// <summary>Normal, standard deviation sqrt(2 / inputs) (K. He et al., 2015).</summary>
    He,

    /// <summary>Normal, standard deviation sqrt(2 / (inputs + units)) (X. Glorot, Y. Bengio, 2010).</summary>
    Xavier,

    /// <summary>Uniform between plus and minus sqrt(6 / (inputs + units)), which has Xavier's standard deviation.</summary>
    XavierUniform,

    /// <summary>Normal, standard deviation sqrt(1 / inputs) (Y. LeCun et al., 1998).</summary>
    LeCun,

    /// <summary>Normal, standard deviation 0.01, as in the tutorial's first version.</summary>
    Small,
}

/// <summary>Draws initial parameters.</summary>
public static class Initializer
{
    /// <summary>
    /// Draws W1 row by row, then W2, ..., as <c>randn(units, inputs) * scale</c> (XavierUniform: <c>uniform(-scale, scale, ...)</c>)
    /// of <c>numpy.random.RandomState(seed)</c>; biases are zero.
    /// </summary>
    /// <param name="shape">The sizes of the layers.</param>
    /// <param name="initialization">The scale of the weights.</param>
    /// <param name="seed">0 to 4294967295.</param>
    /// <param name="schema">The names of features and classes; null for X1, X2, ... and classes 0 and 1.</param>
    /// <param name="cancellation">Ends the drawing early.</param>
    /// <exception cref="NetworkException">The seed is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The drawing was canceled.</exception>
    public static NetworkParameter Initialize(
        NetworkShape shape, Initialization initialization, long seed, DataSchema? schema = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var random = new RandomState(seed);
        var values = new double[shape.ParameterCount];
        for (int layer = 1; layer <= shape.LayerCount; layer++)
        {
            double scale = Scale(initialization, shape.Inputs(layer), shape.Units(layer));
            for (int start = shape.WeightOffset(layer); start < shape.BiasOffset(layer); start += shape.Inputs(layer))
            {
                cancellation.ThrowIfCancellationRequested();
                foreach (ref double weight in values.AsSpan(start, shape.Inputs(layer)))
                {
                    weight = Draw(initialization, scale, random);
                }
            }
        }

        return new NetworkParameter(shape, values, schema, seed) { Initialization = initialization };
    }

    /// <summary>Draws the weights of new features in the first layer, unit by unit, with the scale of all inputs together.</summary>
    /// <param name="shape">The sizes of the layers, the new features included.</param>
    /// <param name="initialization">The scale of the weights.</param>
    /// <param name="seed">0 to 4294967295.</param>
    /// <param name="features">The number of new features.</param>
    /// <exception cref="NetworkException">The seed is outside its range.</exception>
    internal static double[] NewInputs(NetworkShape shape, Initialization initialization, long seed, int features)
    {
        var random = new RandomState(seed);
        double scale = Scale(initialization, shape.Inputs(1), shape.Units(1));
        return [.. Enumerable.Range(0, shape.Units(1) * features).Select(_ => Draw(initialization, scale, random))];
    }

    private static double Draw(Initialization initialization, double scale, RandomState random) =>
        initialization == Initialization.XavierUniform ? random.Uniform(-scale, scale) : random.StandardNormal() * scale;

    private static double Scale(Initialization initialization, int inputs, int units) =>
        initialization switch
        {
            Initialization.He => Math.Sqrt(2.0 / inputs),
            Initialization.Xavier => Math.Sqrt(2.0 / (inputs + units)),
            Initialization.XavierUniform => Math.Sqrt(6.0 / (inputs + units)),
            Initialization.LeCun => Math.Sqrt(1.0 / inputs),
            Initialization.Small => 0.01,
        };
}
