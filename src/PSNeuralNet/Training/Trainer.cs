using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Training;

/// <summary>Trains a network on a dataset.</summary>
public static class Trainer
{
    /// <summary>Trains until all epochs are done, waiting for better ones is over, there is no way down, the cost diverges, or the token is canceled.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="initial">The parameters to start from; they stay as they are.</param>
    /// <param name="options">How to train.</param>
    /// <param name="progress">Told about five times a second how far it is, on this thread; null for nobody.</param>
    /// <param name="cancellation">Ends the training early; the result then says <see cref="StopReason.Canceled"/>.</param>
    /// <exception cref="NetworkException">An option is not usable, or the network does not fit the data.</exception>
    public static TrainingResult Train(
        Dataset dataset,
        NetworkParameter initial,
        TrainingOptions options,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        return Train(dataset, new TrainingStart(initial), options, progress, cancellation: cancellation);
    }

    /// <summary>Trains from parameters, or goes on with an earlier training.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="start">Where to start; it stays as it is.</param>
    /// <param name="options">How to train. The epochs are so many more ones; with a checkpoint, all there are to be.</param>
    /// <param name="progress">Told about five times a second how far it is, on this thread; null for nobody.</param>
    /// <param name="unknown">What happens to a text in the validation data that the training data does not have, or in that one that an earlier training's did not.</param>
    /// <param name="warn">Told of each such text, once; null for nobody.</param>
    /// <param name="cancellation">Ends the training early; the result then says <see cref="StopReason.Canceled"/>.</param>
    /// <exception cref="NetworkException">An option is not usable, the network does not fit the data, or the checkpoint is of another training.</exception>
    public static TrainingResult Train(
        Dataset dataset,
        TrainingStart start,
        TrainingOptions options,
        IProgress<TrainingProgress>? progress = null,
        UnknownCategory unknown = UnknownCategory.Warning,
        Action<string>? warn = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(options);
        return new TrainingRun(dataset, start, options, unknown, warn).Run(progress, cancellation);
    }

    /// <summary>One step of gradient descent: new parameters, each W - rate * dW and b - rate * db. The old ones stay as they are.</summary>
    /// <param name="gradient">The gradient, which knows the parameters it was taken at.</param>
    /// <param name="learningRate">The rate: positive and finite.</param>
    /// <exception cref="NetworkException">The rate is not positive, or not finite.</exception>
    public static NetworkParameter Step(NetworkGradient gradient, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        TrainingOptions.RequireRate(learningRate);
        double[] values = gradient.Parameter.Flatten();
        new GradientDescent(values.Length).Step(values, gradient.Flatten(), learningRate);
        return gradient.Parameter.With(values);
    }
}
