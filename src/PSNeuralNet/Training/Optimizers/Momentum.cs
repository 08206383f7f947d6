using PSNeuralNet.Numerics;

namespace PSNeuralNet.Training;

/// <summary>Momentum: u = m u + g (g at the first step), v = v - rate u; Nesterov's: v = v - rate (g + m u).</summary>
internal sealed class Momentum(int length, double momentum, bool isNesterov) : UpdateRule<Momentum.Rule>(length)
{
    protected override void Begin(double rate) => Formula = new Rule(rate, momentum, isNesterov);

    internal readonly struct Rule(double rate, double momentum, bool isNesterov) : IUpdateFormula
    {
        public static int MomentCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Update<T>(T value, T gradient, ref T first, ref T second)
            where T : struct, ISimd<T>
        {
            first = (T.Broadcast(momentum) * first) + gradient;
            return value - (T.Broadcast(rate) * (isNesterov ? gradient + (T.Broadcast(momentum) * first) : first));
        }
    }
}
