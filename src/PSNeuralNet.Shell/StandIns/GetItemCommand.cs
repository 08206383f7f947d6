using System.Management.Automation;
using PSNeuralNet.Shell.StandIns.Support;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Get-Item: files, folders, and the items of other providers.</summary>
[Cmdlet(VerbsCommon.Get, "Item", DefaultParameterSetName = PathParameters.PathSet)]
public sealed class GetItemCommand : PSCmdlet
{
    /// <summary>The items; wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = PathParameters.PathSet, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string[] Path { get; set; } = [];

    /// <summary>The items, their names taken as they are.</summary>
    [Parameter(ParameterSetName = PathParameters.LiteralSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Also hidden items.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        bool literal = ParameterSetName == PathParameters.LiteralSet;
        foreach (string path in literal ? LiteralPath : Path)
        {
            WriteObject(ProviderCall.Try(this, path, () => InvokeProvider.Item.Get([path], Force, literal)), enumerateCollection: true);
        }
    }
}
