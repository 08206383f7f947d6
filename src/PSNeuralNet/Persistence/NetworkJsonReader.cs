using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Training;

namespace PSNeuralNet.Persistence;

/// <summary>Reads a network from JSON, and trusts nothing in it: every shape is checked against what the others say.</summary>
internal static class NetworkJsonReader
{
    /// <summary>The first version with ensembles.</summary>
    public const int EnsembleVersion = 5;

    /// <summary>The first version with encoded features.</summary>
    public const int EncodingVersion = 6;

    /// <summary>The first version with ensembles whose members have scalings and losses of their own, or count several times.</summary>
    public const int MemberVersion = 7;

    /// <summary>The first version with the loss Quantile.</summary>
    public const int QuantileVersion = 9;

    /// <summary>The largest number of networks of an ensemble, in a file of <see cref="MemberVersion"/>; of older ones <see cref="TrainingSetting.MaximumEnsemble"/>.</summary>
    public const int MaximumMember = 4096;

    /// <exception cref="NetworkException">Something is not as it has to be; the message says where.</exception>
    public static NeuralNetwork Read(JsonField file)
    {
        if (file.Find("format") is not { } format || format.Text() != NetworkJsonWriter.Format)
        {
            throw file.Invalid("it is no network of this module");
        }

        long version = file["formatVersion"].Integer();
        if (version < 1)
        {
            throw file["formatVersion"].Invalid($"{version} is no version");
        }

        if (version > NetworkFile.FormatVersion)
        {
            throw PersistenceErrors.NetworkFileTooNew(file.File, version, NetworkFile.FormatVersion, file.Find("moduleVersion")?.Text() ?? "?");
        }

        DataSchema schema = ReadSchema(file, version);
        NetworkTask task = file["task"].Name<NetworkTask>();
        if (schema.IsAnomaly != (task == NetworkTask.Anomaly))
        {
            throw file["task"].Invalid($"{task} does not go with {(schema.IsAnomaly ? "" : "no ")}reconstructed features");
        }

        task = schema.IsAnomaly ? schema.Task : task;
        if (schema.Task != task)
        {
            throw file["task"].Invalid($"{task} does not go with {schema.ClassLabel.Count} classes and {schema.Label.Count} labels");
        }

        LossFunction loss = ReadLoss(file, task);
        DataSchema? names = file["hasNames"].Boolean() ? schema : null;
        Scaling? scaling = file.Find("scaling") is { } found ? ReadScaling(found, schema, task, version) : null;
        Lazy<TrainingSummary>? training = ReadTraining(file);
        string moduleVersion = file["moduleVersion"].Text();
        if (version < EnsembleVersion || file.Find("members") is not { } members)
        {
            return new NeuralNetwork(ReadOne(file, schema, names, loss, scaling).With(MetadataJson.Read(file, version, schema)), training, moduleVersion);
        }

        int[] times = [.. members.Items().Select(field => ReadCount(field, version))];
        long count = times.Sum(one => (long)one);
        int limit = version < MemberVersion ? TrainingSetting.MaximumEnsemble : MaximumMember;
        if (count < 2 || count > limit)
        {
            throw members.Invalid($"there are {count} networks; an ensemble has 2 to {limit}");
        }

        NetworkParameter[] networks = version < MemberVersion
            ? ReadAlike(members, field => ReadOne(field, schema, names, loss, scaling))
            : [.. members.Items().Select(field => ReadOne(
                field, schema, names, field.Find("loss") is null && field.Find("delta") is null ? loss : ReadLoss(field, task), field.Find("scaling") is { } own ? ReadScaling(own, schema, task, version) : scaling))];
        Lazy<TrainingSummary>?[] trainings = [.. members.Items().Select(ReadTraining)];
        return new NeuralNetwork(Combined(members, Repeated(networks)).With(MetadataJson.Read(file, version, schema)), training, moduleVersion, Repeated(trainings));

        T[] Repeated<T>(T[] values) => [.. values.SelectMany((value, i) => Enumerable.Repeat(value, times[i]))];
    }

