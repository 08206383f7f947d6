using PSNeuralNet.Data;

namespace PSNeuralNet.Networks;

/// <summary>Check for categories that were not in the training data, and for other values of columns that did not vary in it.</summary>
public static class FeatureCheck
{
    /// <summary>Checks the columns of a dataset for a network that predicts.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="network">The network.</param>
    /// <param name="unknown">Handling of unknown categories.</param>
    /// <param name="warn">Called once for each column with unknown categories; null ignores them.</param>
    /// <exception cref="NetworkException">An unknown category is an error; or a column is missing.</exception>
    public static void Run(Dataset dataset, NetworkParameter network, UnknownCategory unknown, Action<string>? warn)
    {
        ArgumentNullException.ThrowIfNull(network);
        Run(dataset, network.Schema, UntrainedFeatures.Of(network), new UnknownCategoryReporter(unknown, warn));
    }

    /// <summary>Checks the categories of a dataset for a network that is trained further, and learns what did not vary.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="known">The columns of the training data.</param>
    /// <param name="unknown">Handling of unknown categories.</param>
    /// <param name="warn">Called once for each column with unknown categories; null ignores them.</param>
    /// <exception cref="NetworkException">An unknown category is an error; or a column is missing.</exception>
    public static void Run(Dataset dataset, DataSchema known, UnknownCategory unknown, Action<string>? warn)
    {
        ArgumentNullException.ThrowIfNull(known);
        Run(dataset, known, null, new UnknownCategoryReporter(unknown, warn));
    }

    private static void Run(Dataset dataset, DataSchema known, UntrainedFeatures? untrained, UnknownCategoryReporter reporter)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (untrained is not null || known.Column.Any(column => column.Definition.IsCategory))
        {
            Dataset selected = dataset.Select(known, reporter);
            untrained?.Report(selected, reporter);
        }
    }
}
