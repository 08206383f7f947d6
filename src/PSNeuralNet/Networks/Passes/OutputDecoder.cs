using System.Numerics;
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

    private readonly AlignedBuffer<double> _complement = new(task == NetworkTask.Binary ? Simd<float>.Padded(capacity) : 0, isApart: task == NetworkTask.Binary);

    // Outputs of a pass in single precision as doubles; created on first use.
    private AlignedBuffer<double>? _wideZ, _wideA;

    /// <summary>The number of probabilities or targets of a sample.</summary>
    public int Count { get; } = allQuantiles ? shape.OutputSize : CountOf(shape, task);

    /// <summary>The number of probabilities or targets of a sample.</summary>
    public static int CountOf(NetworkShape shape, NetworkTask task) => task == NetworkTask.Binary ? 2 : shape.TargetCount;

    /// <summary>The number of probabilities or targets of a sample, by a network or an ensemble.</summary>
    public static int CountOf(NetworkParameter network) => network.Task == NetworkTask.Binary ? 2 : network.Schema.OutputCount;

    /// <summary>Decodes a block that went through <see cref="BlockPropagation{TNumber}.Forward"/> and <see cref="BlockPropagation{TNumber}.Output"/>.</summary>
    /// <param name="propagation">The pass; its last A is overwritten.</param>
    /// <param name="block">The block.</param>
    /// <param name="output">Gets the probabilities or numbers, sample after sample.</param>
    public void Read<TNumber>(BlockPropagation<TNumber> propagation, SampleBlock<TNumber> block, Span<double> output)
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber> => Read(propagation.LastZ, propagation.LastA, block, output);

    /// <summary>Decodes a block of the last layer.</summary>
    /// <param name="lastZ">Its weighted sums.</param>
    /// <param name="lastA">Its outputs, which are changed.</param>
    /// <param name="block">The block.</param>
    /// <param name="output">Gets the probabilities or numbers, sample after sample.</param>
    public void Read<TNumber>(AlignedBuffer<TNumber> lastZ, AlignedBuffer<TNumber> lastA, SampleBlock<TNumber> block, Span<double> output)
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(output.Length, block.Count * Count);
        if (typeof(TNumber) == typeof(double))
        {
            Read((double*)lastZ.Pointer, (double*)lastA.Pointer, block.Stride, block.Count, block.PaddedCount, output);
        }
        else
        {
            Widen(lastZ.Span, ref _wideZ);
            Widen(lastA.Span, ref _wideA);
            if (task == NetworkTask.Binary)
            {
                // Both classes from the logit, so that their probabilities add up to 1.
                ElementKernel<double>.Map<SigmoidActivation>(_wideZ!.Pointer, _wideA!.Pointer, block.PaddedCount);
            }

            Read(_wideZ!.Pointer, _wideA!.Pointer, block.Stride, block.Count, block.PaddedCount, output);
        }

        GC.KeepAlive(lastZ);
        GC.KeepAlive(lastA);
    }

    private static void Widen<TNumber>(ReadOnlySpan<TNumber> numbers, ref AlignedBuffer<double>? wide)
        where TNumber : unmanaged
    {
        if (wide is null || wide.Length < numbers.Length)
        {
            wide = new AlignedBuffer<double>(numbers.Length, isApart: true);
        }

        NumberConversion.ToDoubles(numbers, wide.Span);
    }

    private void Read(double* lastZ, double* last, int stride, int count, int paddedCount, Span<double> output)
    {
        fixed (double* target = output)
        {
            if (task == NetworkTask.Binary)
            {
                // Each from the logit: 1 - p would lose the digits of a small probability.
                ElementKernel<double>.Map<Complement>(lastZ, _complement.Pointer, paddedCount);
                Panel<double>.TransposeRow(_complement.Pointer, count, target, 2);
                Panel<double>.TransposeRow(last, count, target + 1, 2);
            }
            else
            {
                if (_scaling is { TargetMean.Count: > 0 })
                {
                    BlockTransform.Restore(last, stride, count, _scaling.TargetMean, _scaling.TargetDeviation);
                }

                if (_scaling is { HasTargetRule: true })
                {
                    for (int row = 0; row < shape.OutputSize; row++)
                    {
                        foreach (ref double value in new Span<double>(last + ((nint)row * stride), count))
                        {
                            value = _scaling.Prediction(row, value);
                        }
                    }
                }

                if (shape.Quantile.Count > 1)
                {
                    QuantileOutput.Sort(last, shape.OutputSize, stride, count);
                    last += (nint)_first * stride;
                }

                Panel<double>.Transpose(last, stride, Count, count, target, Count);
            }
        }
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
