using System.Runtime.CompilerServices;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Training;

/// <summary>Gradient descent: each value minus the learning rate times its derivative.</summary>
public static class GradientDescent
{
    /// <summary>One step: new parameters, each W - rate * dW and b - rate * db. The old ones stay as they are.</summary>
    /// <param name="gradient">The gradient, which knows the parameters it was taken at.</param>
    /// <param name="learningRate">The rate: positive and finite.</param>
    /// <exception cref="NetworkException">The rate is not positive, or not finite.</exception>
    public static NetworkParameter Step(NetworkGradient gradient, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        RequireRate(learningRate);
        double[] values = gradient.Parameter.Flatten();
        Step(values, gradient.Flatten(), learningRate);
        return gradient.Parameter.With(values);
    }

    /// <summary>values[i] -= rate * gradient[i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Step(Span<double> values, ReadOnlySpan<double> gradient, double rate)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] -= rate * gradient[i];
        }
    }

    /// <summary>Makes sure that a learning rate is positive and finite.</summary>
    /// <exception cref="NetworkException">It is not.</exception>
    internal static void RequireRate(double rate)
    {
        if (!double.IsFinite(rate) || rate <= 0)
        {
            throw Failure.LearningRateInvalid(rate);
        }
    }
}
