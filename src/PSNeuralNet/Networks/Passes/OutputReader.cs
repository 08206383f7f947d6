using System.Runtime.CompilerServices;
using PSNeuralNet.Data;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// What a network's last layer says of samples: the probability of each class, or numbers in the target's own unit. Not thread-safe.
/// </summary>
/// <param name="shape">The network.</param>
/// <param name="task">What it predicts.</param>
/// <param name="scaling">How it sees its data; null for as they are.</param>
/// <param name="capacity">The most samples in a block.</param>
internal sealed unsafe class OutputReader(NetworkShape shape, NetworkTask task, Scaling? scaling, int capacity)
{
    private readonly AlignedBuffer _complement = new(task == NetworkTask.Binary ? Simd.Padded(capacity) : 0, isApart: task == NetworkTask.Binary);

    /// <summary>How many probabilities or numbers there are for a sample.</summary>
    public int Count { get; } = CountOf(shape, task);

    /// <summary>How many probabilities or numbers there are for a sample.</summary>
    public static int CountOf(NetworkShape shape, NetworkTask task)
    {
        return task == NetworkTask.Binary ? 2 : shape.OutputSize;
    }

    /// <summary>Reads a block that went through <see cref="BlockPropagation.Forward"/> and <see cref="BlockPropagation.Output"/>.</summary>
    /// <param name="propagation">Where it went through; its last A is changed.</param>
    /// <param name="block">The block.</param>
    /// <param name="output">Gets what there is for each sample, one sample after the other.</param>
    public void Read(BlockPropagation propagation, SampleBlock block, Span<double> output)
    {
        Read(propagation.LastZ, propagation.LastA, block, output);
    }

    /// <summary>Reads what the last layer made of a block.</summary>
    /// <param name="lastZ">Its weighted sums.</param>
    /// <param name="lastA">Its outputs, which are changed.</param>
    /// <param name="block">The block.</param>
    /// <param name="output">Gets what there is for each sample, one sample after the other.</param>
    public void Read(AlignedBuffer lastZ, AlignedBuffer lastA, SampleBlock block, Span<double> output)
    {
        double* last = lastA.Pointer;
        ArgumentOutOfRangeException.ThrowIfLessThan(output.Length, block.Count * Count);
        fixed (double* target = output)
        {
            if (task == NetworkTask.Binary)
            {
                // Each from the logit: 1 - p would lose the digits of a small probability.
                ElementKernel.Map<Complement>(lastZ.Pointer, _complement.Pointer, block.PaddedCount);
                Panel.TransposeRow(_complement.Pointer, block.Count, target, 2);
                Panel.TransposeRow(last, block.Count, target + 1, 2);
            }
            else
            {
                if (scaling is { TargetMean.Count: > 0 })
                {
                    Columns.Restore(last, block.Stride, block.Count, scaling.TargetMean, scaling.TargetDeviation);
                }

                Panel.Transpose(last, block.Stride, Count, block.Count, target, Count);
            }
        }

        GC.KeepAlive(lastZ);
        GC.KeepAlive(lastA);
    }

    /// <summary>1 - sigmoid(z) = sigmoid(-z).</summary>
    private readonly struct Complement : IUnaryFunction
    {
        public static bool IsExponential => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static (T Half, T Sum) Reduce<T>(T x, in SimdTerms<T> terms)
            where T : struct, ISimd<T>
        {
            return SimdMath.ReduceNegative(x, terms);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Exponential<T>(T half, T sum, in SimdTerms<T> terms)
            where T : struct, ISimd<T>
        {
            return SimdMath.ExpOfReduced(half, sum, terms);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Value<T>(T x, T exponential, in SimdTerms<T> terms)
            where T : struct, ISimd<T>
        {
            return SimdMath.SigmoidOf(exponential, -x, terms);
        }
    }
}
