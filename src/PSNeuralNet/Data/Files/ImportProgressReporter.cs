using System.Diagnostics;

namespace PSNeuralNet.Data;

/// <summary>Checks for cancellation, and reports progress about five times a second.</summary>
/// <param name="progress">The receiver; null for none.</param>
/// <param name="cancellation">Says not to go on.</param>
internal sealed class ImportProgressReporter(IProgress<ImportProgress>? progress, CancellationToken cancellation)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _due = Interval;

    /// <summary>Number of bytes read at the last report.</summary>
    public long Position { get; private set; }

    /// <summary>Number of samples read at the last report.</summary>
    public int SampleCount { get; private set; }

    /// <exception cref="OperationCanceledException">Not to go on.</exception>
    public void Report(long position, long length, int samples)
    {
        cancellation.ThrowIfCancellationRequested();
        Position = position;
        SampleCount = samples;
        if (progress is not null && _clock.Elapsed >= _due)
        {
            _due = _clock.Elapsed + Interval;
            progress.Report(new ImportProgress(position, length, samples));
        }
    }
}
