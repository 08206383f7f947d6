using System.Management.Automation;
using PSNeuralNet.Shell.StandIns.Support;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Get-ChildItem: what is in a folder, or in another container of a provider.</summary>
[Cmdlet(VerbsCommon.Get, "ChildItem", DefaultParameterSetName = ItemsSet)]
public sealed class GetChildItemCommand : PSCmdlet
{
    private const string ItemsSet = "Items";
    private const string LiteralSet = "LiteralItems";

    /// <summary>The folders; wildcards are allowed. The current one when left out.</summary>
    [Parameter(Position = 0, ParameterSetName = ItemsSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string[] Path { get; set; } = ["."];

    /// <summary>The folders, their names taken as they are.</summary>
    [Parameter(ParameterSetName = LiteralSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Which names to keep, with wildcards.</summary>
    [Parameter(Position = 1)]
    public string? Filter { get; set; }

    /// <summary>Also what is in the folders inside.</summary>
    [Parameter]
    [Alias("s", "r")]
    public SwitchParameter Recurse { get; set; }

    /// <summary>How many levels of folders inside.</summary>
    [Parameter]
    public uint Depth { get; set; } = uint.MaxValue;

    /// <summary>Also hidden items.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Only files.</summary>
    [Parameter]
    [Alias("af")]
    public SwitchParameter File { get; set; }

    /// <summary>Only folders.</summary>
    [Parameter]
    [Alias("ad")]
    public SwitchParameter Directory { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        bool literal = ParameterSetName == LiteralSet;
        bool recurse = Recurse || MyInvocation.BoundParameters.ContainsKey(nameof(Depth));
        WildcardPattern? filter = string.IsNullOrEmpty(Filter) ? null : new WildcardPattern(Filter, WildcardOptions.IgnoreCase);

        foreach (string path in literal ? LiteralPath : Path)
        {
            foreach (PSObject item in ProviderCall.Try(this, path, () => InvokeProvider.ChildItem.Get([path], recurse, Depth, Force, literal)))
            {
                if (IsWanted(item, filter))
                {
                    WriteObject(item);
                }
            }
        }
    }

    private bool IsWanted(PSObject item, WildcardPattern? filter)
    {
        bool container = LanguagePrimitives.IsTrue(item.Properties["PSIsContainer"]?.Value);
        return (!File || !container)
            && (!Directory || container)
            && (filter is null || filter.IsMatch(item.Properties["PSChildName"]?.Value as string ?? ""));
    }
}
