using System.Management.Automation;
using PSNeuralNet.Shell.StandIns.Support;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Resolve-Path: the items that a path names.</summary>
[Cmdlet(VerbsDiagnostic.Resolve, "Path")]
[OutputType(typeof(PathInfo), typeof(string))]
public sealed class ResolvePathCommand : PSCmdlet
{
    /// <summary>The paths; wildcards are allowed.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string[] Path { get; set; } = [];

    /// <summary>As it looks from the current folder.</summary>
    [Parameter]
    public SwitchParameter Relative { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in Path)
        {
            foreach (PathInfo info in ProviderCall.Try(this, path, () => SessionState.Path.GetResolvedPSPathFromPSPath(path)))
            {
                WriteObject(Relative ? RelativeTo(info) : info);
            }
        }
    }

    private string RelativeTo(PathInfo info)
    {
        string relative = SessionState.Path.NormalizeRelativePath(info.Path, SessionState.Path.CurrentLocation.ProviderPath);
        return relative.StartsWith("..", StringComparison.Ordinal) ? relative : SessionState.Path.Combine(".", relative);
    }
}
