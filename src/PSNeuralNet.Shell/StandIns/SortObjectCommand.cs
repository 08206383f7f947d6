using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;
using PSNeuralNet.Shell.StandIns.Support;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Sort-Object. Always stable: objects that compare equal stay in the order they came in.</summary>
[Cmdlet("Sort", "Object", DefaultParameterSetName = "Default")]
public sealed class SortObjectCommand : PSCmdlet
{
    private readonly List<PSObject> _items = [];

    /// <summary>The objects to sort.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = AutomationNull.Value;

    /// <summary>What to sort by: names, script blocks, or hashtables of Expression and Ascending or Descending.</summary>
    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    /// <summary>Keep the order of objects that compare equal. This cmdlet always does.</summary>
    [Parameter(ParameterSetName = "Default")]
    public SwitchParameter Stable { get; set; }

    /// <summary>Largest first.</summary>
    [Parameter]
    public SwitchParameter Descending { get; set; }

    /// <summary>Only the first of the objects that compare equal.</summary>
    [Parameter]
    public SwitchParameter Unique { get; set; }

    /// <summary>Only the first so many of the sorted objects.</summary>
    [Parameter(ParameterSetName = "Top", Mandatory = true)]
    [ValidateRange(1, int.MaxValue)]
    public int Top { get; set; }

    /// <summary>Only the last so many of the sorted objects.</summary>
    [Parameter(ParameterSetName = "Bottom", Mandatory = true)]
    [ValidateRange(1, int.MaxValue)]
    public int Bottom { get; set; }

    /// <summary>Upper and lower case letters differ.</summary>
    [Parameter]
    public SwitchParameter CaseSensitive { get; set; }

    /// <summary>The language whose order of text is used.</summary>
    [Parameter]
    public string? Culture { get; set; }

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
            .Parse(this, Property ?? ObjectOrder.DefaultKeys(_items[0]), "Expression", "Ascending", "Descending")
            .SelectMany(selector => selector.Expand(_items))];
        bool[] descending = selectors.Length == 0 ? [Descending] : [.. selectors.Select(selector => selector.Descending ?? Descending)];

        CultureInfo culture = string.IsNullOrEmpty(Culture) ? CultureInfo.CurrentCulture : CultureInfo.GetCultureInfo(Culture);
        ObjectOrder order = new(culture, CaseSensitive);
        Comparer<OrderValue[]> comparer = Comparer<OrderValue[]>.Create((first, second) => order.Compare(first, second, descending));

        List<(PSObject Item, OrderValue[] Values)> rows = [.. _items
            .Select(item => (Item: item, Values: ObjectOrder.Evaluate(this, item, selectors)))
            .OrderBy(row => row.Values, comparer)];

        if (Unique)
        {
            rows = [.. rows.Where((row, i) => i == 0 || comparer.Compare(rows[i - 1].Values, row.Values) != 0)];
        }

        int first = Bottom > 0 ? Math.Max(0, rows.Count - Bottom) : 0;
        int count = Top > 0 ? Math.Min(Top, rows.Count) : rows.Count - first;
        rows.GetRange(first, count).ForEach(row => WriteObject(row.Item));
    }
}
