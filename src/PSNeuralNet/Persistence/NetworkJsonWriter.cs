using MathNet.Numerics.LinearAlgebra;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Training;

namespace PSNeuralNet.Persistence;

/// <summary>Writes a network as JSON: see docs/network-file.md. Numbers are as short as still gives the same bits.</summary>
internal static class NetworkJsonWriter
{
    /// <summary>The value of the member "format".</summary>
    public const string Format = "PSNeuralNet network";

    public static void Write(NeuralNetwork network, Stream stream)
    {
        using var json = new ContentWriter(stream);
        json.Name("format").Text(Format);
        NetworkParameter parameter = network.Parameter;
        json.Name("formatVersion").Integer(VersionOf(parameter));
        json.Name("moduleVersion").Text(network.ModuleVersion);
        json.Name("task").Text(network.Task.ToString());
        if (parameter.IsUniform)
        {
            WriteLoss(json, parameter.Shape);
        }

        json.Name("hasNames").Boolean(parameter.HasNames);
        WriteSchema(json, parameter.Schema);
        if (parameter.IsUniform)
        {
            WriteScaling(json.Name("scaling"), network.Scaling);
        }

        MetadataJson.Write(json, parameter.Metadata);
        if (parameter.IsEnsemble)
        {
            json.Name("members").StartArray();
            foreach ((NeuralNetwork member, int times) in network.Member.Distinct().Zip(parameter.Times))
            {
                json.StartObject();
                if (times > 1)
                {
                    json.Name("count").Integer(times);
                }

                if (!parameter.IsUniform)
                {
                    WriteLoss(json, member.Parameter.Shape);
                    WriteScaling(json.Name("scaling"), member.Scaling);
                }

                WriteOne(json, member);
                json.EndObject();
            }

            json.EndArray();
            WriteTraining(json.Name("training"), network.Training);
        }
        else
        {
            WriteOne(json, network);
        }

        json.End();
    }

    /// <summary>The oldest version that has everything of a network.</summary>
    private static int VersionOf(NetworkParameter parameter)
    {
        bool isPlain = parameter.IsUniform && parameter.Member.Count <= TrainingSetting.MaximumEnsemble && Array.TrueForAll(parameter.Times, times => times == 1);
        Scaling? scaling = parameter.Scaling;
        int older = parameter.Single.Any(one => one.Shape.Quantile.Count > 0) ? NetworkJsonReader.QuantileVersion
            : parameter.Schema.IsAnomaly ? AnomalyJson.Version
            : !isPlain ? NetworkJsonReader.MemberVersion
            : scaling is { UnitCount: > 0 } ? NetworkJsonReader.EncodingVersion
            : parameter.IsEnsemble || scaling is { HasTargetRule: true } or { FeatureClip.Count: > 0 } ? NetworkJsonReader.EnsembleVersion
            : parameter.Schema.Column.Select(ColumnJson.VersionOf).Append(parameter.HasDefaultLoss ? 1 : 2).Max();
        int schema = parameter.Task == NetworkTask.MultiLabel ? MetadataJson.LabelVersion : parameter.Schema.PositiveIndex == PositiveLabel.Default ? older : MetadataJson.ThresholdVersion;
        return Math.Max(schema, MetadataJson.VersionOf(parameter.Metadata));
    }

    /// <summary>The loss, where it is not the task's default.</summary>
    private static void WriteLoss(ContentWriter json, NetworkShape shape)
    {
        if (!shape.HasDefaultLoss)
        {
            json.Name("loss").Text(shape.Loss.ToString());
            json.Name("delta").Number(shape.Delta);
            if (shape.Quantile.Count > 0)
            {
                json.Name("quantiles").Numbers(shape.Quantile);
            }
        }
    }

    /// <summary>Members of an ensemble, each with layers, seed and training of its own.</summary>
    private static void WriteOne(ContentWriter json, NeuralNetwork network)
    {
        WriteLayers(json.Name("layers"), network.Parameter);
        if (network.Parameter.PriorOffset.Count > 0)
        {
            json.Name("priorOffset").Numbers(network.Parameter.PriorOffset);
        }

        json.Name("seed").Integer(network.Parameter.Seed);
        WriteTraining(json.Name("training"), network.Training);
    }

