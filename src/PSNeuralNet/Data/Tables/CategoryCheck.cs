namespace PSNeuralNet.Data;

/// <summary>Looks for texts in samples that the data of a training did not have.</summary>
public static class CategoryCheck
{
    /// <summary>Looks through a dataset. Columns without categories are not looked at.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="known">What the data of the training had.</param>
    /// <param name="unknown">What happens to a text that it did not have.</param>
    /// <param name="warn">Called once for each unknown category; null ignores them.</param>
    /// <exception cref="NetworkException">There is such a text, and it is an error; or a column is missing.</exception>
    public static void Run(Dataset dataset, DataSchema known, UnknownCategory unknown, Action<string>? warn)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(known);
        if (known.Column.Any(column => column.IsOneHot))
        {
            _ = dataset.Select(known, new UnknownCategoryReporter(unknown, warn));
        }
    }
}
