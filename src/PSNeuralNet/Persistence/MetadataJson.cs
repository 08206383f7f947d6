using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Persistence;

/// <summary>Reads and writes the object "metadata" of a network file, whose members are there only where the network has them.</summary>
internal static class MetadataJson
{
    private const string Name = "metadata", Threshold = "threshold", LabelThreshold = "labelThresholds", Data = "data", Conformal = "conformal", Background = "background", Anomaly = "anomaly";

    /// <summary>The first version with a threshold, which decides which class is predicted.</summary>
    public const int ThresholdVersion = 8;

    /// <summary>The first version with several labels, and with a threshold of each.</summary>
    public const int LabelVersion = 9;

    /// <summary>The oldest version that has the metadata.</summary>
    public static int VersionOf(NetworkMetadata metadata) => metadata.LabelThreshold.Count > 0 ? LabelVersion : metadata.Threshold is null ? 1 : ThresholdVersion;

    /// <summary>Writes the metadata; nothing where there are none.</summary>
    public static void Write(ContentWriter json, NetworkMetadata metadata)
    {
        if (metadata is { Threshold: null, LabelThreshold.Count: 0, Data: null, Conformal: null, Anomaly: null, Background: null })
        {
            return;
        }

        json.Name(Name).StartObject();
        if (metadata.Threshold is { } threshold)
        {
            json.Name(Threshold).Number(threshold);
        }

        if (metadata.LabelThreshold.Count > 0)
        {
            json.Name(LabelThreshold).Numbers(metadata.LabelThreshold);
        }

        if (metadata.Data is { } data)
        {
            DataSummaryJson.Write(json.Name(Data), data);
        }

        if (metadata.Conformal is { } conformal)
        {
            ConformalJson.Write(json.Name(Conformal), conformal);
        }

        if (metadata.Anomaly is { } anomaly)
        {
            AnomalyJson.Write(json.Name(Anomaly), anomaly);
        }

        if (metadata.Background is { } background)
        {
            BackgroundJson.Write(json.Name(Background), background);
        }

        json.EndObject();
    }

    /// <summary>Reads the metadata of a network.</summary>
    /// <param name="file">The file.</param>
    /// <param name="version">Its version.</param>
    /// <param name="schema">The columns, targets and classes of the network.</param>
    /// <exception cref="NetworkException">A value is not usable.</exception>
    public static NetworkMetadata Read(JsonField file, long version, DataSchema schema)
    {
        if (file.Find(Name) is not { } field)
        {
            return NetworkMetadata.Empty;
        }

        return new NetworkMetadata
        {
            Threshold = version >= ThresholdVersion ? ReadThreshold(field) : null,
            LabelThreshold = version >= LabelVersion && field.Find(LabelThreshold) is { } thresholds ? ReadThresholds(thresholds, schema) : [],
            LazyData = field.Find(Data) is { } data ? new Lazy<DataSummary>(DataSummaryJson.Read(data, schema)) : null,
            LazyConformal = field.Find(Conformal) is { } found ? new Lazy<ConformalCalibration?>(ConformalJson.Read(found, schema)) : null,
            Anomaly = schema.IsAnomaly && field.Find(Anomaly) is { } anomaly ? AnomalyJson.Read(anomaly, schema) : null,
            Background = field.Find(Background) is { } background ? BackgroundJson.Read(background, schema) : null,
        };
    }

    private static double[] ReadThresholds(JsonField field, DataSchema schema) =>
        field.Numbers() is var thresholds && thresholds.Length == schema.Label.Count && Array.TrueForAll(thresholds, threshold => threshold is > 0 and < 1) ? thresholds
            : throw field.Invalid("there is a threshold above 0 and below 1 for each label");

    private static double? ReadThreshold(JsonField field) =>
        field.Find(Threshold) is not { } found ? null
            : found.Number() is > 0 and < 1 and var threshold ? threshold
            : throw found.Invalid("a threshold is above 0 and below 1");
}
