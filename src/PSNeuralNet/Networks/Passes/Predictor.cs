using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Data;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// Predicts with fixed parameters, one sample after the other or a whole dataset: for classes the probability of each, for
/// numbers the numbers in the target's own unit. Takes features as they are in the data. Not thread-safe.
/// </summary>
public sealed class Predictor
{
    private readonly AlignedBuffer _values;
    private readonly SampleBlock _single;
    private readonly OutputReader _reader;
    private readonly double[] _output;
    private readonly UnknownCategoryReporter _watch;

    // For one sample after the other; made for the first one.
    private SamplePropagation? _propagation;

    /// <summary>Creates a predictor. Later changes to the parameters' matrices do not reach it.</summary>
    /// <param name="parameter">The weights and biases.</param>
    /// <param name="unknown">What happens to a text in a dataset that was not in the training data.</param>
    /// <param name="warn">Told of each such text, the first time; null for nobody.</param>
    public Predictor(NetworkParameter parameter, UnknownCategory unknown = UnknownCategory.Warning, Action<string>? warn = null)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        Parameter = parameter;
        _values = new AlignedBuffer(parameter.Flatten());
        _single = new SampleBlock(parameter.Shape.InputSize, parameter.Shape.OutputSize, 1);
        _reader = new OutputReader(parameter.Shape, parameter.Task, parameter.Scaling, 1);
        _output = new double[_reader.Count];
        _watch = new UnknownCategoryReporter(unknown, warn);
    }

    /// <summary>The parameters it predicts with.</summary>
    public NetworkParameter Parameter { get; }

    /// <summary>Predicts one sample.</summary>
    /// <param name="features">Its features, in the order of <see cref="NetworkParameter.FeatureName"/>; NaN for a missing one.</param>
    /// <returns>The probability of each class, or the numbers. Valid until the next call.</returns>
    /// <exception cref="NetworkException">The network takes another number of features.</exception>
    public unsafe ReadOnlySpan<double> Predict(ReadOnlySpan<double> features)
    {
        if (features.Length != Parameter.Shape.InputSize)
        {
            throw NetworkErrors.InputWidthMismatch(Parameter.Shape.InputSize, features.Length, null);
        }

        _single.Begin(1);
        for (int i = 0; i < features.Length; i++)
        {
            _single.X[i * _single.Stride] = features[i];
        }

        if (Parameter.Scaling is { } scaling)
        {
            Columns.Fill(_single.X, _single.Stride, 1, scaling.FillValue);
            Columns.Standardize(_single.X, _single.Stride, 1, scaling.FeatureMean, scaling.FeatureDeviation);
        }

        _propagation ??= new SamplePropagation(Parameter.Shape, _values);
        _propagation.Forward(_single);
        _reader.Read(_propagation.LastZ, _propagation.LastA, _single, _output);
        return _output;
    }

    /// <summary>Predicts all samples of a dataset.</summary>
    /// <param name="dataset">
    /// The data; its targets are not looked at. Features are found by name, in any order and with others between them; by
    /// place for parameters that were made without names.
    /// </param>
    /// <param name="cancellation">Ends the prediction early.</param>
    /// <returns>Classes x samples: the probability of each class; or targets x samples: the numbers.</returns>
    /// <exception cref="NetworkException">The dataset lacks a feature, has a text that is an error, or the network takes another number of them.</exception>
    /// <exception cref="OperationCanceledException">The prediction was canceled.</exception>
    public Matrix<double> Predict(Dataset dataset, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        Dataset selected = Parameter.HasNames ? dataset.Select(Parameter.Schema, _watch) : dataset;
        if (selected.FeatureCount != Parameter.Shape.InputSize)
        {
            throw NetworkErrors.InputWidthMismatch(Parameter.Shape.InputSize, selected.FeatureCount, dataset);
        }

        var result = new DenseMatrix(_output.Length, dataset.SampleCount, HugePages.NewUninitializedArray(checked(_output.Length * dataset.SampleCount)));
        var blocks = new SampleBlocks(new SampleSource(selected, Parameter.Scaling), Parameter.Shape, isFeaturesOnly: true);
        using WorkerGroup.Lease lease = WorkerGroup.LeaseProcessor();
        new PredictionPass(Parameter, new WorkerGroup()).Run(blocks, _values, result.Values, cancellation);
        return result;
    }
}