    /// <summary>The number of times that a network of an ensemble counts.</summary>
    private static int ReadCount(JsonField field, long version)
    {
        const string Count = "count";
        return version < MemberVersion || field.Find(Count) is not { } written ? 1
            : written.Integer() is >= 1 and <= MaximumMember and var count ? (int)count
            : throw written.Invalid($"a network counts 1 to {MaximumMember} times");
    }

    /// <summary>Networks of one shape.</summary>
    private static NetworkParameter[] ReadAlike(JsonField field, Func<JsonField, NetworkParameter> read)
    {
        var networks = new List<NetworkParameter>();
        foreach (JsonField item in field.Items())
        {
            NetworkParameter network = read(item);
            NetworkShape first = (networks.FirstOrDefault() ?? network).Shape, shape = network.Shape;
            networks.Add(first.LayerSize.SequenceEqual(shape.LayerSize) && first.Activation.SequenceEqual(shape.Activation)
                ? network
                : throw item["layers"].Invalid($"it is a network {shape}, but the first one is {first}"));
        }

        return [.. networks];
    }

    private static NetworkParameter Combined(JsonField field, NetworkParameter[] members)
    {
        try
        {
            return NetworkParameter.Ensemble(members);
        }
        catch (NetworkException exception)
        {
            throw field.Invalid(exception.Message);
        }
    }

    private static NetworkParameter ReadOne(JsonField field, DataSchema schema, DataSchema? names, LossFunction loss, Scaling? scaling)
    {
        (NetworkShape shape, double[] values) = ReadLayers(field["layers"], schema.FeatureName.Count + (scaling?.UnitCount ?? 0), loss);
        double[] offset = field.Find("priorOffset") is { } found ? found.Numbers() : [];
        if (offset.Length > 0 && offset.Length != schema.ClassLabel.Count)
        {
            throw field["priorOffset"].Invalid($"there are {offset.Length} numbers, but {schema.ClassLabel.Count} classes");
        }

        try
        {
            var network = new NetworkParameter(shape, values, names, field.Find("seed")?.Integer(), scaling) { PriorOffset = Array.AsReadOnly(offset) };
            return schema.PositiveIndex == PositiveLabel.Default ? network : network.WithPositiveClass(schema.ClassLabel[schema.PositiveIndex]);
        }
        catch (NetworkException exception) when (exception.Id != "NetworkFileInvalid")
        {
            throw field["layers"].Invalid(exception.Message);
        }
    }

    /// <summary>Reads columns, targets and classes.</summary>
    /// <exception cref="NetworkException">Something is not as it has to be.</exception>
    internal static DataSchema ReadSchema(JsonField file, long version)
    {
        FeatureColumn[] columns = [.. file["columns"].Items().Select(column => ColumnJson.Read(column, version))];
        string[] targets = [.. file["targets"].Items().Select(item => item.Text())];
        object[] classes = [.. file["classes"].Items().Select(LabelJson.Read)];
        TargetLabel[] several = version >= MetadataJson.LabelVersion && file.Find("targetClasses") is { } pairs ? ReadLabels(pairs, targets, classes) : [];
        JsonField? labels = file.Find("labels");
        bool ignoreCase = labels?["ignoreCase"].Boolean() == true;
        string[]? marks = labels?.Find("missingMark") is { } found ? [.. found.Items().Select(item => item.Text())] : null;
        NumberFormat?[] formats = labels?.Find("numberFormat") is { } written ? [.. written.Items().Select(item => item.Text().Length == 0 ? null : ColumnJson.ReadFormat(item))] : [];
        if (formats.Length > 0 && formats.Length != targets.Length)
        {
            throw file["labels"]["numberFormat"].Invalid("there is not a format for each target");
        }

        try
        {
            var schema = new DataSchema(columns, targets, classes, several) { IgnoreCase = ignoreCase, MissingMark = marks, TargetFormat = formats, Reconstruction = AnomalyJson.ReadReconstruction(file, version, columns, targets.Length) };
            return version >= MetadataJson.ThresholdVersion && file.Find("positiveClass") is { } positive ? schema.WithPositiveClass(ReadPositive(positive, schema)) : schema;
        }
        catch (NetworkException exception) when (exception.Id != nameof(PersistenceErrors.NetworkFileInvalid))
        {
            throw file["columns"].Invalid(exception.Message);
        }
    }

