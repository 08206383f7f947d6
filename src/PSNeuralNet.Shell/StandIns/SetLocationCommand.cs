using System.Management.Automation;
using PSNeuralNet.Shell.StandIns.Support;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Set-Location: makes another folder the current one.</summary>
[Cmdlet(VerbsCommon.Set, "Location", DefaultParameterSetName = PathParameters.PathSet)]
[OutputType(typeof(PathInfo))]
public sealed class SetLocationCommand : PSCmdlet
{
    /// <summary>The folder; the user's own when left out.</summary>
    [Parameter(Position = 0, ParameterSetName = PathParameters.PathSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string Path { get; set; } = "~";

    /// <summary>The folder, its name taken as it is.</summary>
    [Parameter(ParameterSetName = PathParameters.LiteralSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string? LiteralPath { get; set; }

    /// <summary>Write the new current folder.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string path = LiteralPath is null ? Path : WildcardPattern.Escape(LiteralPath);
        PathInfo? location = ProviderCall.Try<PathInfo>(this, path, () => [SessionState.Path.SetLocation(path)]).SingleOrDefault();
        if (PassThru && location is not null)
        {
            WriteObject(location);
        }
    }
}
