using PSNeuralNet.Numerics;

namespace PSNeuralNet.Training;

/// <summary>
/// Adam at step t: m = b1 m + (1 - b1) g, s = b2 s + (1 - b2) g^2,
/// v = v - rate / (1 - b1^t) m / (sqrt s / sqrt(1 - b2^t) + e). AdamW first takes v = v (1 - rate decay).
/// </summary>
internal sealed class Adam(int length, double beta1, double beta2, double epsilon, double weightDecay) : UpdateRule<Adam.Rule>(length)
{
    protected override void Begin(double rate)
    {
        double step = rate / (1 - Math.Pow(beta1, StepCount));
        double correction = Math.Sqrt(1 - Math.Pow(beta2, StepCount));
        Formula = new Rule(beta1, beta2, epsilon, step, correction, keep: 1 - (rate * weightDecay));
    }

    internal readonly struct Rule(double beta1, double beta2, double epsilon, double step, double correction, double keep) : IUpdateFormula
    {
        private readonly double _reciprocal = 1 / correction;

        public static int MomentCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Update<T>(T value, T gradient, ref T first, ref T second)
            where T : struct, ISimd<T>
        {
            first = (T.Broadcast(beta1) * first) + (T.Broadcast(1 - beta1) * gradient);
            second = (T.Broadcast(beta2) * second) + (T.Broadcast(1 - beta2) * gradient * gradient);
            T divisor = T.Divide(T.SquareRoot(second), T.Broadcast(correction), T.Broadcast(_reciprocal)) + T.Broadcast(epsilon);
            return (value * T.Broadcast(keep)) - (T.Broadcast(step) * first / divisor);
        }
    }
}
