using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Persistence;

/// <summary>Reads and writes the features that an anomaly network reconstructs, and the scores of anomalies.</summary>
internal static class AnomalyJson
{
    private const string Reconstruction = "reconstruction", Feature = "feature", Center = "center", Scale = "scale";
    private const string Threshold = "threshold", Contamination = "contamination", Samples = "samples", HeldOut = "heldOut", Unit = "unit", Deviation = "deviation", Mean = "mean";

    /// <summary>The first version with anomaly networks.</summary>
    public const int Version = 9;

    /// <summary>Writes the reconstructed features of a schema; nothing for other tasks.</summary>
    public static void WriteReconstruction(ContentWriter json, DataSchema schema)
    {
        if (!schema.IsAnomaly)
        {
            return;
        }

        json.Name(Reconstruction).StartObject();
        json.Name(Feature).Numbers(schema.Reconstruction.Select(feature => (double)feature.Feature));
        json.Name(Center).Numbers(schema.Reconstruction.Select(feature => feature.Center));
        json.Name(Scale).Numbers(schema.Reconstruction.Select(feature => feature.Scale));
        json.EndObject();
    }

    /// <summary>Reads the reconstructed features of a schema; none for other tasks.</summary>
    /// <param name="file">The file.</param>
    /// <param name="version">Its version.</param>
    /// <param name="columns">The columns of the schema.</param>
    /// <param name="targets">The number of targets.</param>
    /// <exception cref="NetworkException">A value is not usable.</exception>
    public static IReadOnlyList<ReconstructedFeature> ReadReconstruction(JsonField file, long version, FeatureColumn[] columns, int targets)
    {
        if (version < Version || file.Find(Reconstruction) is not { } field)
        {
            return [];
        }

        (int Column, int Place)[] places = [.. columns.SelectMany((column, i) => column.Feature.Select((_, place) => (i, place)))];
        double[] feature = Read(field, Feature, targets), center = Read(field, Center, targets), scale = Read(field, Scale, targets);
        int before = -1;
        var found = new ReconstructedFeature[targets];
        for (int i = 0; i < targets; i++)
        {
            if (!(feature[i] > before && feature[i] < places.Length && feature[i] % 1 == 0))
            {
                throw field[Feature].Invalid("features are indices in ascending order");
            }

            before = (int)feature[i];
            (int column, int place) = places[before];
            if (columns[column].IsText || scale[i] < 0 || (scale[i] == 0) != IndicatorFeatures.IsIndicator(columns[column], place))
            {
                throw field[Scale].Invalid("the scale is 0 for features of 0 and 1, and above 0 for numbers; words are not reconstructed");
            }

            found[i] = new ReconstructedFeature(column, before, center[i], scale[i]);
        }

        return found.GroupBy(one => one.Column).All(group => !columns[group.Key].IsOneHot || group.Count() == columns[group.Key].Feature.Count) ? found
            : throw field[Feature].Invalid("of a column of categories, all features are reconstructed");
    }

    /// <summary>Writes the scores of anomalies.</summary>
    public static void Write(ContentWriter json, AnomalyModel model)
    {
        json.StartObject();
        json.Name(Threshold).Number(model.Threshold);
        if (model.Contamination is { } share)
        {
            json.Name(Contamination).Number(share);
        }

        json.Name(Samples).Integer(model.SampleCount);
        json.Name(HeldOut).Boolean(model.IsHeldOut);
        json.Name(Unit).Number(model.Unit);
        json.Name(Deviation).Numbers(model.Deviation);
        json.Name(Mean).Numbers(model.Mean);
        json.EndObject();
    }

    /// <summary>Reads the scores of anomalies.</summary>
    /// <exception cref="NetworkException">A value is not usable.</exception>
    public static AnomalyModel Read(JsonField field, DataSchema schema)
    {
        double[] deviation = Read(field, Deviation, schema.Reconstruction.Count), mean = Read(field, Mean, schema.Reconstruction.Select(one => one.Column).Distinct().Count());
        double unit = field[Unit].Number();
        long samples = field[Samples].Integer();
        return samples is < 1 or > int.MaxValue ? throw field[Samples].Invalid("it is no number of samples")
            : !(unit > 0) ? throw field[Unit].Invalid("it is not above 0")
            : schema.Reconstruction.Where((one, i) => one.IsIndicator ? deviation[i] != 0 : !(deviation[i] > 0)).Any() ? throw field[Deviation].Invalid("a deviation is above 0 for numbers, and 0 for features of 0 and 1")
            : new AnomalyModel
            {
                Threshold = field[Threshold].Number(),
                Contamination = field.Find(Contamination) is not { } found ? null : found.Number() is > 0 and < 0.5 and var share ? share : throw found.Invalid("a contamination is above 0 and below 0.5"),
                SampleCount = (int)samples,
                IsHeldOut = field[HeldOut].Boolean(),
                Unit = unit,
                Deviation = Array.AsReadOnly(deviation),
                Mean = Array.AsReadOnly(mean),
            };
    }

    private static double[] Read(JsonField field, string name, int count) =>
        field[name].Numbers() is var numbers && numbers.Length == count ? numbers : throw field[name].Invalid($"there are {numbers.Length} numbers, but {count} are needed");
}
