using PSNeuralNet.Data;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>The class that a network gives to a sample.</summary>
/// <param name="ClassIndex">The class, 0 or 1.</param>
/// <param name="Probability">The probability of that class: 0.5 to 1.</param>
public readonly record struct Prediction(int ClassIndex, double Probability);

/// <summary>Predicts with fixed parameters, one sample after the other or a whole dataset. Not thread-safe.</summary>
public sealed class Predictor
{
    private readonly Propagation _propagation;
    private readonly AlignedBuffer _values;
    private readonly SampleBlock _single;

    /// <summary>Creates a predictor. Later changes to the parameters' matrices do not reach it.</summary>
    /// <param name="parameter">The weights and biases of a network with one output.</param>
    /// <exception cref="NetworkException">The network has more than one output.</exception>
    public Predictor(NetworkParameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        if (parameter.Shape.OutputSize != 1)
        {
            throw Failure.OutputWidthMismatch(parameter.Shape.OutputSize, 1, parameter);
        }

        Parameter = parameter;
        _values = new AlignedBuffer(parameter.Flatten());
        _propagation = new Propagation(parameter.Shape, SampleBlocks.Capacity(parameter.Shape));
        _single = new SampleBlock(parameter.Shape.InputSize, 1, 1);
    }

    /// <summary>The parameters it predicts with.</summary>
    public NetworkParameter Parameter { get; }

    /// <summary>Predicts one sample.</summary>
    /// <param name="features">Its features, in the order of <see cref="NetworkParameter.FeatureName"/>.</param>
    /// <exception cref="NetworkException">The network takes another number of features.</exception>
    public Prediction Predict(ReadOnlySpan<double> features)
    {
        if (features.Length != Parameter.Shape.InputSize)
        {
            throw Failure.InputWidthMismatch(Parameter.Shape.InputSize, features.Length, null);
        }

        _single.Load(features);
        var prediction = default(Prediction);
        Predict(_single, new Span<Prediction>(ref prediction));
        return prediction;
    }

    /// <summary>Predicts all samples of a dataset.</summary>
    /// <param name="dataset">
    /// The data; its labels are not looked at. Features are found by name, in any order and with others between them; by
    /// place for parameters that were made without names.
    /// </param>
    /// <param name="cancellation">Ends the prediction early.</param>
    /// <exception cref="NetworkException">The dataset lacks a feature, or the network takes another number of them.</exception>
    /// <exception cref="OperationCanceledException">The prediction was canceled.</exception>
    public IReadOnlyList<Prediction> Predict(Dataset dataset, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        Dataset selected = Parameter.HasNames ? dataset.Select(Parameter.FeatureName) : dataset;
        if (selected.FeatureCount != Parameter.Shape.InputSize)
        {
            throw Failure.InputWidthMismatch(Parameter.Shape.InputSize, selected.FeatureCount, dataset);
        }

        var predictions = new Prediction[dataset.SampleCount];
        var blocks = new SampleBlocks(selected, Parameter.Shape);
        for (int i = 0; i < blocks.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            SampleBlock block = blocks[i];
            Predict(block, predictions.AsSpan(block.Start, block.Count));
        }

        return predictions;
    }

    private unsafe void Predict(SampleBlock block, Span<Prediction> predictions)
    {
        _propagation.Forward(_values.Pointer, block);
        double* logit = _propagation.Z(Parameter.Shape.LayerCount);
        for (int s = 0; s < predictions.Length; s++)
        {
            // The probability of the class on this side of the cut, without the cancellation of 1 - p.
            predictions[s] = new Prediction(logit[s] > 0 ? 1 : 0, 1 / (1 + Math.Exp(-Math.Abs(logit[s]))));
        }

        GC.KeepAlive(this);
    }
}
