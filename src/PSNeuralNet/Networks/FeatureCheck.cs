using PSNeuralNet.Data;

namespace PSNeuralNet.Networks;

/// <summary>Check for categories that were not in the training data, and for other values of columns that did not vary in it.</summary>
public static class FeatureCheck
{
    /// <summary>Checks the columns of a dataset.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="network">The network.</param>
    /// <param name="unknown">Handling of unknown categories.</param>
    /// <param name="warn">Called once for each column with unknown categories; null ignores them.</param>
    /// <exception cref="NetworkException">An unknown category is an error; or a column is missing.</exception>
    public static void Run(Dataset dataset, NetworkParameter network, UnknownCategory unknown, Action<string>? warn)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(network);
        var untrained = UntrainedFeatures.Of(network);
        if (untrained is not null || network.Schema.Column.Any(column => column.Category.Count > 0))
        {
            var reporter = new UnknownCategoryReporter(unknown, warn);
            Dataset selected = dataset.Select(network.Schema, reporter);
            untrained?.Report(selected, reporter);
        }
    }
}
