using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Persistence;

/// <summary>
/// The background sample of a network in its file, as compressed sparse rows: "rowStart", the index of the first value of each row and the number of values; "feature", the index of
/// the feature of each value; "value", null for a missing one.
/// </summary>
internal static class BackgroundJson
{
    private const string RowStart = "rowStart", Feature = "feature", Value = "value";

    /// <summary>Writes the rows.</summary>
    public static void Write(ContentWriter json, BackgroundSample background)
    {
        SparseRows<double> rows = background.Rows;
        json.StartObject();
        json.Name(RowStart).Numbers(rows.Start.Select(start => (double)start));
        json.Name(Feature).Numbers(rows.Column.Select(column => (double)column));
        json.Name(Value).Numbers(rows.Value, allowsMissing: true);
        json.EndObject();
    }

    /// <summary>Reads the rows.</summary>
    /// <param name="field">The object.</param>
    /// <param name="schema">The columns of the network.</param>
    /// <exception cref="NetworkException">They are not usable.</exception>
    public static BackgroundSample Read(JsonField field, DataSchema schema)
    {
        int width = schema.FeatureName.Count;
        double[] value = field[Value].Numbers(allowsNull: true);
        int[] start = Integers(field[RowStart], value.Length), feature = Integers(field[Feature], width - 1);
        if (start.Length < 2 || start.Length - 1 > BackgroundSample.MaximumCount || (long)width * (start.Length - 1) > Dataset.MaximumValues)
        {
            throw field[RowStart].Invalid($"there are {start.Length} numbers; a background sample has 1 to {BackgroundSample.MaximumCount} rows, of {Dataset.MaximumValues} values in all, and one number more");
        }

        if (start[0] != 0 || start[^1] != value.Length || start.Zip(start.Skip(1)).Any(pair => pair.First > pair.Second))
        {
            throw field[RowStart].Invalid($"the indices do not rise from 0 to the number of values, {value.Length}");
        }

        if (feature.Length != value.Length)
        {
            throw field[Feature].Invalid($"there are {feature.Length} indices, but {value.Length} values");
        }

        bool[] mayBeMissing = [.. schema.Column.SelectMany(column => column.Feature.Select((_, i) => column.MayBeMissing && i < column.ValueCount))];
        for (int row = 0; row < start.Length - 1; row++)
        {
            for (int i = start[row]; i < start[row + 1]; i++)
            {
                if (i > start[row] && feature[i] <= feature[i - 1])
                {
                    throw field[Feature].Invalid($"the features of row {row + 1} are not in ascending order");
                }

                if (double.IsNaN(value[i]) && !mayBeMissing[feature[i]])
                {
                    throw field[Value].Invalid($"a value of '{schema.FeatureName[feature[i]]}' is missing, which it must not be");
                }
            }
        }

        return new BackgroundSample(new SparseRows<double>(start, feature, value), width);
    }

    private static int[] Integers(JsonField field, int maximum) =>
        Array.ConvertAll(field.Numbers(), number => number == Math.Floor(number) && number >= 0 && number <= maximum ? (int)number : throw field.Invalid($"{number.ToString(CultureInfo.InvariantCulture)} is no whole number from 0 to {maximum}"));
}
