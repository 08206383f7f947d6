using System.Runtime.CompilerServices;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>Predicts blocks of samples, as users see predictions: sample after sample, in the target's own unit. Not thread-safe.</summary>
internal sealed unsafe class BlockPrediction
{
    private readonly NetworkParameter _parameter;
    private readonly AlignedBuffer _values;
    private readonly Propagation _propagation;
    private readonly AlignedBuffer _complement;

    /// <param name="parameter">The network.</param>
    /// <param name="values">Its weights and biases.</param>
    /// <param name="capacity">The most samples in a block.</param>
    public BlockPrediction(NetworkParameter parameter, AlignedBuffer values, int capacity)
    {
        _parameter = parameter;
        _values = values;
        _propagation = new Propagation(parameter.Shape, capacity);
        _complement = new AlignedBuffer(Simd.Padded(capacity));
    }

    /// <summary>Predicts the samples of a block.</summary>
    /// <param name="block">The samples, as the network sees them.</param>
    /// <param name="output">Gets the probabilities of the classes, or the numbers, one sample after the other.</param>
    /// <param name="cancellation">Ends the pass early.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(SampleBlock block, Span<double> output, CancellationToken cancellation = default)
    {
        _propagation.Forward(_values.Pointer, block, cancellation);
        _propagation.Output(block);
        int last = _parameter.Shape.LayerCount, outputs = _parameter.Shape.OutputSize;
        double* a = _propagation.A(last);
        fixed (double* target = output)
        {
            if (_parameter.Task == Data.NetworkTask.Binary)
            {
                // Each from the logit: 1 - p would lose the digits of a small probability.
                ElementKernel.Map<Complement>(_propagation.Z(last), _complement.Pointer, block.PaddedCount);
                Strip.TransposeRow(_complement.Pointer, block.Count, target, 2);
                Strip.TransposeRow(a, block.Count, target + 1, 2);
            }
            else
            {
                if (_parameter.Scaling is { TargetMean.Count: > 0 } scaling)
                {
                    Columns.Restore(a, block.Stride, block.Count, scaling.TargetMean, scaling.TargetDeviation);
                }

                Strip.Transpose(a, block.Stride, outputs, block.Count, target, outputs);
            }
        }

        GC.KeepAlive(this);
        GC.KeepAlive(block);
    }

    /// <summary>1 - sigmoid(z) = sigmoid(-z).</summary>
    private readonly struct Complement : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<T>(T x)
            where T : struct, ISimd<T>
        {
            return SimdMath.Sigmoid(-x);
        }
    }
}
