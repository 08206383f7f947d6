using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>An activation: its value and its derivative, side by side, written once for every vector width.</summary>
internal interface IActivation : IUnaryFunction
{
    /// <summary>The formula in each export language.</summary>
    static abstract ActivationCode Code { get; }

    /// <summary>True when f'(z) follows from a alone, so that z is not needed.</summary>
    static virtual bool IsDerivedFromOutput => true;

    /// <summary>True when f' has no corner, so that differences over a large step approximate it; the gradient check uses this.</summary>
    static virtual bool IsSmooth => true;

    /// <summary>True when hidden layers can have it; false for output layers only.</summary>
    static virtual bool IsForHidden => true;

    /// <summary>f'(z), given both z and a = f(z).</summary>
    static abstract T Derivative<T>(T z, T a, in SimdTerms<T> terms)
        where T : struct, ISimd<T>;
}

/// <summary>Activation function, applied to rows of samples.</summary>
internal abstract class ActivationFunction
{
    /// <inheritdoc cref="IActivation.Code"/>
    public abstract ActivationCode Code { get; }

    /// <inheritdoc cref="IActivation.IsDerivedFromOutput"/>
    public abstract bool IsDerivedFromOutput { get; }

    /// <inheritdoc cref="IActivation.IsSmooth"/>
    public abstract bool IsSmooth { get; }

    /// <inheritdoc cref="IActivation.IsForHidden"/>
    public abstract bool IsForHidden { get; }

    /// <summary>The loops over doubles.</summary>
    protected abstract ActivationKernel<double> Double { get; }

    /// <summary>The loops over numbers of single precision.</summary>
    protected abstract ActivationKernel<float> Single { get; }

    /// <summary>The loops over numbers of a type.</summary>
    /// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
    public ActivationKernel<TNumber> For<TNumber>()
        where TNumber : unmanaged => (ActivationKernel<TNumber>)(object)(typeof(TNumber) == typeof(double) ? Double : Single);
}

/// <inheritdoc/>
/// <typeparam name="TActivation">The formulas.</typeparam>
internal sealed class ActivationFunction<TActivation> : ActivationFunction
    where TActivation : struct, IActivation
{
    public override ActivationCode Code => TActivation.Code;

    public override bool IsDerivedFromOutput => TActivation.IsDerivedFromOutput;

    public override bool IsSmooth => TActivation.IsSmooth;

    public override bool IsForHidden => TActivation.IsForHidden;

    protected override ActivationKernel<double> Double { get; } = new ActivationKernel<TActivation, double>();

    protected override ActivationKernel<float> Single { get; } = new ActivationKernel<TActivation, float>();
}
