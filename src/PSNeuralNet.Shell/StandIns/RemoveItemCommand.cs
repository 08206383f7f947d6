using System.Management.Automation;
using PSNeuralNet.Shell.StandIns.Support;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Remove-Item: deletes files, folders, and the items of other providers.</summary>
[Cmdlet(VerbsCommon.Remove, "Item", DefaultParameterSetName = PathParameters.PathSet, SupportsShouldProcess = true)]
public sealed class RemoveItemCommand : PSCmdlet
{
    /// <summary>The items; wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = PathParameters.PathSet, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string[] Path { get; set; } = [];

    /// <summary>The items, their names taken as they are.</summary>
    [Parameter(ParameterSetName = PathParameters.LiteralSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Also what is in folders. A folder that is not empty is left alone without it.</summary>
    [Parameter]
    [Alias("r")]
    public SwitchParameter Recurse { get; set; }

    /// <summary>Also hidden and read-only items.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        bool literal = ParameterSetName == PathParameters.LiteralSet;
        foreach (string path in literal ? LiteralPath : Path)
        {
            foreach (PSObject item in ProviderCall.Try(this, path, () => InvokeProvider.Item.Get([path], Force, literal)))
            {
                Remove((string)item.Properties["PSPath"].Value, item);
            }
        }
    }

    private void Remove(string path, PSObject item)
    {
        bool folder = LanguagePrimitives.IsTrue(item.Properties["PSIsContainer"]?.Value);
        string shown = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);

        // The original asks here. An answer that deletes a tree must not be the default of a script without a user.
        if (folder && !Recurse && InvokeProvider.ChildItem.HasChild(path, force: true, literalPath: true))
        {
            PSInvalidOperationException exception = new($"The folder '{shown}' is not empty. Use -Recurse to remove it with everything in it.");
            WriteError(new ErrorRecord(exception, "FolderNotEmpty", ErrorCategory.InvalidOperation, shown));
            return;
        }

        if (ShouldProcess(shown, folder ? "Remove Directory" : "Remove File"))
        {
            ProviderCall.Try<PSObject>(this, shown, () =>
            {
                InvokeProvider.Item.Remove([path], Recurse, Force, literalPath: true);
                return [];
            });
        }
    }
}
