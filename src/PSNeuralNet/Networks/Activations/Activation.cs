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

    /// <summary>e^z, 0 or more, where z above 700 counts as 700: for the output layer of the loss Poisson only.</summary>
    Exp,
}

/// <summary>The functions behind the names.</summary>
internal static class Activations
{
    private static readonly ActivationFunction?[] All = new ActivationFunction?[typeof(Activation).GetEnumNames().Length];

    // An array and a loop: a dictionary or LINQ of an enumeration is compiled anew in each process.
    static Activations()
    {
        for (int i = 0; i < All.Length; i++)
        {
            All[i] = Create((Activation)i);
        }
    }

    /// <summary>The function behind a name.</summary>
    public static ActivationFunction Get(Activation activation) =>
        All[(int)activation] ?? throw new ArgumentOutOfRangeException(nameof(activation), activation, "It does not work on each unit alone.");

    /// <summary>True when hidden layers can have the activation.</summary>
    public static bool IsForHidden(Activation activation) =>
        (uint)activation < (uint)All.Length && All[(int)activation] is { IsForHidden: true };

    /// <summary>The function of each unit; null where a unit's value depends on the others'. A name without a line is an error of the compiler.</summary>
    private static ActivationFunction? Create(Activation activation) => activation switch
    {
        Activation.Tanh => new ActivationFunction<TanhActivation>(),
        Activation.ReLU => new ActivationFunction<ReLUActivation>(),
        Activation.LeakyReLU => new ActivationFunction<LeakyReLUActivation>(),
        Activation.Sigmoid => new ActivationFunction<SigmoidActivation>(),
        Activation.Identity => new ActivationFunction<IdentityActivation>(),
        Activation.GELU => new ActivationFunction<GeluActivation>(),
        Activation.Softmax => null,
        Activation.Exp => new ActivationFunction<ExpActivation>(),
    };
}
