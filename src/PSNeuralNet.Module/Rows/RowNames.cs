using System.Data;

namespace PSNeuralNet.Commands;

/// <summary>Column names of rows: which properties of an object are columns, and how they are called.</summary>
internal static class RowNames
{
    /// <summary>
    /// Properties that PowerShell adds to objects from remote sessions, jobs, and providers such as the file system. They describe where an
    /// object comes from, and are features only if named.
    /// </summary>
    public static IReadOnlyList<string> Added { get; } =
    [
        "PSComputerName", "RunspaceId", "PSShowComputerName", "PSSourceJobInstanceId",
        "PSPath", "PSParentPath", "PSChildName", "PSDrive", "PSProvider", "PSIsContainer",
    ];

    /// <summary>The properties of a row of a <see cref="DataTable"/> that are no columns of the table; none for other objects.</summary>
    /// <param name="row">The row.</param>
    /// <param name="properties">Its properties, from the engine.</param>
    public static string[] Extra(PSObject row, List<PSPropertyInfo?> properties)
    {
        DataTable? table = TableOf(row.BaseObject);
        return table is null ? [] : [.. properties.OfType<PSProperty>().Where(property => !table.Columns.Contains(property.Name)).Select(property => property.Name)];
    }

    /// <summary>The table of a data row; null for other objects.</summary>
    public static DataTable? TableOf(object row) =>
        row switch
        {
            DataRow data => data.Table,
            DataRowView view => view.DataView.Table,
            _ => null,
        };

    /// <summary>The names without blanks around them; a name of blanks only becomes H1, H2, ..., as in files.</summary>
    /// <param name="names">The names of a row.</param>
    /// <param name="number">The number of the row, for messages.</param>
    /// <param name="row">The row.</param>
    /// <exception cref="NetworkException">Two names differ only in blanks.</exception>
    public static string[] Trimmed(List<string> names, int number, PSObject row)
    {
        string[] trimmed = [.. names];
        if (!names.Exists(name => char.IsWhiteSpace(name[0]) || char.IsWhiteSpace(name[^1])))
        {
            return trimmed;
        }

        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < trimmed.Length; i++)
        {
            trimmed[i] = names[i].Trim();
            taken.Add(trimmed[i]);
        }

        int unnamed = 0;
        for (int i = 0; i < trimmed.Length; i++)
        {
            while (trimmed[i].Length == 0)
            {
                string name = FormattableString.Invariant($"H{++unnamed}");
                trimmed[i] = taken.Add(name) ? name : "";
            }
        }

        var first = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < trimmed.Length; i++)
        {
            // Keys of a hashtable may differ in case, as before; blanks that make the difference are an error.
            if (!first.TryAdd(trimmed[i], names[i]) && !string.Equals(first[trimmed[i]], names[i], StringComparison.OrdinalIgnoreCase))
            {
                throw Errors.ColumnNameRepeated(number, first[trimmed[i]], names[i], row);
            }
        }

        return trimmed;
    }
}
