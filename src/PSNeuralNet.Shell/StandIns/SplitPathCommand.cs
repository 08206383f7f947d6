using System.Management.Automation;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Split-Path: a part of a path.</summary>
[Cmdlet(VerbsCommon.Split, "Path", DefaultParameterSetName = ParentSet)]
[OutputType(typeof(string), typeof(bool))]
public sealed class SplitPathCommand : PSCmdlet
{
    private const string ParentSet = "ParentSet";
    private const string LeafSet = "LeafSet";
    private const string LeafBaseSet = "LeafBaseSet";
    private const string ExtensionSet = "ExtensionSet";
    private const string AbsoluteSet = "IsAbsoluteSet";

    /// <summary>The paths.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string[] Path { get; set; } = [];

    /// <summary>All but the last part.</summary>
    [Parameter(ParameterSetName = ParentSet)]
    public SwitchParameter Parent { get; set; }

    /// <summary>The last part.</summary>
    [Parameter(ParameterSetName = LeafSet, Mandatory = true)]
    public SwitchParameter Leaf { get; set; }

    /// <summary>The last part without its extension.</summary>
    [Parameter(ParameterSetName = LeafBaseSet, Mandatory = true)]
    public SwitchParameter LeafBase { get; set; }

    /// <summary>The extension of the last part.</summary>
    [Parameter(ParameterSetName = ExtensionSet, Mandatory = true)]
    public SwitchParameter Extension { get; set; }

    /// <summary>Whether it starts at a root.</summary>
    [Parameter(ParameterSetName = AbsoluteSet, Mandatory = true)]
    public SwitchParameter IsAbsolute { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in Path)
        {
            WriteObject(ParameterSetName switch
            {
                LeafSet => SessionState.Path.ParseChildName(path),
                LeafBaseSet => System.IO.Path.GetFileNameWithoutExtension(SessionState.Path.ParseChildName(path)),
                ExtensionSet => System.IO.Path.GetExtension(SessionState.Path.ParseChildName(path)),
                AbsoluteSet => SessionState.Path.IsPSAbsolute(path, out _) || System.IO.Path.IsPathRooted(path),
                _ => SessionState.Path.ParseParent(path, ""),
            });
        }
    }
}
