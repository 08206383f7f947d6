using PSNeuralNet.Numerics;

namespace PSNeuralNet.Data;

/// <summary>
/// Summary of the samples that a network was trained on: the distribution of each feature column, that of the predictions, and metrics of samples that it was not trained on. New samples are compared with
/// it, to find drift.
/// </summary>
public sealed class DataSummary
{
    /// <summary>The largest number of columns with a summary; of more, as many at equal distances.</summary>
    public const int MaximumColumns = 1000;

    internal DataSummary(int sampleCount, IReadOnlyList<ColumnSummary> column) => (SampleCount, Column) = (sampleCount, column);

    /// <summary>The number of samples that the network was trained on.</summary>
    public int SampleCount { get; }

    /// <summary>The feature columns, those that were left out excepted; of more than 1,000, as many of them.</summary>
    public IReadOnlyList<ColumnSummary> Column { get; }

    /// <summary>The samples of <see cref="Prediction"/> and <see cref="Metric"/>: OutOfFold, Validation, or Training, where no sample was held out.</summary>
    public string PredictionFrom { get; init; } = "";

    /// <summary>The predictions: of two classes the probability of the second one, of more the predicted classes, of numbers those of each target. None where the training was canceled or diverged.</summary>
    public IReadOnlyList<ColumnSummary> Prediction { get; init; } = [];

    /// <summary>
    /// The number of parts that the networks of an ensemble make, each of which predicted other samples: of an ensemble of n networks, out of fold, n parts of one network each; else 1. A part is every so many networks.
    /// </summary>
    public int PartCount { get; init; } = 1;

    /// <summary>Metrics of samples that were not trained on; none where there were none.</summary>
    public IReadOnlyList<MetricSummary> Metric { get; init; } = [];

    /// <summary>Short text: "344 samples, 7 columns".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{SampleCount} sample{(SampleCount == 1 ? "" : "s")}, {Column.Count} column{(Column.Count == 1 ? "" : "s")}");

    /// <summary>Summarizes the feature columns of samples. Samples of weight 0 do not count.</summary>
    /// <param name="samples">The samples, in the schema of the network.</param>
    internal static DataSummary Of(Dataset samples)
    {
        (FeatureColumn Column, int First)[] columns = Columns(samples.Schema);
        int knots = QuantileSketch.KnotsFor(columns.Length);
        double[]? weight = samples.Weight is null ? null : [.. samples.Weight];
        var summaries = new ColumnSummary[columns.Length];
        int parts = Math.Clamp((int)((long)samples.SampleCount * columns.Length / 100_000), 1, Math.Min(Environment.ProcessorCount, columns.Length));
        ParallelParts.Run(parts, part =>
        {
            for (int i = part; i < columns.Length; i += parts)
            {
                (FeatureColumn column, int first) = columns[i];
                summaries[i] = ColumnSummary.Of(column.Name, column.Kind, ColumnSummary.CategoriesOf(column), ColumnValues.Of(column, first, samples), weight, knots);
            }
        });
        return new DataSummary(weight?.Count(one => one > 0) ?? samples.SampleCount, Array.AsReadOnly(summaries));
    }

    /// <summary>The columns of a schema that are summarized, each with the index of its first feature.</summary>
    internal static (FeatureColumn Column, int First)[] Columns(DataSchema schema)
    {
        (FeatureColumn, int)[] all = Used(schema);
        return all.Length <= MaximumColumns ? all : [.. Enumerable.Range(0, MaximumColumns).Select(i => all[(int)((long)i * all.Length / MaximumColumns)])];
    }

    /// <summary>The columns of a schema by their names, each with the index of its first feature; without those that were left out.</summary>
    internal static Dictionary<string, (FeatureColumn Column, int First)> ColumnOf(DataSchema schema) => Used(schema).ToDictionary(column => column.Column.Name, StringComparer.OrdinalIgnoreCase);

    private static (FeatureColumn Column, int First)[] Used(DataSchema schema)
    {
        int[] offsets = ColumnMatch.Offsets(schema);
        return [.. schema.Column.Select((column, i) => (column, offsets[i])).Where(column => !column.column.IsLeftOut)];
    }
}

/// <summary>Metric of samples, with its standard error.</summary>
/// <param name="Metric">The name: Accuracy, LogLoss, Brier, RocAuc, R2, RootMeanSquaredError or MeanAbsoluteError.</param>
/// <param name="Target">The target column; empty for classes.</param>
/// <param name="Value">The value.</param>
/// <param name="StandardError">The standard deviation of the value over samples of this size; NaN for fewer than two samples.</param>
/// <param name="Count">The number of samples; with sample weights, the effective one.</param>
public sealed record MetricSummary(string Metric, string Target, double Value, double StandardError, double Count)
{
    /// <summary>Short text: "Accuracy 0.9733 (150)".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Metric} {Value:0.0000} ({Count:0.##})");
}
