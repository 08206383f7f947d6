using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Data;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// Predictions of a network for single samples or datasets, from features that are not standardized: class probabilities, or numbers in
/// the unit of the target. Not thread-safe.
/// </summary>
public sealed class Predictor
{
    private readonly AlignedBuffer _values;
    private readonly SampleBlock _single;
    private readonly OutputDecoder _reader;
    private readonly double[] _output;
    private readonly UnknownCategoryReporter _reporter;
    private readonly UntrainedFeatures? _untrained;

    // For single samples; created on first use.
    private SamplePropagation? _propagation;

    /// <summary>Creates a predictor with a copy of the parameters.</summary>
    /// <param name="parameter">The network.</param>
    /// <param name="unknown">Handling of categories that were not in the training data.</param>
    /// <param name="warn">Called once for each column with unknown categories; null ignores them.</param>
    public Predictor(NetworkParameter parameter, UnknownCategory unknown = UnknownCategory.Warning, Action<string>? warn = null)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        Parameter = parameter;
        _values = new AlignedBuffer(parameter.Flatten());
        _single = new SampleBlock(parameter.Shape.InputSize, parameter.Shape.OutputSize, 1);
        _reader = new OutputDecoder(parameter.Shape, parameter.Task, parameter.Scaling, 1);
        _output = new double[_reader.Count];
        _reporter = new UnknownCategoryReporter(unknown, warn);
        _untrained = warn is null && unknown != UnknownCategory.Error ? null : UntrainedFeatures.Of(parameter);
    }

    /// <summary>The network.</summary>
    public NetworkParameter Parameter { get; }

    /// <summary>Predicts one sample.</summary>
    /// <param name="features">Features in the order of <see cref="NetworkParameter.FeatureName"/>; NaN for a missing one.</param>
    /// <returns>Class probabilities, or numbers; valid until the next call.</returns>
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
            BlockTransform.Fill(_single.X, _single.Stride, 1, scaling.FillValue);
            BlockTransform.Standardize(_single.X, _single.Stride, 1, scaling.FeatureMean, scaling.FeatureDeviation);
        }

        _propagation ??= new SamplePropagation(Parameter.Shape, _values);
        _propagation.Forward(_single);
        _reader.Read(_propagation.LastZ, _propagation.LastA, _single, _output);
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
    public Matrix<double> Predict(Dataset dataset, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        Dataset encoded = dataset.Encoded(), selected = Parameter.HasNames ? encoded.Select(Parameter.Schema, _reporter) : encoded;
        _untrained?.Report(selected, _reporter);
        if (selected.FeatureCount != Parameter.Shape.InputSize)
        {
            throw NetworkErrors.InputWidthMismatch(Parameter.Shape.InputSize, selected.FeatureCount, dataset);
        }

        if ((long)_output.Length * dataset.SampleCount > Dataset.MaximumValues)
        {
            throw NetworkErrors.PredictionTooLarge(dataset.SampleCount, _output.Length);
        }

        var result = new DenseMatrix(_output.Length, dataset.SampleCount, HugePages.NewUninitializedArray(_output.Length * dataset.SampleCount));
        var blocks = new SampleBlocks(new SampleSource(selected, Parameter.Scaling, allowsSparse: true), Parameter.Shape, isFeaturesOnly: true);
        using WorkerGroup.Lease lease = WorkerGroup.LeaseProcessor();
        new PredictionPass(Parameter, new WorkerGroup()).Run(blocks, _values, result.Values, cancellation);
        return result;
    }
}
