using PSNeuralNet.Data;

namespace PSNeuralNet.Persistence;

/// <summary>The summary of the training data in a network file. Categories are in the order of those of the column, or of the classes.</summary>
internal static class DataSummaryJson
{
    private const string Samples = "samples", Columns = "columns", Predictions = "predictions", From = "from", Parts = "parts", Metrics = "metrics";

    /// <summary>Writes a summary.</summary>
    public static void Write(ContentWriter json, DataSummary summary)
    {
        json.StartObject();
        json.Name(Samples).Integer(summary.SampleCount);
        WriteColumns(json.Name(Columns), summary.Column);
        json.Name(From).Text(summary.PredictionFrom);
        json.Name(Parts).Integer(summary.PartCount);
        WriteColumns(json.Name(Predictions), summary.Prediction);
        json.Name(Metrics).StartArray();
        foreach (MetricSummary metric in summary.Metric)
        {
            json.StartObject();
            json.Name("name").Text(metric.Metric);
            json.Name("target").Text(metric.Target);
            json.Name("value").Number(metric.Value);
            json.Name("error").Number(metric.StandardError);
            json.Name("count").Number(metric.Count);
            json.EndObject();
        }

        json.EndArray();
        json.EndObject();
    }

    /// <summary>Reads a summary.</summary>
    /// <param name="field">The summary.</param>
    /// <param name="schema">The columns and classes of the network.</param>
    /// <exception cref="NetworkException">Something is not as it has to be.</exception>
    public static DataSummary Read(JsonField field, DataSchema schema)
    {
        ColumnSummary[] columns = [.. field[Columns].Items().Select(item => ReadColumn(item, schema))];
        ColumnSummary[] predictions = [.. field[Predictions].Items().Select(item => ReadPrediction(item, schema))];
        if (columns.Select(column => column.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() < columns.Length)
        {
            throw field[Columns].Invalid("a column is there twice");
        }

        int outputs = schema.TargetName.Count;
        return predictions.Length is not 0 && predictions.Length != outputs
            ? throw field[Predictions].Invalid($"there are {predictions.Length}, but {outputs} outputs")
            : new DataSummary(field[Samples].Integer() is >= 0 and <= int.MaxValue and var count ? (int)count : throw field[Samples].Invalid("it is no count"), Array.AsReadOnly(columns))
            {
                PredictionFrom = field[From].Text(),
                PartCount = field[Parts].Integer() is >= 1 and <= NetworkJsonReader.MaximumMember and var parts ? (int)parts : throw field[Parts].Invalid($"there are 1 to {NetworkJsonReader.MaximumMember}"),
                Prediction = Array.AsReadOnly(predictions),
                Metric = Array.AsReadOnly([.. field[Metrics].Items().Select(item => new MetricSummary(
                    item["name"].Text(), item["target"].Text(), item.Find("value")?.Number() ?? double.NaN, item.Find("error")?.Number() ?? double.NaN, item["count"].Number()))]),
            };
    }

    private static void WriteColumns(ContentWriter json, IReadOnlyList<ColumnSummary> columns)
    {
        json.StartArray();
        foreach (ColumnSummary column in columns)
        {
            json.StartObject();
            json.Name("name").Text(column.Name);
            json.Name("missing").Number(column.Missing);
            if (column.IsCategory)
            {
                json.Name("counts").Numbers(column.CategoryCount);
            }
            else if (column.Sketch is { } sketch)
            {
                json.Name("values").Numbers(sketch.Value);
                json.Name("upTo").Numbers(sketch.UpTo);
                if (!sketch.IsExact)
                {
                    json.Name("below").Numbers(sketch.Below);
                }
            }

            json.EndObject();
        }

        json.EndArray();
    }

    private static ColumnSummary ReadColumn(JsonField field, DataSchema schema)
    {
        string name = field["name"].Text();
        return schema.Find(name) is { IsLeftOut: false } column
            ? Read(field, name, column.Kind, ColumnSummary.CategoriesOf(column))
            : throw field["name"].Invalid($"the network has no column '{name}'");
    }

    private static ColumnSummary ReadPrediction(JsonField field, DataSchema schema) =>
        Read(field, field["name"].Text(), schema.Task == NetworkTask.MultiClass ? ColumnKind.Category : ColumnKind.Number, schema.Task == NetworkTask.MultiClass ? schema.ClassName : []);

    private static ColumnSummary Read(JsonField field, string name, ColumnKind kind, IReadOnlyList<string> category)
    {
        double[] counts = ColumnSummary.IsCategories(kind) ? field["counts"].Numbers() : [];
        double missing = field["missing"].Number();
        return counts.Length != category.Count || counts.Append(missing).Any(count => count < 0)
            ? throw field.Invalid($"there is no count of 0 or more of missing cells and of each of {category.Count} categories")
            : new ColumnSummary(name, kind, category, missing, ColumnSummary.IsCategories(kind) || field.Find("values") is null ? null : ReadSketch(field), Array.AsReadOnly(counts));
    }

    private static QuantileSketch ReadSketch(JsonField field)
    {
        double[] values = field["values"].Numbers(), upTo = field["upTo"].Numbers();
        double[] below = field.Find("below")?.Numbers() ?? [.. upTo.SkipLast(1).Prepend(0)];
        bool isUsable = values.Length is > 0 and <= QuantileSketch.MaximumKnots && upTo.Length == values.Length && below.Length == values.Length && below[0] == 0 && upTo[^1] > 0
            && Enumerable.Range(0, values.Length).All(i => below[i] <= upTo[i] && (i == 0 || (values[i - 1] < values[i] && upTo[i - 1] <= below[i])));
        return isUsable ? new QuantileSketch(values, below, upTo) : throw field.Invalid("values and counts do not ascend, or there is not one of each");
    }
}
