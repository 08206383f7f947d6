namespace PSNeuralNet.Data;

/// <summary>Check for categories that were not in the training data.</summary>
public static class CategoryCheck
{
    /// <summary>Checks the categorical columns of a dataset.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="known">The columns of the training data.</param>
    /// <param name="unknown">Handling of unknown categories.</param>
    /// <param name="warn">Called once for each column with unknown categories; null ignores them.</param>
    /// <exception cref="NetworkException">An unknown category is an error; or a column is missing.</exception>
    public static void Run(Dataset dataset, DataSchema known, UnknownCategory unknown, Action<string>? warn)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(known);
        if (known.Column.Any(column => column.Definition.IsCategory))
        {
            _ = dataset.Select(known, new UnknownCategoryReporter(unknown, warn));
        }
    }
}
