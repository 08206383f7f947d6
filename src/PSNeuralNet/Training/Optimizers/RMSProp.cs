using PSNeuralNet.Numerics;

namespace PSNeuralNet.Training;

/// <summary>RMSProp: s = a s + (1 - a) g^2, v = v - rate g / (sqrt s + e).</summary>
internal sealed class RMSProp(int length, double smoothing, double epsilon) : UpdateRule<RMSProp.Rule>(length)
{
    protected override void Begin(double rate) => Formula = new Rule(rate, smoothing, epsilon);

    internal readonly struct Rule(double rate, double smoothing, double epsilon) : IUpdateFormula
    {
        public static int MomentCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Update<T>(T value, T gradient, ref T first, ref T second)
            where T : struct, ISimd<T>
        {
            first = (T.Broadcast(smoothing) * first) + (T.Broadcast(1 - smoothing) * gradient * gradient);
            return value - (T.Broadcast(rate) * gradient / (T.SquareRoot(first) + T.Broadcast(epsilon)));
        }
    }
}
