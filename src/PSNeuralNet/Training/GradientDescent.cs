using System.Runtime.CompilerServices;

namespace PSNeuralNet.Training;

/// <summary>Gradient descent: v = v - rate g.</summary>
internal sealed class GradientDescent(int length) : UpdateRule(0, length)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Apply(Span<double> values, ReadOnlySpan<double> gradient, double rate)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] -= rate * gradient[i];
        }
    }
}
