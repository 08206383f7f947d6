using PSNeuralNet.Numerics;

namespace PSNeuralNet.Training;

/// <summary>Gradient descent: v = v - rate g.</summary>
internal sealed class GradientDescent(int length) : UpdateRule<GradientDescent.Rule>(length)
{
    protected override void Begin(double rate) => Formula = new Rule(rate);

    internal readonly struct Rule(double rate) : IUpdateFormula
    {
        public static int MomentCount => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Update<T>(T value, T gradient, ref T first, ref T second)
            where T : struct, ISimd<T> => value - (T.Broadcast(rate) * gradient);
    }
}
