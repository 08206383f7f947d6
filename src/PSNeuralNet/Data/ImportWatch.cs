using System.Diagnostics;

namespace PSNeuralNet.Data;

/// <summary>Looks about five times a second whether to go on, and tells how far it is.</summary>
internal sealed class ImportWatch(DataFile file, IProgress<ImportProgress>? progress, CancellationToken cancellation)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _due = Interval;

    /// <exception cref="OperationCanceledException">Not to go on.</exception>
    public void Look(int samples)
    {
        cancellation.ThrowIfCancellationRequested();
        if (progress is not null && _clock.Elapsed >= _due)
        {
            _due = _clock.Elapsed + Interval;
            progress.Report(new ImportProgress(file.Position, file.Length, samples));
        }
    }
}
