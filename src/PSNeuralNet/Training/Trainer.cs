using System.Diagnostics;
using System.Runtime.CompilerServices;
using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Training;

/// <summary>Trains a network on a dataset by full-batch gradient descent.</summary>
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

        var descent = new Descent(samples, initial);
        var costs = new List<double>(Math.Min(options.EpochCount, 1 << 20));
        var reporter = new Reporter(progress, options.EpochCount);
        long start = Stopwatch.GetTimestamp();
        StopReason reason = StopReason.Completed;
        for (int epoch = 0; epoch < options.EpochCount; epoch++)
        {
            double cost = descent.ComputeGradient(cancellation);
            if (cancellation.IsCancellationRequested)
            {
                reason = StopReason.Canceled;
                break;
            }

            if (!IsSound(cost, costs))
            {
                reason = StopReason.Diverged;
                descent.Undo();
                break;
            }

            costs.Add(cost);
            descent.Update(options.LearningRate);
            reporter.Report(epoch + 1, cost);
        }

        TimeSpan duration = Stopwatch.GetElapsedTime(start);
        if (reason == StopReason.Completed && !IsSound(descent.ComputeGradient(cancellation), costs) && !cancellation.IsCancellationRequested)
        {
            // It was the last update.
            reason = StopReason.Diverged;
            descent.Undo();
        }

        NetworkParameter trained = initial.With(descent.Values, dataset.Schema);
        return new TrainingResult(dataset, initial, trained, options, new CostHistory(costs))
        {
            Accuracy = Accuracy(samples, trained, cancellation),
            StopReason = reason,
            Duration = duration,
        };
    }

    private static double Accuracy(Dataset dataset, NetworkParameter trained, CancellationToken cancellation)
    {
        if (trained.Shape.OutputSize != 1)
        {
            return double.NaN;
        }

        try
        {
            return Metrics.Accuracy(dataset, new Predictor(trained).Predict(dataset, cancellation));
        }
        catch (OperationCanceledException)
        {
            // Who cancels does not want to wait for another pass over the data.
            return double.NaN;
        }
    }

    private static bool IsSound(double cost, List<double> earlier)
    {
        // A comparison with NaN is false.
        return cost <= GrowthLimit * Math.Max(1, earlier.Count == 0 ? cost : earlier[0]) && double.IsFinite(cost);
    }

    /// <summary>The numbers that change from epoch to epoch.</summary>
    private sealed unsafe class Descent
    {
        private readonly SampleBlocks _blocks;
        private readonly Propagation _propagation;
        private readonly AlignedBuffer _values;
        private readonly AlignedBuffer _gradient;
        private readonly AlignedBuffer _before;

        public Descent(Dataset dataset, NetworkParameter initial)
        {
            _blocks = new SampleBlocks(dataset, initial.Shape);
            _propagation = new Propagation(initial.Shape, SampleBlocks.Capacity(initial.Shape));
            _values = new AlignedBuffer(initial.Flatten());
            _before = new AlignedBuffer(_values.Span);
            _gradient = new AlignedBuffer(_values.Length);
        }

        public double[] Values => _values.ToArray();

        /// <summary>Forward, cost and backward over all samples. Canceled, it stops between layers, and its cost means nothing.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public double ComputeGradient(CancellationToken cancellation)
        {
            double cost = 0;
            _gradient.Span.Clear();
            try
            {
                for (int i = 0; i < _blocks.Count; i++)
                {
                    SampleBlock block = _blocks[i];
                    _propagation.Forward(_values.Pointer, block, cancellation);
                    cost += _propagation.Loss(block);
                    _propagation.Backward(_values.Pointer, block, _gradient.Pointer, cancellation);
                }
            }
            catch (OperationCanceledException)
            {
                return double.NaN;
            }

            return cost;
        }

        public void Update(double rate)
        {
            _values.Span.CopyTo(_before.Span);
            GradientDescent.Step(_values.Span, _gradient.Span, rate);
        }

        /// <summary>Goes back to the parameters before the last update.</summary>
        public void Undo()
        {
            _before.Span.CopyTo(_values.Span);
        }
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
