using System.Management.Automation;
using PSNeuralNet.Shell.StandIns.Support;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Test-Path: whether items exist.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Path", DefaultParameterSetName = PathParameters.PathSet)]
[OutputType(typeof(bool))]
public sealed class TestPathCommand : PSCmdlet
{
    /// <summary>The items; wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = PathParameters.PathSet, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public string[]? Path { get; set; }

    /// <summary>The items, their names taken as they are.</summary>
    [Parameter(ParameterSetName = PathParameters.LiteralSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    /// <summary>What the item must be.</summary>
    [Parameter]
    [Alias("Type")]
    public TestPathType PathType { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        bool literal = ParameterSetName == PathParameters.LiteralSet;
        string[]? paths = literal ? LiteralPath : Path;
        if (paths is not { Length: > 0 })
        {
            WriteError(new ErrorRecord(new ArgumentNullException("The provided Path argument was null or an empty collection."), "NullPathNotPermitted", ErrorCategory.InvalidArgument, Path));
            return;
        }

        foreach (string path in paths)
        {
            WriteObject(Exists(path, literal));
        }
    }

    private bool Exists(string path, bool literal)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            return false;
        }

        try
        {
            return InvokeProvider.Item.Exists(path, force: true, literal) && (PathType == TestPathType.Any
                || InvokeProvider.Item.Get([path], force: true, literal)
                    .Any(item => LanguagePrimitives.IsTrue(item.Properties["PSIsContainer"]?.Value) == (PathType == TestPathType.Container)));
        }
        catch (Exception notThere) when (notThere is SessionStateException or ProviderInvocationException)
        {
            // An unknown drive, or a path its provider cannot read.
            return false;
        }
    }
}
