namespace PSNeuralNet.Data;

/// <summary>Reports categories that were not in the training data: one warning for each, or an error.</summary>
/// <param name="unknown">Warning or error.</param>
/// <param name="warn">Called once for each unknown category; null ignores them.</param>
internal sealed class UnknownCategoryReporter(UnknownCategory unknown, Action<string>? warn)
{
    private readonly HashSet<(string Column, string Text)> _warned = [];

    /// <summary>Reports an unknown category.</summary>
    /// <exception cref="NetworkException">Unknown categories are errors.</exception>
    public void Report(int row, FeatureColumn column, string text)
    {
        if (unknown == UnknownCategory.Error)
        {
            throw TableErrors.CategoryUnknown(row, column.Name, text, column.Category);
        }

        if (_warned.Add((column.Name, text)))
        {
            warn?.Invoke($"Row {row}, column '{column.Name}': '{text}' was not in the training data, so the network takes it for none of the values it knows.");
        }
    }
}
