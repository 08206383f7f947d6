using System.Management.Automation;
using System.Management.Automation.Internal;
using Microsoft.PowerShell.Commands;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Get-Member: what objects of a type have and can do.</summary>
[Cmdlet(VerbsCommon.Get, "Member")]
[OutputType(typeof(MemberDefinition))]
public sealed class GetMemberCommand : PSCmdlet
{
    private readonly HashSet<string> _shown = [];

    /// <summary>The objects; each type is shown once.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The members to show; wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>The kinds of members to show.</summary>
    [Parameter]
    [Alias("Type")]
    public PSMemberTypes MemberType { get; set; } = PSMemberTypes.All;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null || InputObject == AutomationNull.Value || !_shown.Add(TypeName()))
        {
            return;
        }

        foreach (string name in Name)
        {
            IEnumerable<PSMemberInfo> members = InputObject.Members.Match(name, MemberType)
                .Where(member => !IsHidden(member))
                .OrderBy(member => member.MemberType.ToString(), StringComparer.OrdinalIgnoreCase)
                .ThenBy(member => member.Name, StringComparer.OrdinalIgnoreCase);
            foreach (PSMemberInfo member in members)
            {
                WriteObject(new MemberDefinition(TypeName(), member.Name, member.MemberType, member.ToString() ?? ""));
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_shown.Count == 0)
        {
            InvalidOperationException exception = new("You must specify an object for the Get-Member cmdlet.");
            WriteError(new ErrorRecord(exception, "NoObjectInGetMember", ErrorCategory.CloseError, null));
        }
    }

    private string TypeName() => InputObject!.TypeNames.FirstOrDefault("<null>");

    // The methods behind properties, operators and the like.
    private static bool IsHidden(PSMemberInfo member) =>
        member is PSMethod
        && (member.Name.StartsWith("get_", StringComparison.Ordinal)
            || member.Name.StartsWith("set_", StringComparison.Ordinal)
            || member.Name.StartsWith("add_", StringComparison.Ordinal)
            || member.Name.StartsWith("remove_", StringComparison.Ordinal)
            || member.Name.StartsWith("op_", StringComparison.Ordinal)
            || member.Name == ".ctor");
}
