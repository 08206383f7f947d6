using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;
using Microsoft.PowerShell.Commands;
using PSNeuralNet.Shell.StandIns.Support;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Group-Object: objects with the same values together, in the order of those values.</summary>
[Cmdlet(VerbsData.Group, "Object")]
[OutputType(typeof(Hashtable), typeof(GroupInfo))]
public sealed class GroupObjectCommand : PSCmdlet
{
    private readonly List<PSObject> _items = [];

    /// <summary>The objects to group.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = AutomationNull.Value;

    /// <summary>What to group by: names, script blocks, or hashtables with an Expression.</summary>
    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    /// <summary>Count the objects of a group, but do not keep them.</summary>
    [Parameter]
    public SwitchParameter NoElement { get; set; }

    /// <summary>One hashtable from the value to its objects, instead of the groups.</summary>
    [Parameter(ParameterSetName = "HashTable")]
    [Alias("AHT")]
    public SwitchParameter AsHashTable { get; set; }

    /// <summary>The keys of the hashtable are texts.</summary>
    [Parameter(ParameterSetName = "HashTable")]
    public SwitchParameter AsString { get; set; }

    /// <summary>Upper and lower case letters differ.</summary>
    [Parameter]
    public SwitchParameter CaseSensitive { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is not null && InputObject != AutomationNull.Value)
        {
            _items.Add(InputObject);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_items.Count == 0)
        {
            return;
        }

        PropertySelector[] selectors = [.. PropertySelector
            .Parse(this, Property ?? ObjectOrder.DefaultKeys(_items[0]), "Expression")
            .SelectMany(selector => selector.Expand(_items))];
        RefuseWhatHasNoKey(selectors.Length);

        List<GroupInfo> groups = Group(selectors);
        if (AsHashTable)
        {
            Hashtable table = new(CaseSensitive ? StringComparer.CurrentCulture : StringComparer.CurrentCultureIgnoreCase);
            foreach (GroupInfo group in groups)
            {
                object? value = group.Values[0] is PSObject wrapped ? wrapped.BaseObject : group.Values[0];
                table[AsString ? group.Name : value ?? ""] = group.Group;
            }

            WriteObject(table);
        }
        else
        {
            WriteObject(groups, enumerateCollection: true);
        }
    }

    private List<GroupInfo> Group(PropertySelector[] selectors)
    {
        ObjectOrder order = new(CultureInfo.CurrentCulture, CaseSensitive);
        bool[] ascending = new bool[Math.Max(1, selectors.Length)];
        Comparer<OrderValue[]> comparer = Comparer<OrderValue[]>.Create((first, second) => order.Compare(first, second, ascending));
        List<(PSObject Item, OrderValue[] Values)> rows = [.. _items.Select(item => (item, ObjectOrder.Evaluate(this, item, selectors)))];

        // Values of one type have an order; a mixture has not, and is grouped in the order it came in.
        bool ordered = Enumerable.Range(0, ascending.Length).All(i => rows.Select(row => TypeOf(row.Values[i])).OfType<Type>().Distinct().Count() <= 1);
        List<(GroupInfo Info, OrderValue[] Values)> groups = [];

        foreach ((PSObject item, OrderValue[] values) in ordered ? rows.OrderBy(row => row.Values, comparer) : rows.AsEnumerable())
        {
            int index = ordered
                ? (groups.Count > 0 && comparer.Compare(groups[^1].Values, values) == 0 ? groups.Count - 1 : -1)
                : groups.FindIndex(group => comparer.Compare(group.Values, values) == 0);
            if (index < 0)
            {
                groups.Add((NoElement ? new GroupInfoNoElement(values) : new GroupInfo(values), values));
                index = groups.Count - 1;
            }

            groups[index].Info.Add(item);
        }

        return [.. groups.Select(group => group.Info)];
    }

    private void RefuseWhatHasNoKey(int properties)
    {
        string? message = AsString && !AsHashTable
            ? "The command cannot be run because the AsString parameter requires that you specify the AsHashtable parameter."
            : AsHashTable && !AsString && properties > 1
                ? "The AsHashTable parameter can group by one property only, unless you specify the AsString parameter."
                : null;
        if (message is not null)
        {
            ThrowTerminatingError(new ErrorRecord(new ArgumentException(message), "ArgumentException", ErrorCategory.InvalidArgument, Property));
        }
    }

    private static Type? TypeOf(OrderValue value) => (value.Value is PSObject wrapped ? wrapped.BaseObject : value.Value)?.GetType();
}
