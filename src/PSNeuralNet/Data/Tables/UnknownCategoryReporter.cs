namespace PSNeuralNet.Data;

/// <summary>Reports categories that were not in the training data: one warning for each column, which names the first value, or an error.</summary>
/// <param name="unknown">Warning or error.</param>
/// <param name="warn">Called once for each column with unknown categories; null ignores them.</param>
internal sealed class UnknownCategoryReporter(UnknownCategory unknown, Action<string>? warn)
{
    private readonly HashSet<string> _warned = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Receives each unknown category with the weight of its sample; null ignores them.</summary>
    public Action<FeatureColumn, string, double>? Count { get; init; }

    /// <summary>The weights of the rows, the first one first; null for 1 each.</summary>
    public IReadOnlyList<double>? Weight { get; set; }

    /// <summary>Reports an unknown category.</summary>
    /// <exception cref="NetworkException">Unknown categories are errors.</exception>
    public void Report(int row, FeatureColumn column, string text)
    {
        if (unknown == UnknownCategory.Error)
        {
            throw TableErrors.CategoryUnknown(row, column.Name, text, column.Category);
        }

        Count?.Invoke(column, text, Weight?[row - 1] ?? 1);
        if (_warned.Add(column.Name))
        {
            warn?.Invoke($"Row {row}, column '{column.Name}': '{text}' was not in the training data, so the network takes it for none of the values it knows; further unknown values of the column are not reported.");
        }
    }

    /// <summary>Reports a value of a column that was the same in all training samples.</summary>
    /// <exception cref="NetworkException">Unknown categories are errors.</exception>
    public void ReportConstant(int row, FeatureColumn column, object value, object constant)
    {
        string text = Cell.Text(value), known = Cell.Text(constant);
        if (unknown == UnknownCategory.Error)
        {
            throw TableErrors.CategoryUnknown(row, column.Name, text, [known]);
        }

        if (_warned.Add(column.Name))
        {
            warn?.Invoke($"Row {row}, column '{column.Name}': all training samples had '{known}', so '{text}' and other values have no effect.");
        }
    }
}
