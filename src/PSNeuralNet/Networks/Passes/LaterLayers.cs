using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>The layers of a single network after the first one, for passes that compute the sums of the first layer themselves.</summary>
internal sealed unsafe class LaterLayers
{
    private readonly NetworkParameter _network;
    private readonly NetworkShape? _shape;
    private readonly AlignedBuffer<double> _parameter;

    /// <param name="network">The network.</param>
    /// <param name="values">Its weights and biases.</param>
    public LaterLayers(NetworkParameter network, double[] values)
    {
        NetworkShape shape = network.Shape;
        _network = network;
        _shape = shape.LayerCount == 1 ? null : new NetworkShape(
            shape.LayerSize.Skip(1), shape.LayerCount == 2 ? null : [.. shape.Activation.Skip(1).SkipLast(1)], shape.Activation[^1]).With(shape.LossFunction);
        _parameter = new AlignedBuffer<double>(values.AsSpan(_shape is null ? values.Length : shape.WeightOffset(2)));
        Capacity = SampleBlocks<double>.Capacity(_shape ?? shape);
    }

    /// <summary>The most samples of a block.</summary>
    public int Capacity { get; }

    /// <summary>The pass of one thread. Not thread-safe.</summary>
    internal sealed class Pass
    {
        private readonly LaterLayers _owner;
        private readonly BlockPropagation<double>? _propagation;
        private readonly OutputDecoder _reader;
        private readonly AlignedBuffer<double> _a;

        public Pass(LaterLayers owner)
        {
            NetworkShape shape = owner._network.Shape;
            _owner = owner;
            _propagation = owner._shape is null ? null : BlockPropagation<double>.Create(owner._shape, owner.Capacity);
            _reader = new OutputDecoder(shape, owner._network.Task, owner._network.Scaling, owner.Capacity);
            Block = new SampleBlock<double>(shape.Units(1), 1, owner.Capacity, isApart: true);
            Z = new AlignedBuffer<double>(checked(shape.Units(1) * Block.Stride), isApart: true);
            _a = new AlignedBuffer<double>(_propagation is null ? Z.Length : 0, isApart: true);
        }

        /// <summary>The samples; its X receives the outputs of the first layer.</summary>
        public SampleBlock<double> Block { get; }

        /// <summary>The sums of the first layer: units x samples, rows a block's stride apart.</summary>
        public AlignedBuffer<double> Z { get; }

        /// <summary>The number of probabilities or targets of a sample.</summary>
        public int OutputCount => _reader.Count;

        /// <summary>Computes the outputs of the network from <see cref="Z"/>.</summary>
        /// <param name="output">Receives probabilities or numbers, sample after sample.</param>
        public void Forward(Span<double> output)
        {
            NetworkShape shape = _owner._network.Shape;
            if (_propagation is null)
            {
                shape.LossFunction.Apply(Z.Pointer, _a.Pointer, shape.OutputSize, Block.Stride, Block.PaddedCount);
                _reader.Read(Z, _a, Block, output);
                return;
            }

            ActivationFunction activation = Activations.Get(shape.Activation[0]);
            for (int unit = 0; unit < shape.Units(1); unit++)
            {
                activation.For<double>().Apply(Z.Pointer + ((nint)unit * Block.Stride), Block.X + ((nint)unit * Block.Stride), Block.PaddedCount);
            }

            _propagation.Forward(_owner._parameter.Pointer, Block);
            _propagation.Output(Block);
            _reader.Read(_propagation, Block, output);
            GC.KeepAlive(this);
        }
    }
}
