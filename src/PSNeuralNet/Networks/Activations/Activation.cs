namespace PSNeuralNet.Networks;

/// <summary>The function that a layer applies to its weighted sums.</summary>
public enum Activation
{
    /// <summary>tanh z: -1 to 1.</summary>
    Tanh,

    /// <summary>max(z, 0).</summary>
    ReLU,

    /// <summary>z, and 0.01 z where z is negative.</summary>
    LeakyReLU,

    /// <summary>1 / (1 + e^-z): 0 to 1.</summary>
    Sigmoid,

    /// <summary>z itself.</summary>
    Identity,

    /// <summary>z Phi(z), with the standard normal distribution Phi (D. Hendrycks, K. Gimpel, 2016).</summary>
    GELU,

    /// <summary>e^z over the sum of e^z over the layer's units: for the output layer of three or more classes only.</summary>
    Softmax,
}

/// <summary>The list of activations that work on each unit alone: one line each, and one file each.</summary>
internal static class Activations
{
    private static readonly ActivationFunction?[] All = new ActivationFunction?[(int)Activation.Softmax + 1];

    // An array, since a dictionary of an enumeration is compiled anew in each process.
    static Activations()
    {
        All[(int)Activation.Tanh] = new ActivationFunction<TanhActivation>();
        All[(int)Activation.ReLU] = new ActivationFunction<ReLUActivation>();
        All[(int)Activation.LeakyReLU] = new ActivationFunction<LeakyReLUActivation>();
        All[(int)Activation.Sigmoid] = new ActivationFunction<SigmoidActivation>();
        All[(int)Activation.Identity] = new ActivationFunction<IdentityActivation>();
        All[(int)Activation.GELU] = new ActivationFunction<GeluActivation>();
    }

    /// <summary>The function behind a name.</summary>
    public static ActivationFunction Get(Activation activation)
    {
        return All[(int)activation] ?? throw new ArgumentOutOfRangeException(nameof(activation), activation, "It does not work on each unit alone.");
    }

    /// <summary>Whether hidden layers can have it.</summary>
    public static bool IsForHidden(Activation activation)
    {
        return (uint)activation < (uint)All.Length && All[(int)activation] is not null;
    }
}
