using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Data;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// Predictions of a network for single samples or datasets, from features that are not standardized: class probabilities, or numbers in
/// the unit of the target. Those of an ensemble are the means of its members' predictions, each with its own scaling. Not thread-safe.
/// </summary>
public sealed class Predictor
{
    private readonly Network[] _networks;
    private readonly Input[] _inputs;
    private readonly double[] _output;
    private readonly double[] _buffer;
    private readonly Action<int, double[]> _predictSingle;
    private readonly UnknownCategoryReporter _reporter;
    private readonly UntrainedFeatures? _untrained;
    private readonly bool _allQuantiles;
    private readonly Precision _precision;

    /// <summary>Creates a predictor with a copy of the parameters.</summary>
    /// <param name="parameter">The network.</param>
    /// <param name="unknown">Handling of categories that were not in the training data.</param>
    /// <param name="warn">Called once for each column with unknown categories; null ignores them.</param>
    /// <param name="allQuantiles">True to predict all of <see cref="NetworkParameter.Quantile"/> in ascending order, instead of the one nearest to 0.5; networks without quantiles predict the same.</param>
    /// <param name="precision">The precision of the passes through the layers: Single is about twice as fast for wide networks, with predictions that differ by some 1e-6 (of the target's deviation, for numbers).</param>
    public Predictor(NetworkParameter parameter, UnknownCategory unknown = UnknownCategory.Warning, Action<string>? warn = null, bool allQuantiles = false, Precision precision = Precision.Double)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        Parameter = parameter;
        int quantiles = allQuantiles ? parameter.Quantile.Count : 0;
        _allQuantiles = quantiles > 0;
        _precision = precision;
        _inputs = parameter.HasCommonScaling ? [new Input(parameter.Single[0], precision)] : [.. parameter.Single.Select(one => new Input(one, precision))];
        _networks = [.. parameter.Single.Select((one, i) => new Network(one, _inputs[_inputs.Length == 1 ? 0 : i], _allQuantiles))];
        _output = new double[_allQuantiles ? quantiles : OutputDecoder.CountOf(parameter)];
        _buffer = new double[_networks.Length == 1 ? 0 : _output.Length];
        _predictSingle = (i, output) => _networks[i].Predict(output);
        _reporter = new UnknownCategoryReporter(unknown, warn);
        _untrained = warn is null && unknown != UnknownCategory.Error ? null : UntrainedFeatures.Of(parameter);
    }

    /// <summary>The network.</summary>
    public NetworkParameter Parameter { get; }

    /// <summary>Predicts one sample.</summary>
    /// <param name="features">Features in the order of <see cref="NetworkParameter.FeatureName"/>; NaN for a missing one.</param>
    /// <returns>Class probabilities, or numbers; valid until the next call.</returns>
    /// <exception cref="NetworkException">The network takes another number of features.</exception>
    public ReadOnlySpan<double> Predict(ReadOnlySpan<double> features)
    {
        if (features.Length != Parameter.FeatureCount)
        {
            throw NetworkErrors.InputWidthMismatch(Parameter.FeatureCount, features.Length, null);
        }

        foreach (Input input in _inputs)
        {
            input.Load(features);
        }

        MemberMean.Predict(Parameter.Times, _predictSingle, _output, _buffer);
        return _output;
    }

    /// <summary>Predicts all samples of a dataset.</summary>
    /// <param name="dataset">
    /// The data; targets are ignored. Features are matched by name; by position for a network without names.
    /// </param>
    /// <param name="cancellation">Cancels the prediction.</param>
    /// <returns>Probabilities, classes x samples; or numbers, targets x samples.</returns>
    /// <exception cref="NetworkException">A feature is missing, an unknown category is an error, the number of features differs, or the predictions would have more than 200,000,000 numbers.</exception>
    /// <exception cref="OperationCanceledException">The prediction was canceled.</exception>
    public Matrix<double> Predict(Dataset dataset, CancellationToken cancellation = default) => Predict(dataset, out _, cancellation);

    /// <summary>Predicts all samples of a dataset, as <see cref="Predict(Dataset, CancellationToken)"/>.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="selected">Receives its samples with the features of the network, in its order.</param>
    /// <param name="cancellation">Cancels the prediction.</param>
    public Matrix<double> Predict(Dataset dataset, out Dataset selected, CancellationToken cancellation = default)
    {
        selected = Select(dataset);
        if ((long)_output.Length * dataset.SampleCount > Dataset.MaximumValues)
        {
            throw NetworkErrors.PredictionTooLarge(dataset.SampleCount, _output.Length);
        }

        return Predict(selected, new WorkerGroup(), cancellation);
    }

    /// <summary>The samples of a dataset with the features of the network, in its order: as <see cref="Predict(Dataset, CancellationToken)"/> takes them.</summary>
    /// <param name="dataset">The data.</param>
    /// <exception cref="NetworkException">A feature is missing, an unknown category is an error, or the number of features differs.</exception>
    public Dataset Select(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        Dataset encoded = dataset.Encoded(), selected = Parameter.HasNames ? encoded.Select(Parameter.Schema, _reporter) : encoded;
        _untrained?.Report(selected, _reporter);
        return selected.FeatureCount == Parameter.FeatureCount ? selected : throw NetworkErrors.InputWidthMismatch(Parameter.FeatureCount, selected.FeatureCount, dataset);
    }

    /// <summary>Predicts all samples of a dataset that has the features of the network, in its order.</summary>
    /// <exception cref="OperationCanceledException">The prediction was canceled.</exception>
    internal DenseMatrix Predict(Dataset selected, WorkerGroup workers, CancellationToken cancellation)
    {
        int length = _output.Length * selected.SampleCount;
        var result = new DenseMatrix(_output.Length, selected.SampleCount, HugePages.NewUninitializedArray(length));
        double[] buffer = _networks.Length == 1 ? [] : HugePages.NewUninitializedArray(length);
        using WorkerGroup.Lease lease = WorkerGroup.LeaseProcessor();
        if (_precision == Precision.Single)
        {
            MemberMean.Predict(Parameter.Times, MemberPass<float>(selected, workers, cancellation), result.Values, buffer);
        }
        else
        {
            MemberMean.Predict(Parameter.Times, MemberPass<double>(selected, workers, cancellation), result.Values, buffer);
        }

        return result;
    }

    /// <summary>The prediction of all samples by one network. Networks of one shape and one scaling share the blocks.</summary>
    private Action<int, double[]> MemberPass<TNumber>(Dataset selected, WorkerGroup workers, CancellationToken cancellation)
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        NetworkParameter? last = null;
        SampleBlocks<TNumber>? blocks = null;
        PredictionPass<TNumber>? pass = null;
        return (i, output) =>
        {
            NetworkParameter one = Parameter.Single[i];
            if (last is null || !one.IsLike(last))
            {
                blocks = new SampleBlocks<TNumber>(new SampleSource<TNumber>(selected, one.Scaling, allowsSparse: true), one.Shape, isFeaturesOnly: true);
                pass = new PredictionPass<TNumber>(one, workers, _allQuantiles);
                last = one;
            }

            pass!.Run(blocks!, _networks[i].Values as AlignedBuffer<TNumber> ?? new AlignedBuffer<TNumber>(_networks[i].Values.Span), output, cancellation);
        };
    }

    /// <summary>The inputs of the first layer of networks with one scaling, for single samples.</summary>
    private sealed unsafe class Input(NetworkParameter network, Precision precision)
    {
        public SampleBlock<double> Block { get; } = new SampleBlock<double>(network.Shape.InputSize, network.Shape.OutputSize, 1);

        /// <summary>The same inputs in single precision; null for double precision.</summary>
        public SampleBlock<float>? Single { get; } = precision == Precision.Single ? new SampleBlock<float>(network.Shape.InputSize, network.Shape.OutputSize, 1) : null;

        public void Load(ReadOnlySpan<double> features)
        {
            Block.Begin(1);
            for (int i = 0; i < features.Length; i++)
            {
                Block.X[i * Block.Stride] = features[i];
            }

            if (network.Scaling is { } scaling)
            {
                InputTransform.Apply(Block.X, Block.Stride, 1, features.Length, scaling, hasMissing: true);
            }

            Single?.Begin(1);
            for (int i = 0; Single is not null && i < network.Shape.InputSize; i++)
            {
                Single.X[i * Single.Stride] = (float)Block.X[i * Block.Stride];
            }
        }
    }

    /// <summary>A single network.</summary>
    private sealed class Network(NetworkParameter parameter, Input input, bool allQuantiles)
    {
        private readonly OutputDecoder _reader = new(parameter.Shape, parameter.Task, parameter.Scaling, 1, allQuantiles);

        // For single samples; created on first use.
        private SamplePropagation<double>? _propagation;
        private SamplePropagation<float>? _single;

        public AlignedBuffer<double> Values { get; } = new AlignedBuffer<double>(parameter.Flatten());

        public void Predict(double[] output)
        {
            if (input.Single is { } block)
            {
                _single ??= new SamplePropagation<float>(parameter.Shape, new AlignedBuffer<float>(Values.Span));
                _single.Forward(block);
                _reader.Read(_single.LastZ, _single.LastA, block, output);
                return;
            }

            _propagation ??= new SamplePropagation<double>(parameter.Shape, Values);
            _propagation.Forward(input.Block);
            _reader.Read(_propagation.LastZ, _propagation.LastA, input.Block, output);
        }
    }
}
