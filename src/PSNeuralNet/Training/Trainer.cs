using System.Diagnostics;
using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Training;

/// <summary>Trains a network on a dataset.</summary>
public static class Trainer
{
    // A cost of more than this many times the first one (or 1, if that was less) is not coming back.
    private const double GrowthLimit = 1e3;

    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>Trains until all epochs are done, the token is canceled, or the cost diverges.</summary>
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
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(initial);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        initial.RequireFinite();
        Dataset samples = initial.Fit(dataset);
        NetworkParameter start = initial.With(ScalingFor(samples, initial, options));

        using var descent = new Descent(samples, start, options);
        var schedule = new RateSchedule(options, options.BaseRate);
        var costs = new List<double>(Math.Min(options.EpochCount, 1 << 20));
        List<double>? rates = options.Schedule == Schedule.Constant ? null : [];
        var reporter = new Reporter(progress, options.EpochCount);
        long begin = Stopwatch.GetTimestamp();
        // The means of batches say little of the first cost: it is measured.
        double? measured = options.BatchSize > 0 ? descent.Cost(cancellation) : null;
        Func<double, bool> isSound = cost => IsSound(cost, measured ?? (costs.Count == 0 ? cost : costs[0]));
        StopReason reason = StopReason.Completed;
        for (int epoch = 0; epoch < options.EpochCount; epoch++)
        {
            double rate = schedule.RateOf(epoch);
            double cost = descent.RunEpoch(epoch, rate, isSound, cancellation);
            if (cancellation.IsCancellationRequested)
            {
                reason = StopReason.Canceled;
                break;
            }

            if (!isSound(cost))
            {
                reason = StopReason.Diverged;
                descent.Undo();
                break;
            }

            costs.Add(cost);
            rates?.Add(rate);
            schedule.Observe(cost);
            reporter.Report(epoch + 1, cost);
        }

        TimeSpan duration = Stopwatch.GetElapsedTime(begin);
        if (reason == StopReason.Completed && !isSound(descent.Cost(cancellation)) && !cancellation.IsCancellationRequested)
        {
            // It was the last update.
            reason = StopReason.Diverged;
            descent.UndoEpoch();
        }

        if (cancellation.IsCancellationRequested)
        {
            reason = StopReason.Canceled;
        }

        NetworkParameter trained = start.With(descent.Values, dataset.Schema);
        return new TrainingResult(dataset, initial, trained, options, new CostHistory(costs, rates))
        {
            Score = Score(samples, trained, cancellation),
            StopReason = reason,
            Duration = duration,
        };
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

    /// <summary>The scaling to train with: that of a network which has one already, else measured where it is wanted.</summary>
    private static Scaling? ScalingFor(Dataset samples, NetworkParameter initial, TrainingOptions options)
    {
        return initial.Scaling ?? (options.Standardize ? Scaling.Of(samples) : null);
    }

    private static double Score(Dataset dataset, NetworkParameter trained, CancellationToken cancellation)
    {
        try
        {
            return Metrics.Score(dataset, new Predictor(trained).Predict(dataset, cancellation));
        }
        catch (OperationCanceledException)
        {
            // Who cancels does not want to wait for another pass over the data.
            return double.NaN;
        }
    }

    private static bool IsSound(double cost, double first)
    {
        // A comparison with NaN is false.
        return cost <= GrowthLimit * Math.Max(1, first) && double.IsFinite(cost);
    }

    /// <summary>Tells about the progress, but not too often.</summary>
    private sealed class Reporter(IProgress<TrainingProgress>? progress, int epochCount)
    {
        private readonly Stopwatch _clock = Stopwatch.StartNew();
        private TimeSpan _due = ProgressInterval;

        public void Report(int epoch, double cost)
        {
            if (progress is not null && _clock.Elapsed >= _due)
            {
                TimeSpan elapsed = _clock.Elapsed;
                _due = elapsed + ProgressInterval;
                progress.Report(new TrainingProgress(epoch, epochCount, cost, elapsed / epoch * (epochCount - epoch)));
            }
        }
    }
}
