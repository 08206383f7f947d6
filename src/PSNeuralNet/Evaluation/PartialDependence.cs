using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Evaluation;

/// <summary>
/// Partial dependence (J. H. Friedman, 2001): the mean prediction where all rows have the same value in a column, for each value of a grid; and the curves of individual rows
/// (individual conditional expectation, A. Goldstein and others, 2015). The values of scikit-learn's partial_dependence with method='brute' and kind='both'.
/// </summary>
/// <remarks>
/// By columns of a table: all features of a column (categories, parts of dates, indicators of missing cells) have the values of one cell. The grid of a column with fewer
/// different numbers than points has those; else points at equal distances between two quantiles (scipy's mquantiles). The grid of categories has all that occur.
/// </remarks>
public static class PartialDependence
{
    /// <summary>Partial dependence on each column, one after the other.</summary>
    /// <param name="dataset">The data; targets are not used. Sample weights are those of the means.</param>
    /// <param name="network">The network.</param>
    /// <param name="options">Columns, classes, grids and rows; null for the defaults.</param>
    /// <param name="progress">Called with the number of finished columns and of all; null for none.</param>
    /// <param name="unknown">Handling of categories that were not in the training data.</param>
    /// <param name="warn">Called once for each column with unknown categories or without a grid, and where a grid is not that of the options; null ignores them.</param>
    /// <param name="cancellation">Cancels the measurement.</param>
    /// <returns>
    /// For each column, in the order of the options, and each class or target: the means by ascending value, then the curve of each individual row. Measured while they are read.
    /// </returns>
    /// <exception cref="NetworkException">An option is out of range, a column or class is unknown or has no grid, or the data does not suit the network.</exception>
    /// <exception cref="OperationCanceledException">The measurement was canceled.</exception>
    public static IEnumerable<DependencePoint> Measure(
        Dataset dataset,
        NetworkParameter network,
        PartialDependenceOptions? options = null,
        Action<int, int>? progress = null,
        UnknownCategory unknown = UnknownCategory.Warning,
        Action<string>? warn = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(network);
        options ??= new PartialDependenceOptions();
        options.Validate();
        network.RequireFinite();
        Dataset known = Evaluator.Recode(dataset, network, new UnknownCategoryReporter(unknown, warn));
        int[] counting = [.. Enumerable.Range(0, known.SampleCount).Where(sample => known.Weight is null || known.Weight[sample] > 0)];
        var random = new RandomState(options.Seed);
        int[] rows = [.. RowSample.Of(counting.Length, options.MaximumSampleCount, random).Select(i => counting[i])];
        int[] individual = RowSample.Of(rows.Length, options.IndividualCount, random);
        Dataset all = Part(known, counting);
        DependenceGrid? with = options.With is null ? null : Named(all, options.With, options, warn);
        DependenceGrid[] grids = options.Feature is null ? Usable(all, options, warn) : [.. options.Feature.Select(name => Named(all, name, options, warn))];
        return Run(new DependenceTable(network, Part(known, rows), rows, individual, Outputs(network, options.Class)), grids, with, progress, cancellation);
    }

    /// <summary>Names of the columns that a partial dependence can be on: those that the network uses, without free text.</summary>
    /// <param name="schema">The columns of a network or of data.</param>
    public static IReadOnlyList<string> Columns(DataSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return [.. schema.Column.Where(DependenceGrid.CanBe).Select(column => column.Name)];
    }

    /// <summary>Those of <see cref="Columns(DataSchema)"/> of which a sample has a value.</summary>
    /// <param name="dataset">The samples, under the names and categories of the network.</param>
    internal static IReadOnlyList<string> Columns(Dataset dataset)
    {
        int[] offsets = ColumnMatch.Offsets(dataset.Schema);
        return [.. dataset.Schema.Column.Where((column, i) => DependenceGrid.CanBe(column) && DependenceGrid.Of(dataset, column, offsets[i], new PartialDependenceOptions { GridResolution = 2 }, null) is not null).Select(column => column.Name)];
    }

    private static IEnumerable<DependencePoint> Run(DependenceTable table, DependenceGrid[] grids, DependenceGrid? with, Action<int, int>? progress, CancellationToken cancellation)
    {
        for (int i = 0; i < grids.Length; i++)
        {
            foreach (DependencePoint point in table.Measure(grids[i], with, cancellation))
            {
                yield return point;
            }

            progress?.Invoke(i + 1, grids.Length);
        }
    }

    private static Dataset Part(Dataset dataset, int[] rows) => rows.Length == dataset.SampleCount ? dataset : dataset.Take(rows);

    /// <summary>The grid of a column that is asked for.</summary>
    private static DependenceGrid Named(Dataset dataset, string name, PartialDependenceOptions options, Action<string>? warn)
    {
        IReadOnlyList<FeatureColumn> columns = dataset.Schema.Column;
        int index = columns.ToList().FindIndex(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase));
        if (index < 0)
        {
            throw TableErrors.FeatureMissing([name], columns.Select(column => column.Name));
        }

        return !DependenceGrid.CanBe(columns[index]) ? throw EvaluationErrors.DependenceFeatureInvalid(columns[index].Name, columns[index].ToString())
            : DependenceGrid.Of(dataset, columns[index], ColumnMatch.Offsets(dataset.Schema)[index], options, warn) ?? throw EvaluationErrors.DependenceFeatureEmpty(columns[index].Name);
    }

    /// <summary>The grids of all columns that have one, but the second column.</summary>
    private static DependenceGrid[] Usable(Dataset dataset, PartialDependenceOptions options, Action<string>? warn)
    {
        int[] offsets = ColumnMatch.Offsets(dataset.Schema);
        var grids = new List<DependenceGrid>();
        var without = new List<string>();
        for (int i = 0; i < offsets.Length; i++)
        {
            FeatureColumn column = dataset.Schema.Column[i];
            if (column.IsLeftOut || string.Equals(column.Name, options.With, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (DependenceGrid.CanBe(column) && DependenceGrid.Of(dataset, column, offsets[i], options, warn) is { } grid)
            {
                grids.Add(grid);
            }
            else
            {
                without.Add(column.Name);
            }
        }

        if (without.Count > 0)
        {
            warn?.Invoke($"There is no partial dependence on {Failure.Listed(without)}: free text, or columns without a cell.");
        }

        return [.. grids];
    }

    /// <summary>Indexes and names of the outputs that are averaged: of two classes, output 1 of 2.</summary>
    private static (int Index, string Name)[] Outputs(NetworkParameter network, IReadOnlyList<string>? classes)
    {
        if (network.Task == NetworkTask.Regression)
        {
            return classes is null ? [.. network.Schema.TargetName.Index()] : throw EvaluationErrors.DependenceClassOfNumbers(classes, network.Schema.TargetName);
        }

        IReadOnlyList<string> names = network.ClassName;
        if (classes is null)
        {
            return network.Task == NetworkTask.Binary ? [(network.Schema.PositiveIndex, names[network.Schema.PositiveIndex])] : [.. names.Index()];
        }

        string[] unknown = [.. classes.Where(name => IndexOf(name) < 0)];
        return unknown.Length > 0 ? throw EvaluationErrors.ClassUnknown(unknown, names)
            : [.. classes.Select(IndexOf).Distinct().Select(index => (index, names[index]))];

        // As it is written, else in another case.
        int IndexOf(string name) => network.Schema.ClassIndex(name) is >= 0 and var exact ? exact : names.ToList().FindIndex(one => string.Equals(one, name, StringComparison.OrdinalIgnoreCase));
    }
}
