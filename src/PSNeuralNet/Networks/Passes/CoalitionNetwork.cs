using System.Numerics;
using PSNeuralNet.Data;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// Predictions of a single network for coalitions: mixtures of a sample and a background sample. From one coalition to the next, the sums of the first layer change by what the
/// swapped part contributes, W1 (x - b) with the weights of its inputs alone; a whole pass would multiply all inputs.
/// </summary>
internal sealed unsafe class CoalitionNetwork
{
    private readonly NetworkParameter _network;
    private readonly double[] _background;
    private readonly LaterLayers _later;

    // W1 with a row for each input, and the sums of the background samples, a row each.
    private readonly AlignedBuffer<double> _weight;
    private readonly AlignedBuffer<double> _sums;
    private readonly int _stride;

    /// <param name="network">The network.</param>
    /// <param name="background">The inputs of the first layer of the background samples: inputs x samples.</param>
    /// <param name="count">The number of background samples.</param>
    public CoalitionNetwork(NetworkParameter network, double[] background, int count)
    {
        NetworkShape shape = network.Shape;
        double[] values = network.Flatten();
        int units = shape.Units(1), inputs = shape.Inputs(1);
        _network = network;
        _background = background;
        _later = new LaterLayers(network, values);
        _stride = Simd<double>.Padded(units);
        _weight = new AlignedBuffer<double>(checked(inputs * _stride));
        _sums = new AlignedBuffer<double>(checked(count * _stride));
        fixed (double* parameter = values)
        {
            Panel<double>.Transpose(parameter, inputs, units, inputs, _weight.Pointer, _stride);
            for (int sample = 0; sample < count; sample++)
            {
                double* sums = _sums.Pointer + ((nint)sample * _stride);
                new Span<double>(parameter + shape.BiasOffset(1), units).CopyTo(new Span<double>(sums, units));
                for (int input = 0; input < inputs; input++)
                {
                    AddInput(input, background[(sample * inputs) + input], sums);
                }
            }
        }
    }

