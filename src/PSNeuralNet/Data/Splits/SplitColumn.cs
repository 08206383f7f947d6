namespace PSNeuralNet.Data;

/// <summary>Values of the id column that gives groups or times.</summary>
internal static class SplitColumn
{
    /// <summary>Group of each sample, from 0, in the order of classes: numerically where all are numbers, else by ordinal text order.</summary>
    /// <exception cref="NetworkException">There is no such column, a cell is missing, or there is one group only.</exception>
    public static (int[] GroupOf, int Count) Groups(Dataset dataset, string name)
    {
        object[] cells = Cells(dataset, name, "Group");
        (object[] groups, int[] groupOf) = ClassEncoder.Encode(cells, dataset.Schema.IgnoreCase);
        return groups.Length > 1 ? (groupOf, groups.Length) : throw SplitErrors.GroupSingle(name, groups[0]);
    }

    /// <summary>The samples in the order of their times; those of the same time in the order of the dataset.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="name">The id column.</param>
    /// <param name="formats">.NET format strings of dates; null to find them.</param>
    /// <param name="warnings">Receives warnings.</param>
    /// <exception cref="NetworkException">There is no such column, a cell is missing, or it is no time.</exception>
    public static int[] TimeOrder(Dataset dataset, string name, IReadOnlyList<string>? formats, List<string> warnings)
    {
        double[] times = TimeValues.Read(name, Cells(dataset, name, "TimeColumn"), formats, warnings);
        return [.. Enumerable.Range(0, times.Length).OrderBy(sample => times[sample])];
    }

    private static object[] Cells(Dataset dataset, string name, string parameter)
    {
        IdColumn column = dataset.Id.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw SplitErrors.SplitColumnMissing(parameter, name, dataset);
        IReadOnlyList<string> marks = dataset.Schema.MissingMark ?? [];
        var cells = new object[column.Count];
        for (int sample = 0; sample < cells.Length; sample++)
        {
            object? cell = column[sample];
            cells[sample] = Cell.IsMissing(cell, marks) ? throw SplitErrors.SplitCellMissing(sample + 1, column.Name, parameter) : cell is string text ? text.Trim() : cell!;
        }

        return cells;
    }
}
