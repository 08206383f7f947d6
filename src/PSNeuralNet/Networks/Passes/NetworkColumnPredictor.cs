using System.Numerics;
using PSNeuralNet.Data;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// Predictions of a single network for the same samples over and over, with other cells in one column each time: the first layer's sums are updated,
/// Z1' = Z1 + dW (x' - x) with the weights of the column's features alone, where a whole pass multiplies all features. Sums differ from
/// those of a whole pass in the last digits.
/// </summary>
internal sealed unsafe class NetworkColumnPredictor
{
    private readonly NetworkParameter _network;
    private readonly Dataset _dataset;
    private readonly double[] _parameter;
    private readonly AlignedBuffer<double> _sums;
    private readonly int _stride;
    private readonly LaterLayers _later;

    /// <summary>Computes the first layer's sums of all samples.</summary>
    /// <param name="network">The network.</param>
    /// <param name="dataset">The samples, with the network's features.</param>
    /// <param name="cancellation">Ends the computation early.</param>
    /// <exception cref="OperationCanceledException">The computation was canceled.</exception>
    public NetworkColumnPredictor(NetworkParameter network, Dataset dataset, CancellationToken cancellation)
    {
        NetworkShape shape = network.Shape;
        (_network, _dataset) = (network, dataset);
        _parameter = network.Flatten();
        _stride = Simd<double>.Padded(dataset.SampleCount);
        _sums = new AlignedBuffer<double>(checked(shape.Units(1) * _stride));
        _later = new LaterLayers(network, _parameter);
        Sum(cancellation);
    }

    private void Sum(CancellationToken cancellation)
    {
        NetworkShape shape = _network.Shape;
        int units = shape.Units(1), inputs = shape.Inputs(1);
        var blocks = new SampleBlocks<double>(new SampleSource<double>(_dataset, _network.Scaling), shape, isFeaturesOnly: true);
        var sums = new AlignedBuffer<double>(checked(units * Simd<double>.Padded(SampleBlocks<double>.Capacity(shape))));
        SampleBlock<double>? scratch = null;
        fixed (double* parameter = _parameter)
        {
            for (int i = 0; i < blocks.Count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                SampleBlock<double> block = blocks.Get(i, ref scratch);
                MatrixKernel<double>.Multiply(parameter, inputs, 1, parameter + shape.BiasOffset(1), block.X, sums.Pointer, units, inputs, block.Stride, block.PaddedCount);
                for (int unit = 0; unit < units; unit++)
                {
                    new Span<double>(sums.Pointer + ((nint)unit * block.Stride), block.Count).CopyTo(new Span<double>(_sums.Pointer + ((nint)unit * _stride) + block.Samples[0], block.Count));
                }

                GC.KeepAlive(block);
            }
        }

        GC.KeepAlive(sums);
    }

    /// <summary>The predictions of one thread. Not thread-safe.</summary>
    internal sealed class Pass
    {
        private readonly NetworkColumnPredictor _owner;
        private readonly LaterLayers.Pass _later;
        private readonly SampleBlock<double> _block;
        private AlignedBuffer<double> _difference = new(0);
        private double[] _values = [];
        private int[] _inputs = [];

        public Pass(NetworkColumnPredictor owner)
        {
            _owner = owner;
            _later = new LaterLayers.Pass(owner._later);
            _block = _later.Block;
        }

        /// <summary>Reads the inputs of the first layer that the features of a column decide: those standardized, with missing values filled in, and the units of their encoding.</summary>
        /// <param name="first">The first feature.</param>
        /// <param name="count">The number of features.</param>
        public void Read(int first, int count)
        {
            Dataset data = _owner._dataset;
            Scaling? scaling = _owner._network.Scaling;
            _inputs = [.. Enumerable.Range(first, count).SelectMany(feature => scaling?.InputsOf(feature, data.FeatureCount) ?? [feature])];
            Array.Resize(ref _values, _inputs.Length * data.SampleCount);
            for (int i = 0; i < _inputs.Length; i++)
            {
                int unit = _inputs[i] - data.FeatureCount, feature = unit < 0 ? _inputs[i] : scaling!.Encoding!.Feature[unit];
                for (int s = 0; s < data.SampleCount; s++)
                {
                    double value = data.Features[(s * data.FeatureCount) + feature];
                    _values[(i * data.SampleCount) + s] = unit >= 0 ? scaling!.Encoding!.Unit(unit, scaling.Filled(feature, value)) : scaling?.Standardize(feature, value) ?? value;
                }
            }

            _difference = _difference.Length >= _inputs.Length * _block.Stride ? _difference : new AlignedBuffer<double>(_inputs.Length * _block.Stride, isApart: true);
        }

        /// <summary>Predicts all samples, each with the cells of another sample in the column that was read.</summary>
        /// <param name="source">The sample that each sample has the cells of.</param>
        /// <param name="output">Receives probabilities or numbers, sample after sample.</param>
        public void Predict(int[] source, Span<double> output)
        {
            int samples = _owner._dataset.SampleCount;
            for (int start = 0; start < samples; start += _owner._later.Capacity)
            {
                _block.Begin(start, Math.Min(_owner._later.Capacity, samples - start));
                for (int i = 0; i < _inputs.Length; i++)
                {
                    ReadOnlySpan<double> values = _values.AsSpan(i * samples, samples);
                    double* difference = _difference.Pointer + (i * _block.Stride);
                    for (int s = 0; s < _block.PaddedCount; s++)
                    {
                        difference[s] = s < _block.Count ? values[source[start + s]] - values[start + s] : 0;
                    }
                }

                Update(start);
                _later.Forward(output[(start * _later.OutputCount)..]);
            }

            GC.KeepAlive(_owner);
        }

        /// <summary>Z1 of the block, with the differences of the inputs.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Update(int start)
        {
            NetworkShape shape = _owner._network.Shape;
            double[] parameter = _owner._parameter;
            for (int unit = 0; unit < shape.Units(1); unit++)
            {
                double* from = _owner._sums.Pointer + ((nint)unit * _owner._stride) + start, to = _later.Z.Pointer + ((nint)unit * _block.Stride);
                new Span<double>(from, _block.PaddedCount).CopyTo(new Span<double>(to, _block.PaddedCount));
                for (int i = 0; i < _inputs.Length; i++)
                {
                    double* difference = _difference.Pointer + (i * _block.Stride);
                    var weight = new Vector<double>(parameter[(unit * shape.InputSize) + _inputs[i]]);
                    for (int s = 0; s < _block.PaddedCount; s += Vector<double>.Count)
                    {
                        (Vector.Load(to + s) + (weight * Vector.Load(difference + s))).Store(to + s);
                    }
                }
            }
        }
    }
}
