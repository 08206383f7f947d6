using System.Management.Automation;
using Microsoft.PowerShell.Commands;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Write-Error: an error that does not end the script.</summary>
[Cmdlet(VerbsCommunications.Write, "Error", DefaultParameterSetName = MessageSet)]
public sealed class WriteErrorCommand : PSCmdlet
{
    private const string MessageSet = "NoException";
    private const string ExceptionSet = "WithException";
    private const string RecordSet = "ErrorRecord";

    /// <summary>The exception that tells what happened.</summary>
    [Parameter(Position = 0, ParameterSetName = ExceptionSet, Mandatory = true)]
    public Exception? Exception { get; set; }

    /// <summary>What happened.</summary>
    [Parameter(Position = 0, ParameterSetName = MessageSet, Mandatory = true, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ExceptionSet)]
    [AllowNull]
    [AllowEmptyString]
    [Alias("Msg")]
    public string? Message { get; set; }

    /// <summary>A finished error record.</summary>
    [Parameter(Position = 0, ParameterSetName = RecordSet, Mandatory = true)]
    public ErrorRecord? ErrorRecord { get; set; }

    /// <summary>What kind of error it is.</summary>
    [Parameter(ParameterSetName = MessageSet)]
    [Parameter(ParameterSetName = ExceptionSet)]
    public ErrorCategory Category { get; set; } = ErrorCategory.NotSpecified;

    /// <summary>The name by which the error can be found.</summary>
    [Parameter(ParameterSetName = MessageSet)]
    [Parameter(ParameterSetName = ExceptionSet)]
    public string? ErrorId { get; set; }

    /// <summary>The object in question.</summary>
    [Parameter(ParameterSetName = MessageSet)]
    [Parameter(ParameterSetName = ExceptionSet)]
    public object? TargetObject { get; set; }

    /// <summary>What to do about it.</summary>
    [Parameter]
    public string? RecommendedAction { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ErrorRecord record = ErrorRecord is not null ? new ErrorRecord(ErrorRecord, null) : NewRecord();

        if (!string.IsNullOrEmpty(RecommendedAction))
        {
            record.ErrorDetails ??= new ErrorDetails(record.ToString());
            record.ErrorDetails.RecommendedAction = RecommendedAction;
        }

        // The place to show is the script's, not this cmdlet's.
        if (GetVariableValue("MyInvocation") is InvocationInfo caller)
        {
            EngineInternals.SetPlace(record, caller);
            record.CategoryInfo.Activity = "Write-Error";
        }

        WriteError(record);
    }

    private ErrorRecord NewRecord()
    {
        Exception exception = Exception ?? new WriteErrorException(Message);
        string id = string.IsNullOrEmpty(ErrorId) ? exception.GetType().FullName! : ErrorId;
        ErrorRecord record = new(exception, id, Category, TargetObject);
        if (Exception is not null && !string.IsNullOrEmpty(Message))
        {
            record.ErrorDetails = new ErrorDetails(Message);
        }

        return record;
    }
}
