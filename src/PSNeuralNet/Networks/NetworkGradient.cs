namespace PSNeuralNet.Networks;

/// <summary>
/// The derivative of the cost by every weight and bias: dW1 (units x inputs), db1 (units x 1), dW2, db2, ..., divided by
/// the number of samples.
/// </summary>
public sealed class NetworkGradient : LayerMatrices
{
    internal NetworkGradient(NetworkParameter parameter, ReadOnlySpan<double> values)
        : base(parameter.Shape, values, "d")
    {
        Parameter = parameter;
    }

    /// <summary>The parameters that the gradient was taken at.</summary>
    public NetworkParameter Parameter { get; }

    /// <summary>The Euclidean norm of the gradient: the root of the sum of the squares of all its values.</summary>
    public double Norm => Math.Sqrt(MatrixName.Sum(name => this[name].Enumerate().Sum(value => value * value)));

    /// <summary>In a few words: "gradient of 2-5-1 tanh/sigmoid".</summary>
    public override string ToString() => $"gradient of {Parameter}";
}
