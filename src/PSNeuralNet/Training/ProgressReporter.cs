using System.Diagnostics;

namespace PSNeuralNet.Training;

/// <summary>Reports the progress of a training, five times a second at most.</summary>
/// <param name="progress">The receiver; null for none.</param>
/// <param name="history">The epochs so far, those of earlier trainings included.</param>
/// <param name="end">The number of epochs in all.</param>
internal sealed class ProgressReporter(IProgress<TrainingProgress>? progress, HistoryWriter history, int end)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly int _start = history.Count;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _due = Interval;

    public void Report(int epoch, double cost, double rate)
    {
        if (progress is not null && _clock.Elapsed >= _due)
        {
            TimeSpan elapsed = _clock.Elapsed;
            _due = elapsed + Interval;
            progress.Report(new TrainingProgress(epoch, end, cost, elapsed / Math.Max(1, epoch - _start) * (end - epoch))
            {
                LearningRate = rate,
                CostHistory = history.GrowingCosts,
                ValidationCostHistory = history.GrowingValidationCosts,
            });
        }
    }
}
