using System.Text.Encodings.Web;
using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Persistence;

/// <summary>Writes a network as JSON: see docs/network-file.md. Numbers are as short as still gives the same bits.</summary>
internal static class NetworkJsonWriter
{
    /// <summary>The value of the member "format".</summary>
    public const string Format = "PSNeuralNet network";

    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(NeuralNetwork network, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, Layout);
        json.WriteStartObject();
        json.WriteString("format", Format);
        NetworkShape shape = network.Parameter.Shape;
        json.WriteNumber("formatVersion", shape.HasDefaultLoss ? 1 : NetworkFile.FormatVersion);
        json.WriteString("moduleVersion", network.ModuleVersion);
        json.WriteString("task", network.Task.ToString());
        if (!shape.HasDefaultLoss)
        {
            json.WriteString("loss", shape.Loss.ToString());
            WriteNumber(json, "delta", shape.Delta);
        }

        json.WriteBoolean("hasNames", network.Parameter.HasNames);
        WriteSchema(json, network.Parameter.Schema);
        WriteScaling(json, network.Scaling);
        WriteLayers(json, network.Parameter);
        WriteNumber(json, "seed", network.Parameter.Seed);
        WriteTraining(json, network.Training);
        json.WriteEndObject();
    }

    private static void WriteSchema(Utf8JsonWriter json, DataSchema schema)
    {
        json.WriteStartArray("columns");
        foreach (FeatureColumn column in schema.Column)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("kind", column.Kind.ToString());
            if (column.IsLeftOut)
            {
                json.WriteBoolean("isLeftOut", true);
                json.WritePropertyName("constant");
                LabelJson.Write(json, column.Constant);
            }
            else
            {
                json.WriteString("missingValue", column.MissingValue.ToString());
                WriteTexts(json, "categories", column.Category);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteTexts(json, "targets", schema.TargetName);
        json.WriteStartArray("classes");
        foreach (object label in schema.ClassLabel)
        {
            LabelJson.Write(json, label);
        }

        json.WriteEndArray();
    }

    private static void WriteScaling(Utf8JsonWriter json, Scaling? scaling)
    {
        if (scaling is null)
        {
            json.WriteNull("scaling");
            return;
        }

        json.WriteStartObject("scaling");
        WriteNumbers(json, "fillValue", scaling.FillValue);
        WriteNumbers(json, "featureMean", scaling.FeatureMean);
        WriteNumbers(json, "featureDeviation", scaling.FeatureDeviation);
        WriteNumbers(json, "targetMean", scaling.TargetMean);
        WriteNumbers(json, "targetDeviation", scaling.TargetDeviation);
        json.WriteEndObject();
    }

    private static void WriteLayers(Utf8JsonWriter json, NetworkParameter parameter)
    {
        json.WriteStartArray("layers");
        for (int layer = 1; layer <= parameter.Shape.LayerCount; layer++)
        {
            json.WriteStartObject();
            json.WriteString("activation", parameter.Activation[layer - 1].ToString());
            json.WriteStartArray("weights");
            foreach (Vector<double> row in parameter.Weight(layer).EnumerateRows())
            {
                WriteNumbers(json, null, row);
            }

            json.WriteEndArray();
            WriteNumbers(json, "biases", parameter.Bias(layer).Column(0));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTraining(Utf8JsonWriter json, TrainingSummary? training)
    {
        if (training is null)
        {
            json.WriteNull("training");
            return;
        }

        json.WriteStartObject("training");
        json.WriteNumber("epochCount", training.EpochCount);
        WriteNumber(json, "firstCost", training.FirstCost);
        WriteNumber(json, "lastCost", training.LastCost);
        WriteNumber(json, "bestEpoch", training.BestEpoch);
        WriteNumber(json, "validationCost", training.ValidationCost);
        WriteNumber(json, "score", training.Score);
        WriteNumber(json, "validationScore", training.ValidationScore);
        json.WriteNumber("sampleCount", training.SampleCount);
        json.WriteString("optimizer", training.Optimizer);
        json.WriteNumber("learningRate", training.LearningRate);
        json.WriteString("stopReason", training.StopReason);
        WriteNumber(json, "seed", training.Seed);
        json.WriteEndObject();
    }

    /// <summary>A number; null for none, NaN and infinity.</summary>
    private static void WriteNumber(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } value && double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    /// <summary>Numbers on one line.</summary>
    private static void WriteNumbers(Utf8JsonWriter json, string? name, IEnumerable<double> numbers)
    {
        if (name is not null)
        {
            json.WritePropertyName(name);
        }

        json.WriteRawValue($"[{string.Join(", ", numbers.Select(Shortest))}]");
    }

    /// <summary>A number as short as still gives the same bits.</summary>
    /// <exception cref="NetworkException">It is not finite.</exception>
    internal static string Shortest(double number) =>
        double.IsFinite(number)
            ? number.ToString("R", System.Globalization.CultureInfo.InvariantCulture)
            : throw PersistenceErrors.NetworkNotFinite(number);
}
