using System.Collections;

namespace PSNeuralNet.Commands;

/// <summary>Values by name of a hashtable that a user gives.</summary>
internal static class NamedValues
{
    /// <summary>
    /// Names with values, unwrapped: of [ordered] and settings of trials in their order, of other hashtables, whose order differs from process to process, in that of the settings of a search.
    /// </summary>
    /// <param name="table">The hashtable; null for none.</param>
    public static IReadOnlyList<KeyValuePair<string, object?>> Of(IDictionary? table)
    {
        var values = new List<KeyValuePair<string, object?>>();
        foreach (DictionaryEntry entry in table ?? new Hashtable())
        {
            values.Add(KeyValuePair.Create($"{BaseObject.Of(entry.Key)}", BaseObject.Within(entry.Value)));
        }

        return table is Hashtable ? [.. values.OrderBy(pair => SearchSpace.OrderOf(pair.Key)).ThenBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase)] : values;
    }
}
