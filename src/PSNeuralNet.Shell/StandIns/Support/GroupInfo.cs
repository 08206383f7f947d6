using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;
using PSNeuralNet.Shell.StandIns.Support;

// The original's names: the engine's views and scripts' type checks go by them.
namespace Microsoft.PowerShell.Commands;

/// <summary>A group of Group-Object.</summary>
public class GroupInfo
{
    internal GroupInfo(IReadOnlyList<OrderValue> values)
    {
        Values = [.. values.Select(value => value.Value)];
        Name = string.Join(", ", values.Where(value => value.Value is not null).Select(value => Text(value.Value!)));
    }

    /// <summary>The values that the objects have in common.</summary>
    public ArrayList Values { get; }

    /// <summary>How many objects there are.</summary>
    public int Count { get; private set; }

    /// <summary>The objects.</summary>
    public Collection<PSObject> Group { get; } = [];

    /// <summary>The values as text.</summary>
    public string Name { get; }

    internal void Add(PSObject item)
    {
        Count++;
        Keep(item);
    }

    /// <summary>Keeps an object of the group.</summary>
    /// <param name="item">The object.</param>
    private protected virtual void Keep(PSObject item) => Group.Add(item);

    private static string Text(object value) =>
        value is ICollection items ? "{" + string.Join(", ", items.Cast<object?>()) + "}" : value.ToString() ?? "";
}

/// <summary>A group of Group-Object -NoElement.</summary>
public sealed class GroupInfoNoElement : GroupInfo
{
    internal GroupInfoNoElement(IReadOnlyList<OrderValue> values)
        : base(values)
    {
    }

    private protected override void Keep(PSObject item)
    {
        // Only counted.
    }
}
