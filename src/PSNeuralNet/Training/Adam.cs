using System.Runtime.CompilerServices;

namespace PSNeuralNet.Training;

/// <summary>
/// Adam at step t: m = b1 m + (1 - b1) g, s = b2 s + (1 - b2) g^2,
/// v = v - rate / (1 - b1^t) m / (sqrt s / sqrt(1 - b2^t) + e). AdamW first takes v = v (1 - rate decay).
/// </summary>
internal sealed class Adam(int length, double beta1, double beta2, double epsilon, double weightDecay) : UpdateRule(2, length)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Apply(Span<double> values, ReadOnlySpan<double> gradient, double rate)
    {
        double[] mean = Memory[0], square = Memory[1];
        double step = rate / (1 - Math.Pow(beta1, StepCount));
        double correction = Math.Sqrt(1 - Math.Pow(beta2, StepCount));
        double keep = 1 - (rate * weightDecay);
        for (int i = 0; i < values.Length; i++)
        {
            mean[i] = (beta1 * mean[i]) + ((1 - beta1) * gradient[i]);
            square[i] = (beta2 * square[i]) + ((1 - beta2) * gradient[i] * gradient[i]);
            values[i] = (values[i] * keep) - (step * mean[i] / ((Math.Sqrt(square[i]) / correction) + epsilon));
        }
    }
}
