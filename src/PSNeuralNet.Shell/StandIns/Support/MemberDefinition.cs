using System.Management.Automation;

// The original's name: the engine's view goes by it.
namespace Microsoft.PowerShell.Commands;

/// <summary>What Get-Member says about a member.</summary>
/// <param name="typeName">The type that has it.</param>
/// <param name="name">Its name.</param>
/// <param name="memberType">What kind it is.</param>
/// <param name="definition">How it is used.</param>
public sealed class MemberDefinition(string typeName, string name, PSMemberTypes memberType, string definition)
{
    /// <summary>The type that has it.</summary>
    public string TypeName { get; } = typeName;

    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>What kind it is.</summary>
    public PSMemberTypes MemberType { get; } = memberType;

    /// <summary>How it is used.</summary>
    public string Definition { get; } = definition;

    /// <inheritdoc/>
    public override string ToString() => Definition;
}
