using System.Collections;

namespace PSNeuralNet.Data;

/// <summary>Description of cells that hold objects instead of values: hashtables, arrays, objects with properties.</summary>
internal static class NestedValue
{
    /// <summary>True for a cell that is neither missing nor a value that a column can hold.</summary>
    public static bool Is(object? cell) =>
        cell is not (null or DBNull or string or UnreadableCell or bool or Enum or char or Guid or Version or Uri or System.Net.IPAddress)
        && !Cell.TryNumber(cell, out _) && !CellTime.TryDate(cell, out _) && !CellTime.TryDuration(cell, out _);

    /// <summary>The type with an article, and its size: "a Hashtable with 2 keys", "an Object[] with 1 item", "a DirectoryInfo".</summary>
    public static string Describe(object cell)
    {
        string type = cell.GetType() is { IsGenericType: true } generic ? generic.Name[..generic.Name.IndexOf('`')] : cell.GetType().Name;
        string size = cell switch
        {
            IDictionary dictionary => $" with {Count(dictionary.Count, "key")}",
            ICollection list => $" with {Count(list.Count, "item")}",
            _ => "",
        };
        return $"{("AEIOU".Contains(type[0], StringComparison.Ordinal) ? "an" : "a")} {type}{size}";
    }

    /// <summary>A clause on how to make a value of such cells.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="cell">The cell.</param>
    public static string Advice(string column, object cell)
    {
        string name = column.All(character => char.IsAsciiLetterOrDigit(character) || character == '_') ? column : $"'{column}'";
        return $"make a number or text of it first, such as Select-Object *, @{{ Name = 'new'; Expression = {{ $_.{name}.{(cell is ICollection ? "Count" : "Property")} }} }}";
    }

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
