using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Persistence;

/// <summary>Reads a network from JSON, and trusts nothing in it: every shape is checked against what the others say.</summary>
internal static class NetworkJsonReader
{
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
        if (schema.Task != task)
        {
            throw file["task"].Invalid($"{task} does not go with {schema.ClassLabel.Count} classes");
        }

        (NetworkShape shape, double[] values) = ReadLayers(file["layers"], schema, ReadLoss(file, task));
        Scaling? scaling = file.Find("scaling") is { } found ? ReadScaling(found, shape, task) : null;
        NetworkParameter parameter;
        try
        {
            parameter = new NetworkParameter(shape, values, file["hasNames"].Boolean() ? schema : null, file.Find("seed")?.Integer(), scaling);
        }
        catch (NetworkException exception) when (exception.Id != "NetworkFileInvalid")
        {
            throw file["layers"].Invalid(exception.Message);
        }

        return new NeuralNetwork(parameter, file.Find("training") is { } training ? ReadTraining(training) : null, file["moduleVersion"].Text());
    }

    private static DataSchema ReadSchema(JsonField file, long version)
    {
        FeatureColumn[] columns = [.. file["columns"].Items().Select(column => ColumnJson.Read(column, version))];
        string[] targets = [.. file["targets"].Items().Select(item => item.Text())];
        object[] classes = [.. file["classes"].Items().Select(LabelJson.Read)];
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
            return new DataSchema(columns, targets, classes) { IgnoreCase = ignoreCase, MissingMark = marks, TargetFormat = formats };
        }
        catch (NetworkException exception)
        {
            throw file["columns"].Invalid(exception.Message);
        }
    }

    private static LossFunction ReadLoss(JsonField file, NetworkTask task)
    {
        Loss? loss = file.Find("loss")?.Name<Loss>();
        try
        {
            return LossFunction.For(task, loss, file.Find("delta")?.Number());
        }
        catch (NetworkException exception) when (exception.Id != nameof(PersistenceErrors.NetworkFileInvalid))
        {
            throw file[loss is null ? "delta" : "loss"].Invalid(exception.Message);
        }
    }

    private static (NetworkShape Shape, double[] Values) ReadLayers(JsonField field, DataSchema schema, LossFunction loss)
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
        var sizes = new List<int> { schema.FeatureName.Count };
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
            return shape.LossFunction.Output != loss.Output
                ? throw layers[^1]["activation"].Invalid($"{activations[^1]} does not go with the loss {loss.Loss}")
                : (shape.With(loss), [.. values]);
        }
        catch (NetworkException exception) when (exception.Id != "NetworkFileInvalid")
        {
            throw field.Invalid(exception.Message);
        }
    }

    private static Scaling ReadScaling(JsonField field, NetworkShape shape, NetworkTask task)
    {
        double[] Read(string name, int count, bool isOptional)
        {
            double[] numbers = field[name].Numbers();
            return numbers.Length == count || (isOptional && numbers.Length == 0)
                ? numbers
                : throw field[name].Invalid($"there are {numbers.Length} numbers, but {count} are needed");
        }

        double[] mean = Read("featureMean", shape.InputSize, isOptional: true);
        double[] deviation = Read("featureDeviation", mean.Length, isOptional: false);
        double[] targetMean = Read("targetMean", task == NetworkTask.Regression ? shape.OutputSize : 0, isOptional: true);
        double[] targetDeviation = Read("targetDeviation", targetMean.Length, isOptional: false);
        if (deviation.Concat(targetDeviation).Any(value => value <= 0))
        {
            throw field.Invalid("a deviation is not above 0");
        }

        return new Scaling(mean, deviation, targetMean, targetDeviation, Read("fillValue", shape.InputSize, isOptional: true));
    }

    private static TrainingSummary ReadTraining(JsonField field) =>
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
            field.Find("seed")?.Integer());

    private static int Int(JsonField field) =>
        field.Integer() is >= 0 and <= int.MaxValue and var number ? (int)number : throw field.Invalid("it is no count");
}
