using System.Diagnostics;

namespace PSNeuralNet.Commands;

/// <summary>Progress bar of a cmdlet, for trainings, imports and other counted work; disposing removes it.</summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="activity">The first line of the bar.</param>
internal sealed class ProgressBar(NetworkCmdlet cmdlet, string activity) : IProgress<TrainingProgress>, IProgress<ImportProgress>, IProgress<SearchProgress>, IDisposable
{
    private const int MillisecondsBetweenReports = 200;
    private const double BytesPerMegabyte = 1 << 20;

    // 0 is what scripts use for their own progress.
    private static int _lastId = 0x4e4e;

    private readonly string _activity = DisplayText.Clean(activity);
    private readonly int _id = Interlocked.Increment(ref _lastId);
    private readonly Stopwatch _sinceReport = new();
    private bool _isShown;

    public void Report(TrainingProgress value) =>
        Write(FormattableString.Invariant($"Epoch {value.Epoch} of {value.EpochCount}, cost {value.Cost:0.000000}"), value.Epoch, value.EpochCount, (int)Math.Min(int.MaxValue, Math.Ceiling(value.Remaining.TotalSeconds)));

    public void Report(ImportProgress value)
    {
        string rows = value.SampleCount > 0 ? $", {value.SampleCount} rows" : "";
        Write(FormattableString.Invariant($"{value.Position / BytesPerMegabyte:0.0} of {value.Length / BytesPerMegabyte:0.0} MB{rows}"), value.Position, value.Length);
    }

    public void Report(SearchProgress value)
    {
        if (_sinceReport.IsRunning && _sinceReport.ElapsedMilliseconds <= MillisecondsBetweenReports)
        {
            return;
        }

        _sinceReport.Restart();
        string of = value.Count is { } count ? $" of {count}" : "";
        string best = value.Best is { } trial ? FormattableString.Invariant($", best {trial.Metric} {trial.Score:0.0000} of trial {trial.Trial}") : "";
        int seconds = value.Remaining is { } left ? (int)Math.Clamp(Math.Ceiling(left.TotalSeconds), 0, int.MaxValue) : -1;
        Write(FormattableString.Invariant($"{value.Done}{of} trials, {value.Running} running{best}"), value.Done, value.Count ?? 0, seconds);
    }

    /// <summary>Reports work that is counted, at most five times a second.</summary>
    public void Report(string unit, int done, int count)
    {
        if (!_sinceReport.IsRunning || _sinceReport.ElapsedMilliseconds > MillisecondsBetweenReports)
        {
            _sinceReport.Restart();
            Write($"{unit} {done} of {count}", done, count);
        }
    }

    public void Dispose()
    {
        if (_isShown)
        {
            cmdlet.WriteProgress(new ProgressRecord(_id, _activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    private void Write(string status, long done, long count, int secondsRemaining = -1)
    {
        _isShown = true;
        int percent = count > 0 ? (int)Math.Min(100, 100 * done / count) : -1;
        cmdlet.WriteProgress(new ProgressRecord(_id, _activity, status) { PercentComplete = percent, SecondsRemaining = secondsRemaining });
    }
}