    /// <summary>The inputs of the first layer from features of samples, inputs x samples.</summary>
    public static double[] InputsOf(ReadOnlySpan<double> features, int width, Scaling? scaling)
    {
        int inputs = InputTransform.Width(width, scaling), count = features.Length / width;
        var values = new double[inputs * count];
        for (int sample = 0; sample < count; sample++)
        {
            ReadOnlySpan<double> row = features.Slice(sample * width, width);
            Span<double> target = values.AsSpan(sample * inputs, inputs);
            if (scaling is null)
            {
                row.CopyTo(target);
            }
            else
            {
                scaling.Transform(row, target);
            }
        }

        return values;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddInput(int input, double value, double* sums)
    {
        if (value != 0)
        {
            double* weight = _weight.Pointer + ((nint)input * _stride);
            var times = new Vector<double>(value);
            for (int unit = 0; unit < _stride; unit += Vector<double>.Count)
            {
                (Vector.Load(sums + unit) + (times * Vector.Load(weight + unit))).Store(sums + unit);
            }
        }
    }

    /// <summary>The predictions of one thread. Not thread-safe.</summary>
    internal sealed class Pass
    {
        private readonly CoalitionNetwork _owner;
        private readonly LaterLayers.Pass _later;
        private readonly int _units;
        private readonly int _inputs;
        private readonly PiecewiseEncoding? _encoding;

        // Sums of the coalitions, sample after sample, until the block is full.
        private readonly AlignedBuffer<double> _rows;
        private AlignedBuffer<double> _parts = new(0);
        private AlignedBuffer<double> _all = new(0);
        private double[] _output = [];
        private readonly int[] _changed;
        private readonly double[] _change;
        private int _changeCount;
        private int _count;
        private int _at;

        public Pass(CoalitionNetwork owner)
        {
            _owner = owner;
            _later = new LaterLayers.Pass(owner._later);
            _units = owner._network.Shape.Units(1);
            _inputs = owner._network.Shape.Inputs(1);
            _encoding = owner._network.Scaling?.Encoding;
            (_changed, _change) = (new int[_inputs], new double[_inputs]);
            _rows = new AlignedBuffer<double>(checked(owner._later.Capacity * owner._stride), isApart: true);
        }

        /// <summary>Predicts the coalitions of some pairs.</summary>
        /// <param name="pairs">The pairs, of one sample.</param>
        /// <param name="inputs">The inputs of the first layer of the sample.</param>
        /// <param name="output">
        /// Receives probabilities or numbers, coalition after coalition: of each pair those along each permutation forward and backward, or all but the empty and the full one, in
        /// the order of their bits.
        /// </param>
        public void Predict(List<SwapPair> pairs, double[] inputs, double[] output)
        {
            (_output, _count, _at) = (output, 0, 0);
            foreach (SwapPair pair in pairs)
            {
                if (pair.CoalitionCount == 0)
                {
                    continue;
                }

                LoadParts(pair, inputs);
                double* start = _owner._sums.Pointer + ((nint)pair.Background * _owner._stride);
                if (pair.IsComplete)
                {
                    Enumerate(start, pair.Count);
                    continue;
                }

                for (int first = 0; first < pair.Order.Count; first += pair.Count)
                {
                    Walk(start, pair.Order, first, 1, pair.Count - 1);
                    Walk(start, pair.Order, first + pair.Count - 1, -1, pair.Count - 1);
                }
            }

            Flush();
            GC.KeepAlive(_owner);
        }

        /// <summary>The contribution of each part to the sums of the first layer.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void LoadParts(SwapPair pair, double[] inputs)
        {
            int stride = _owner._stride, length = checked(pair.Count * stride), features = _inputs - (_encoding?.UnitCount ?? 0);
            _parts = _parts.Length >= length ? _parts : new AlignedBuffer<double>(length, isApart: true);
            ReadOnlySpan<double> background = _owner._background.AsSpan(pair.Background * _inputs, _inputs);
            for (int part = 0; part < pair.Count; part++)
            {
                _changeCount = 0;
                foreach (int feature in pair.FeaturesOf(part))
                {
                    AddChanges(feature, feature + 1, inputs, background);
                    if (_encoding is not null)
                    {
                        Range units = _encoding.UnitsOf(feature);
                        AddChanges(features + units.Start.Value, features + units.End.Value, inputs, background);
                    }
                }

                StoreChanges(_parts.Pointer + ((nint)part * stride));
            }
        }

        /// <summary>Collects the inputs in which the sample and the background sample differ.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void AddChanges(int first, int end, double[] inputs, ReadOnlySpan<double> background)
        {
            for (int input = first; input < end; input++)
            {
                double change = inputs[input] - background[input];
                if (change != 0)
                {
                    _changed[_changeCount] = input;
                    _change[_changeCount++] = change;
                }
            }
        }

        /// <summary>The sums of what the collected inputs contribute, 32 units at a time with AVX-512, 16 with AVX2.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void StoreChanges(double* sums)
        {
            int stride = _owner._stride, width = Vector<double>.Count, unit = 0;
            double* weight = _owner._weight.Pointer;
            for (; unit <= stride - (4 * width); unit += 4 * width)
            {
                Vector<double> a = default, b = default, c = default, d = default;
                for (int i = 0; i < _changeCount; i++)
                {
                    double* row = weight + ((nint)_changed[i] * stride) + unit;
                    var change = new Vector<double>(_change[i]);
                    a = Vector.FusedMultiplyAdd(change, Vector.Load(row), a);
                    b = Vector.FusedMultiplyAdd(change, Vector.Load(row + width), b);
                    c = Vector.FusedMultiplyAdd(change, Vector.Load(row + (2 * width)), c);
                    d = Vector.FusedMultiplyAdd(change, Vector.Load(row + (3 * width)), d);
                }

                a.Store(sums + unit);
                b.Store(sums + unit + width);
                c.Store(sums + unit + (2 * width));
                d.Store(sums + unit + (3 * width));
            }

            for (; unit < stride; unit += width)
            {
                Vector<double> a = default;
                for (int i = 0; i < _changeCount; i++)
                {
                    a = Vector.FusedMultiplyAdd(new Vector<double>(_change[i]), Vector.Load(weight + ((nint)_changed[i] * stride) + unit), a);
                }

                a.Store(sums + unit);
            }
        }

        /// <summary>The coalitions from one part to all but one, along a permutation.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Walk(double* start, List<int> order, int first, int step, int count)
        {
            double* before = start;
            for (int i = 0; i < count; i++, first += step)
            {
                double* next = NextRow();
                Add(before, PartAt(order[first]), next);
                before = next;
            }
        }

        /// <summary>All coalitions, bit i of their number for part i.</summary>
        private void Enumerate(double* start, int parts)
        {
            int stride = _owner._stride, length = checked((1 << parts) * stride);
            _all = _all.Length >= length ? _all : new AlignedBuffer<double>(length, isApart: true);
            new Span<double>(start, stride).CopyTo(_all.Span);
            for (int set = 1; set < (1 << parts) - 1; set++)
            {
                double* sums = _all.Pointer + ((nint)set * stride);
                Add(_all.Pointer + ((nint)(set & (set - 1)) * stride), PartAt(BitOperations.TrailingZeroCount(set)), sums);
                new Span<double>(sums, stride).CopyTo(new Span<double>(NextRow(), stride));
            }
        }

        private double* PartAt(int part) => _parts.Pointer + ((nint)part * _owner._stride);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Add(double* sums, double* part, double* to)
        {
            for (int unit = 0; unit < _owner._stride; unit += Vector<double>.Count)
            {
                (Vector.Load(sums + unit) + Vector.Load(part + unit)).Store(to + unit);
            }
        }

        /// <summary>The row of the next coalition. That of the last one stays as it is until it is followed by another.</summary>
        private double* NextRow()
        {
            if (_count == _owner._later.Capacity)
            {
                Flush();
            }

            return _rows.Pointer + ((nint)_count++ * _owner._stride);
        }

        private void Flush()
        {
            if (_count > 0)
            {
                _later.Block.Begin(_count);
                Panel<double>.Transpose(_rows.Pointer, _owner._stride, _count, _units, _later.Z.Pointer, _later.Block.Stride);
                _later.Forward(_output.AsSpan(_at));
                _at += _count * _later.OutputCount;
                _count = 0;
            }
        }
    }
}