    /// <summary>Reads the negative and the positive class of each of several labels.</summary>
    private static TargetLabel[] ReadLabels(JsonField field, string[] targets, object[] classes)
    {
        JsonField[] pairs = [.. field.Items()];
        if (pairs.Length < 2 || pairs.Length != targets.Length || classes.Length > 0)
        {
            throw field.Invalid($"there are {pairs.Length} labels, {targets.Length} targets and {classes.Length} classes: several labels are two targets or more, and have no classes in common");
        }

        return [.. pairs.Select((pair, i) => pair.Items().Select(LabelJson.Read).ToArray() is { Length: 2 } two && !two[0].Equals(two[1])
            ? new TargetLabel(targets[i], two[0], two[1])
            : throw pair.Invalid("a label has two different classes"))];
    }

    private static object ReadPositive(JsonField field, DataSchema schema)
    {
        object label = LabelJson.Read(field);
        return schema.Task == NetworkTask.Binary && schema.ClassIndex(label) >= 0 ? label : throw field.Invalid("it is none of two classes");
    }

    private static LossFunction ReadLoss(JsonField file, NetworkTask task)
    {
        Loss? loss = file.Find("loss")?.Name<Loss>();
        try
        {
            return LossFunction.For(task, loss, file.Find("delta")?.Number(), loss == Loss.Quantile ? file["quantiles"].Numbers() : null);
        }
        catch (NetworkException exception) when (exception.Id != nameof(PersistenceErrors.NetworkFileInvalid))
        {
            throw file[loss is null ? "delta" : exception.Id == nameof(NetworkErrors.QuantileInvalid) ? "quantiles" : "loss"].Invalid(exception.Message);
        }
    }

    private static (NetworkShape Shape, double[] Values) ReadLayers(JsonField field, int inputs, LossFunction loss)
    {
        if (field.Count == 0)
        {
            throw field.Invalid("there is none");
        }

        if (field.Count > NetworkShape.MaximumLayers)
        {
            throw field.Invalid(NetworkErrors.NetworkTooDeep(field.Count, NetworkShape.MaximumLayers).Message);
        }

        JsonField[] layers = [.. field.Items()];
        var sizes = new List<int> { inputs };
        var activations = new List<Activation>();
        var values = new List<double>();
        foreach (JsonField layer in layers)
        {
            activations.Add(layer["activation"].Name<Activation>());
            JsonField rows = layer["weights"];
            foreach (JsonField row in rows.Items())
            {
                double[] weights = row.Numbers();
                values.AddRange(weights.Length == sizes[^1] ? weights : throw row.Invalid($"there are {weights.Length} weights, but {sizes[^1]} inputs"));
            }

            double[] biases = layer["biases"].Numbers();
            values.AddRange(biases.Length == rows.Count ? biases : throw layer["biases"].Invalid($"there are {biases.Length}, but {rows.Count} rows of weights"));
            sizes.Add(rows.Count);
        }

        try
        {
            Activation[] hidden = activations.Count == 1 ? [Activation.Tanh] : [.. activations.SkipLast(1)];
            var shape = new NetworkShape(sizes, hidden, activations[^1]);
            return loss.Quantile.Count > 0 && loss.Quantile.Count != sizes[^1]
                ? throw field.Invalid($"the last layer has {sizes[^1]} outputs, but there are {loss.Quantile.Count} quantiles")
                : shape.LossFunction.Output != loss.Output
                ? throw layers[^1]["activation"].Invalid($"{activations[^1]} does not go with the loss {loss.Loss}")
                : (shape.With(loss), [.. values]);
        }
        catch (NetworkException exception) when (exception.Id != "NetworkFileInvalid")
        {
            throw field.Invalid(exception.Message);
        }
    }