    /// <summary>Writes columns, targets and classes.</summary>
    internal static void WriteSchema(ContentWriter json, DataSchema schema)
    {
        json.Name("columns").StartArray();
        foreach (FeatureColumn column in schema.Column)
        {
            ColumnJson.Write(json, column);
        }

        json.EndArray();
        json.Name("targets").Texts(schema.TargetName);
        AnomalyJson.WriteReconstruction(json, schema);
        json.Name("classes").StartArray();
        foreach (object label in schema.ClassLabel)
        {
            LabelJson.Write(json, label);
        }

        json.EndArray();
        if (schema.Label.Count > 0)
        {
            json.Name("targetClasses").StartArray();
            foreach (TargetLabel label in schema.Label)
            {
                json.StartArray();
                LabelJson.Write(json, label.Negative);
                LabelJson.Write(json, label.Positive);
                json.EndArray();
            }

            json.EndArray();
        }

        if (schema.PositiveIndex != PositiveLabel.Default)
        {
            LabelJson.Write(json.Name("positiveClass"), schema.ClassLabel[schema.PositiveIndex]);
        }

        if (schema.IgnoreCase || schema.MissingMark is not null || schema.TargetFormat.Count > 0)
        {
            json.Name("labels").StartObject();
            json.Name("ignoreCase").Boolean(schema.IgnoreCase);
            if (schema.MissingMark is { } marks)
            {
                json.Name("missingMark").Texts(marks);
            }

            if (schema.TargetFormat.Count > 0)
            {
                json.Name("numberFormat").Texts(schema.TargetFormat.Select(format => format?.ToString() ?? ""));
            }

            json.EndObject();
        }
    }

    private static void WriteScaling(ContentWriter json, Scaling? scaling)
    {
        if (scaling is null)
        {
            json.Null();
            return;
        }

        json.StartObject();
        json.Name("fillValue").Numbers(scaling.FillValue);
        json.Name("featureMean").Numbers(scaling.FeatureMean);
        json.Name("featureDeviation").Numbers(scaling.FeatureDeviation);
        json.Name("targetMean").Numbers(scaling.TargetMean);
        json.Name("targetDeviation").Numbers(scaling.TargetDeviation);
        if (scaling.FeatureClip.Count > 0)
        {
            json.Name("featureClip").Numbers(scaling.FeatureClip);
        }

        if (scaling.UnitCount > 0)
        {
            json.Name("featureEdges").StartArray();
            foreach (IReadOnlyList<double> edges in scaling.FeatureEdge)
            {
                json.Numbers(edges);
            }

            json.EndArray();
        }

        if (scaling.TargetShift.Count > 0)
        {
            json.Name("targetShift").Numbers(scaling.TargetShift);
        }

        if (scaling.TargetMinimum.Count > 0)
        {
            json.Name("targetMinimum").Numbers(scaling.TargetMinimum);
            json.Name("targetMaximum").Numbers(scaling.TargetMaximum);
        }

        json.EndObject();
    }

    private static void WriteLayers(ContentWriter json, NetworkParameter parameter)
    {
        json.StartArray();
        for (int layer = 1; layer <= parameter.Shape.LayerCount; layer++)
        {
            json.StartObject();
            json.Name("activation").Text(parameter.Activation[layer - 1].ToString());
            json.Name("weights").StartArray();
            foreach (Vector<double> row in parameter.Weight(layer).EnumerateRows())
            {
                json.Numbers(row);
            }

            json.EndArray();
            json.Name("biases").Numbers(parameter.Bias(layer).Column(0));
            json.EndObject();
        }

        json.EndArray();
    }

    private static void WriteTraining(ContentWriter json, TrainingSummary? training)
    {
        if (training is null)
        {
            json.Null();
            return;
        }

        json.StartObject();
        json.Name("epochCount").Integer(training.EpochCount);
        json.Name("firstCost").Number(training.FirstCost);
        json.Name("lastCost").Number(training.LastCost);
        json.Name("bestEpoch").Integer(training.BestEpoch);
        json.Name("validationCost").Number(training.ValidationCost);
        json.Name("score").Number(training.Score);
        json.Name("validationScore").Number(training.ValidationScore);
        json.Name("sampleCount").Integer(training.SampleCount);
        json.Name("optimizer").Text(training.Optimizer);
        json.Name("learningRate").Number(training.LearningRate);
        json.Name("stopReason").Text(training.StopReason);
        json.Name("seed").Integer(training.Seed);
        if (training.Temperature is { } temperature)
        {
            json.Name("temperature").Number(temperature);
        }

        if (training.Setting.Length > 0)
        {
            json.Name("settings").Text(training.Setting);
        }

        json.EndObject();
    }

    /// <summary>A number as short as still gives the same bits.</summary>
    /// <exception cref="NetworkException">It is not finite.</exception>
    internal static string Shortest(double number) =>
        double.IsFinite(number)
            ? number.ToString("R", System.Globalization.CultureInfo.InvariantCulture)
            : throw PersistenceErrors.NetworkNotFinite(number);
}
