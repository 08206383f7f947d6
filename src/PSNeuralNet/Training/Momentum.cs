using System.Runtime.CompilerServices;

namespace PSNeuralNet.Training;

/// <summary>Momentum: u = m u + g (g at the first step), v = v - rate u; Nesterov's: v = v - rate (g + m u).</summary>
internal sealed class Momentum(int length, double momentum, bool isNesterov) : UpdateRule(1, length)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Apply(Span<double> values, ReadOnlySpan<double> gradient, double rate)
    {
        double[] velocity = Memory[0];
        for (int i = 0; i < values.Length; i++)
        {
            velocity[i] = (momentum * velocity[i]) + gradient[i];
            values[i] -= rate * (isNesterov ? gradient[i] + (momentum * velocity[i]) : velocity[i]);
        }
    }
}