    private static Scaling ReadScaling(JsonField field, DataSchema schema, NetworkTask task, long version)
    {
        double[] Read(string name, int count, bool isOptional)
        {
            double[] numbers = field[name].Numbers();
            return numbers.Length == count || (isOptional && numbers.Length == 0)
                ? numbers
                : throw field[name].Invalid($"there are {numbers.Length} numbers, but {count} are needed");
        }

        double[] mean = Read("featureMean", schema.FeatureName.Count, isOptional: true);
        double[] deviation = Read("featureDeviation", mean.Length, isOptional: false);
        int targets = task == NetworkTask.Regression ? schema.OutputCount : 0;
        double[] targetMean = Read("targetMean", targets, isOptional: true);
        double[] targetDeviation = Read("targetDeviation", targetMean.Length, isOptional: false);
        if (deviation.Concat(targetDeviation).Any(value => value <= 0))
        {
            throw field.Invalid("a deviation is not above 0");
        }

        double[] shift = field.Find("targetShift") is null ? [] : Read("targetShift", targets, isOptional: true);
        double[] minimum = field.Find("targetMinimum") is null ? [] : Read("targetMinimum", targets, isOptional: true);
        double[] maximum = minimum.Length == 0 ? [] : Read("targetMaximum", targets, isOptional: false);
        double[] clip = field.Find("featureClip") is null ? [] : Read("featureClip", schema.FeatureName.Count, isOptional: true);
        if (clip.Any(limit => limit < 0))
        {
            throw field["featureClip"].Invalid("a limit is below 0");
        }

        if (shift.Any(value => value <= 0) || minimum.Zip(maximum).Any(range => range.First > range.Second))
        {
            throw field.Invalid("a shift of a target is not above 0, or its range is empty");
        }

        return new Scaling(mean, deviation, targetMean, targetDeviation, Read("fillValue", schema.FeatureName.Count, isOptional: true))
        {
            FeatureClip = clip,
            FeatureEdge = version >= EncodingVersion && field.Find("featureEdges") is { } edges ? ReadEdges(edges, schema) : [],
            TargetShift = shift,
            TargetMinimum = minimum,
            TargetMaximum = maximum,
        };
    }

    private static double[][] ReadEdges(JsonField field, DataSchema schema)
    {
        if (field.Count != 0 && field.Count != schema.FeatureName.Count)
        {
            throw field.Invalid($"there are edges of {field.Count} features, but there are {schema.FeatureName.Count}");
        }

        double[][] edges = [.. field.Items().Select(item => item.Numbers() is { Length: not 1 } numbers && BinEdges.AreUsable(numbers)
            ? numbers
            : throw item.Invalid("the edges of bins are none, or two or more finite numbers in ascending order"))];
        return Array.TrueForAll(edges, one => one.Length == 0) ? [] : edges;
    }

    private static Lazy<TrainingSummary>? ReadTraining(JsonField network) =>
        network.Find("training") is { } training ? new Lazy<TrainingSummary>(ReadSummary(training)) : null;

    private static TrainingSummary ReadSummary(JsonField field) =>
        new TrainingSummary(
            Int(field["epochCount"]),
            field.Find("firstCost")?.Number() ?? double.NaN,
            field.Find("lastCost")?.Number() ?? double.NaN,
            field.Find("bestEpoch") is { } best ? Int(best) : null,
            field.Find("validationCost")?.Number(),
            field.Find("score")?.Number(),
            field.Find("validationScore")?.Number(),
            Int(field["sampleCount"]),
            field["optimizer"].Text(),
            field["learningRate"].Number(),
            field["stopReason"].Text(),
            field.Find("seed")?.Integer())
        {
            Temperature = field.Find("temperature")?.Number(),
            Setting = field.Find("settings")?.Text() ?? "",
        };

    private static int Int(JsonField field) =>
        field.Integer() is >= 0 and <= int.MaxValue and var number ? (int)number : throw field.Invalid("it is no count");
}
