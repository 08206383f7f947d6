using System.Management.Automation;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Write-Progress.</summary>
[Cmdlet(VerbsCommunications.Write, "Progress")]
public sealed class WriteProgressCommand : PSCmdlet
{
    /// <summary>What is done.</summary>
    [Parameter(Position = 0)]
    public string? Activity { get; set; }

    /// <summary>How it stands.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Status { get; set; } = "Processing";

    /// <summary>Which activity it is.</summary>
    [Parameter(Position = 2)]
    [ValidateRange(0, int.MaxValue)]
    public int Id { get; set; }

    /// <summary>How much is done, in percent; -1 for not known.</summary>
    [Parameter]
    [ValidateRange(-1, 100)]
    public int PercentComplete { get; set; } = -1;

    /// <summary>How many seconds are left; -1 for not known.</summary>
    [Parameter]
    public int SecondsRemaining { get; set; } = -1;

    /// <summary>What is done just now.</summary>
    [Parameter]
    public string? CurrentOperation { get; set; }

    /// <summary>The activity that this one is a part of.</summary>
    [Parameter]
    [ValidateRange(-1, int.MaxValue)]
    public int ParentId { get; set; } = -1;

    /// <summary>It is done: take it off the screen.</summary>
    [Parameter]
    public SwitchParameter Completed { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteProgress(new ProgressRecord(Id, string.IsNullOrEmpty(Activity) ? " " : Activity, Status)
    {
        ParentActivityId = ParentId,
        PercentComplete = PercentComplete,
        SecondsRemaining = SecondsRemaining,
        CurrentOperation = CurrentOperation,
        RecordType = Completed ? ProgressRecordType.Completed : ProgressRecordType.Processing,
    });
}
