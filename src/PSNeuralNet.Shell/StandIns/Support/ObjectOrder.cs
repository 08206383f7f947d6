using System.Globalization;
using System.Management.Automation;
using Microsoft.PowerShell.Commands;

namespace PSNeuralNet.Shell.StandIns.Support;

/// <summary>A value to sort or group by. A property that an object does not have comes after all others, in any direction.</summary>
/// <param name="Exists">Whether the object has the property.</param>
/// <param name="Value">The property's value.</param>
internal readonly record struct OrderValue(bool Exists, object? Value);

/// <summary>Compares objects as Sort-Object, Group-Object and Select-Object -Unique do.</summary>
internal sealed class ObjectOrder(CultureInfo culture, bool caseSensitive)
{
    /// <summary>Compares two values; values that do not compare are compared as text.</summary>
    public int Compare(object? first, object? second)
    {
        first = Base(first);
        second = Base(second);
        if (first is null && second is null)
        {
            return 0;
        }

        return LanguagePrimitives.TryCompare(first, second, !caseSensitive, culture, out int result)
            ? result
            : culture.CompareInfo.Compare(Text(first), Text(second), caseSensitive ? CompareOptions.None : CompareOptions.IgnoreCase);
    }

    /// <summary>Compares two rows of values, each column in its own direction.</summary>
    public int Compare(IReadOnlyList<OrderValue> first, IReadOnlyList<OrderValue> second, IReadOnlyList<bool> descending)
    {
        for (int i = 0; i < first.Count; i++)
        {
            if (first[i].Exists != second[i].Exists)
            {
                return first[i].Exists ? -1 : 1;
            }

            int result = Compare(first[i].Value, second[i].Value);
            if (result != 0)
            {
                return descending[i] ? -result : result;
            }
        }

        return 0;
    }

    /// <summary>The values of an object, one for each selector; the object itself where there are none.</summary>
    public static OrderValue[] Evaluate(PSCmdlet cmdlet, PSObject item, IReadOnlyList<PropertySelector> selectors) =>
        selectors.Count == 0 ? [new OrderValue(true, item)] : [.. selectors.Select(selector => Evaluate(cmdlet, item, selector))];

    /// <summary>The properties by which objects of a kind are sorted when none is named, if the kind says so.</summary>
    public static object[]? DefaultKeys(PSObject item) =>
        (item.Members["PSStandardMembers"] as PSMemberSet)?.Members["DefaultKeyPropertySet"] is PSPropertySet keys
            ? [.. keys.ReferencedPropertyNames]
            : null;

    private static OrderValue Evaluate(PSCmdlet cmdlet, PSObject item, PropertySelector selector)
    {
        PSPropertyExpressionResult? result = selector.Expression.GetValues(item, expand: false, eatExceptions: true).FirstOrDefault();
        if (result is null)
        {
            return new OrderValue(false, null);
        }

        if (result.Exception is not null)
        {
            cmdlet.WriteError(new ErrorRecord(result.Exception, "ExpressionEvaluation", ErrorCategory.InvalidResult, item));
        }

        return new OrderValue(true, result.Result);
    }

    private static object? Base(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    private static string Text(object? value) => value is null ? "" : PSObject.AsPSObject(value).ToString();
}
