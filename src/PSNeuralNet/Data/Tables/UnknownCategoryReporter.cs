namespace PSNeuralNet.Data;

/// <summary>Sees to texts that were not in the training data: each is told once, or is an error.</summary>
/// <param name="unknown">Which of the two.</param>
/// <param name="warn">Called once for each unknown category; null ignores them.</param>
internal sealed class UnknownCategoryReporter(UnknownCategory unknown, Action<string>? warn)
{
    private readonly HashSet<(string Column, string Text)> _warned = [];

    /// <summary>Such a text was met.</summary>
    /// <exception cref="NetworkException">It is an error.</exception>
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
