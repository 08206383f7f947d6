using System.Management.Automation;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Join-Path: one path from parts.</summary>
[Cmdlet(VerbsCommon.Join, "Path")]
[OutputType(typeof(string))]
public sealed class JoinPathCommand : PSCmdlet
{
    /// <summary>The start of the path.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    public string[] Path { get; set; } = [];

    /// <summary>What follows.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? ChildPath { get; set; }

    /// <summary>What follows after that.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true, ValueFromRemainingArguments = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string[]? AdditionalChildPath { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string start in Path)
        {
            string joined = SessionState.Path.Combine(start, ChildPath ?? "");
            WriteObject((AdditionalChildPath ?? []).Aggregate(joined, SessionState.Path.Combine));
        }
    }
}
