using System.Management.Automation;
using PSNeuralNet.Data;

namespace PSNeuralNet.Commands;

/// <summary>Shows how far the reading of a file is, by its bytes; disposed, the progress bar goes away.</summary>
internal sealed class ImportProgressBar(Cmdlet cmdlet, string file) : IProgress<ImportProgress>, IDisposable
{
    // Not 0: that is what scripts take for their own progress.
    private const int ActivityId = 0x4e4f;
    private const double MegaByte = 1 << 20;
    private readonly string _activity = $"Importing {file}";
    private bool _isShown;

    public void Report(ImportProgress value)
    {
        _isShown = true;
        string rows = value.SampleCount > 0 ? $", {value.SampleCount} rows" : "";
        cmdlet.WriteProgress(new ProgressRecord(ActivityId, _activity, $"{value.Position / MegaByte:0.0} of {value.Length / MegaByte:0.0} MB{rows}")
        {
            PercentComplete = value.Length > 0 ? (int)Math.Min(100, 100 * value.Position / value.Length) : -1,
        });
    }

    public void Dispose()
    {
        if (_isShown)
        {
            cmdlet.WriteProgress(new ProgressRecord(ActivityId, _activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }
}
