using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Training;

/// <summary>Trains a network, or an ensemble of several, on a dataset.</summary>
public static class Trainer
{
    /// <summary>Trains until all epochs are done, early stopping applies, LBFGS converges, the cost diverges, or the token is canceled.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="initial">The parameters to start from; they are not changed.</param>
    /// <param name="options">The settings.</param>
    /// <param name="progress">Receives the progress about five times a second, on this thread; null for no progress.</param>
    /// <param name="cancellation">Ends the training early; the result has the stop reason <see cref="StopReason.Canceled"/>.</param>
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

    /// <summary>Trains from parameters, or continues an earlier training.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="start">The start; it is not changed.</param>
    /// <param name="options">The settings. The number of epochs is added to those of an earlier training; with a checkpoint, it is the total.</param>
    /// <param name="progress">Receives the progress about five times a second, on this thread; null for no progress.</param>
    /// <param name="unknown">The treatment of unknown categories: in the validation data, or, where a network is trained further, in the training data.</param>
    /// <param name="warn">Called once for each column with unknown categories, and where the training changed no weight; null ignores warnings.</param>
    /// <param name="cancellation">Ends the training early; the result has the stop reason <see cref="StopReason.Canceled"/>.</param>
    /// <exception cref="NetworkException">
    /// An option is not usable, the network does not fit the data, an ensemble has another number of networks, or the checkpoint is of another training.
    /// </exception>
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
        start.RequireCount(options);
        return options.EnsembleCount > 1
            ? EnsembleRun.Create(dataset, start, options, unknown, warn).Run(progress, cancellation)
            : TrainingRun.Create(dataset, start, options, unknown, warn).Run(progress, cancellation);
    }

    /// <summary>One step of gradient descent: new parameters, each W - rate * dW and b - rate * db. The old ones are not changed.</summary>
    /// <param name="gradient">The gradient, with the parameters that it was computed at.</param>
    /// <param name="learningRate">The rate: positive and finite.</param>
    /// <exception cref="NetworkException">The rate is not positive, or not finite.</exception>
    public static NetworkParameter Step(NetworkGradient gradient, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        TrainingOptions.RequireRate(learningRate);
        double[] values = gradient.Parameter.Flatten();
        new GradientDescent(values.Length).Step<double>(values, gradient.Flatten(), learningRate);
        return gradient.Parameter.With(values);
    }
}
