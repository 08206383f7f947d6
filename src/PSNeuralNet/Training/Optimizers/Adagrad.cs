using PSNeuralNet.Numerics;

namespace PSNeuralNet.Training;

/// <summary>Adagrad: s = s + g^2, v = v - rate g / (sqrt s + e).</summary>
internal sealed class Adagrad(int length, double epsilon) : UpdateRule<Adagrad.Rule>(length)
{
    protected override void Begin(double rate) => Formula = new Rule(rate, epsilon);

    internal readonly struct Rule(double rate, double epsilon) : IUpdateFormula
    {
        public static int MomentCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Update<T>(T value, T gradient, ref T first, ref T second)
            where T : struct, ISimd<T>
        {
            first += gradient * gradient;
            return value - (T.Broadcast(rate) * gradient / (T.SquareRoot(first) + T.Broadcast(epsilon)));
        }
    }
}
