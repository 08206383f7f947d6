using System.Runtime.CompilerServices;

namespace PSNeuralNet.Training;

/// <summary>RMSProp: s = a s + (1 - a) g^2, v = v - rate g / (sqrt s + e).</summary>
internal sealed class RMSProp(int length, double smoothing, double epsilon) : UpdateRule(1, length)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Apply(Span<double> values, ReadOnlySpan<double> gradient, double rate)
    {
        double[] square = Memory[0];
        for (int i = 0; i < values.Length; i++)
        {
            square[i] = (smoothing * square[i]) + ((1 - smoothing) * gradient[i] * gradient[i]);
            values[i] -= rate * gradient[i] / (Math.Sqrt(square[i]) + epsilon);
        }
    }
}
