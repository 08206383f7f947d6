using PSNeuralNet.Data;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// Decodes the last layer's outputs into the probability of each class, or numbers in the target's own unit. Not thread-safe.
/// </summary>
/// <param name="shape">The network.</param>
/// <param name="task">The task.</param>
/// <param name="scaling">The standardization of the targets; null for none.</param>
/// <param name="capacity">The most samples in a block.</param>
/// <param name="allQuantiles">True for all quantiles of the loss Quantile; false for the one that is the prediction.</param>
internal sealed unsafe class OutputDecoder(NetworkShape shape, NetworkTask task, Scaling? scaling, int capacity, bool allQuantiles = false)
{
    private readonly Scaling? _scaling = shape.TargetCount == shape.OutputSize ? scaling : scaling?.ForOutputs(shape.OutputSize);
    private readonly int _first = allQuantiles ? 0 : QuantileOutput.Middle(shape.Quantile);

    private readonly AlignedBuffer _complement = new(task == NetworkTask.Binary ? Simd.Padded(capacity) : 0, isApart: task == NetworkTask.Binary);

    /// <summary>The number of probabilities or targets of a sample.</summary>
    public int Count { get; } = allQuantiles ? shape.OutputSize : CountOf(shape, task);

    /// <summary>The number of probabilities or targets of a sample.</summary>
    public static int CountOf(NetworkShape shape, NetworkTask task) => task == NetworkTask.Binary ? 2 : shape.TargetCount;

    /// <summary>The number of probabilities or targets of a sample, by a network or an ensemble.</summary>
    public static int CountOf(NetworkParameter network) => network.Task == NetworkTask.Binary ? 2 : network.Schema.OutputCount;

    /// <summary>Decodes a block that went through <see cref="BlockPropagation.Forward"/> and <see cref="BlockPropagation.Output"/>.</summary>
    /// <param name="propagation">The pass; its last A is overwritten.</param>
    /// <param name="block">The block.</param>
    /// <param name="output">Gets the probabilities or numbers, sample after sample.</param>
    public void Read(BlockPropagation propagation, SampleBlock block, Span<double> output) =>
        Read(propagation.LastZ, propagation.LastA, block, output);

    /// <summary>Decodes a block of the last layer.</summary>
    /// <param name="lastZ">Its weighted sums.</param>
    /// <param name="lastA">Its outputs, which are changed.</param>
    /// <param name="block">The block.</param>
    /// <param name="output">Gets the probabilities or numbers, sample after sample.</param>
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
                if (_scaling is { TargetMean.Count: > 0 })
                {
                    BlockTransform.Restore(last, block.Stride, block.Count, _scaling.TargetMean, _scaling.TargetDeviation);
                }

                if (_scaling is { HasTargetRule: true })
                {
                    for (int row = 0; row < shape.OutputSize; row++)
                    {
                        foreach (ref double value in new Span<double>(last + ((nint)row * block.Stride), block.Count))
                        {
                            value = _scaling.Prediction(row, value);
                        }
                    }
                }

                if (shape.Quantile.Count > 1)
                {
                    QuantileOutput.Sort(last, shape.OutputSize, block.Stride, block.Count);
                    last += (nint)_first * block.Stride;
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
            where T : struct, ISimd<T> => SimdMath.ReduceNegative(x, terms);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Exponential<T>(T half, T sum, in SimdTerms<T> terms)
            where T : struct, ISimd<T> => SimdMath.ExpOfReduced(half, sum, terms);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Value<T>(T x, T exponential, in SimdTerms<T> terms)
            where T : struct, ISimd<T> => SimdMath.SigmoidOf(exponential, -x, terms);
    }
}
