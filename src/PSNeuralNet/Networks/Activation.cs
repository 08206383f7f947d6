namespace PSNeuralNet.Networks;

/// <summary>The function that a layer applies to its weighted sums.</summary>
public enum Activation
{
    /// <summary>tanh z: -1 to 1.</summary>
    Tanh,

    /// <summary>1 / (1 + e^-z): 0 to 1.</summary>
    Sigmoid,
}

/// <summary>The list of activations: one line each, and one file each.</summary>
internal static class Activations
{
    private static readonly ActivationFunction Tanh = new ActivationFunction<TanhActivation>();
    private static readonly ActivationFunction Sigmoid = new ActivationFunction<SigmoidActivation>();

    /// <summary>The function behind a name.</summary>
    public static ActivationFunction Get(Activation activation)
    {
        return activation switch
        {
            Activation.Tanh => Tanh,
            Activation.Sigmoid => Sigmoid,
            _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "No such activation."),
        };
    }
}
