using System.Management.Automation;
using PSNeuralNet.Shell.StandIns.Support;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>New-Item: a file, a folder, or an item of another provider.</summary>
[Cmdlet(VerbsCommon.New, "Item", DefaultParameterSetName = "pathSet", SupportsShouldProcess = true)]
public sealed class NewItemCommand : PSCmdlet
{
    /// <summary>The item, or with -Name the place for it.</summary>
    [Parameter(Position = 0, ParameterSetName = "pathSet", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = "nameSet", ValueFromPipelineByPropertyName = true)]
    public string[] Path { get; set; } = ["."];

    /// <summary>The name of the item.</summary>
    [Parameter(ParameterSetName = "nameSet", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? Name { get; set; }

    /// <summary>What to make: File or Directory.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Type")]
    public string? ItemType { get; set; }

    /// <summary>The text of the file.</summary>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Target")]
    public object? Value { get; set; }

    /// <summary>Also where it exists, and with the folders above it.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in Path)
        {
            string target = string.IsNullOrEmpty(Name) ? path : SessionState.Path.Combine(path, Name);
            string shown = SessionState.Path.GetUnresolvedProviderPathFromPSPath(target);
            bool folder = string.Equals(ItemType, "Directory", StringComparison.OrdinalIgnoreCase);

            if (ShouldProcess("Destination: " + shown, folder ? "Create Directory" : "Create File"))
            {
                WriteObject(
                    ProviderCall.Try(this, target, () => InvokeProvider.Item.New([target], null, ItemType, Value, Force)),
                    enumerateCollection: true);
            }
        }
    }
}
