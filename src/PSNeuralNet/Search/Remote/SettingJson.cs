using System.Text.Json;
using PSNeuralNet.Persistence;
using PSNeuralNet.Training;

namespace PSNeuralNet.Search;

/// <summary>The settings of a trial as JSON, to be read back as the same values: numbers to the last bit, enums by name, class weights by label.</summary>
internal static class SettingJson
{
    /// <summary>Writes settings as an object, in their order.</summary>
    public static void Write(Utf8JsonWriter writer, TrialSetting setting)
    {
        writer.WriteStartObject();
        foreach ((string name, object? value) in setting)
        {
            writer.WritePropertyName(name);
            WriteValue(writer, value);
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads settings.</summary>
    /// <exception cref="NetworkException">A setting is unknown, or no value of it.</exception>
    public static TrialSetting Read(JsonElement element) =>
        new TrialSetting(element.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, ReadValue(SearchSetting.Of(property.Name), property.Value))));

    private static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case int whole:
                writer.WriteNumberValue(whole);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case Enum name:
                writer.WriteStringValue(name.ToString());
                break;
            case ClassWeighting weighting:
                WriteWeights(writer, weighting);
                break;
            case System.Collections.IEnumerable list:
                writer.WriteStartArray();
                foreach (object? one in list)
                {
                    WriteValue(writer, one);
                }

                writer.WriteEndArray();
                break;
            default:
                throw RemoteErrors.SearchLineInvalid($"a setting of the type {value.GetType().Name}");
        }
    }

    private static void WriteWeights(Utf8JsonWriter writer, ClassWeighting weighting)
    {
        if (weighting == ClassWeighting.Balanced)
        {
            writer.WriteStringValue(nameof(ClassWeighting.Balanced));
            return;
        }

        // Labels with their types, as in network files.
        var bytes = new MemoryStream();
        using (var json = new ContentWriter(bytes))
        {
            json.Name("labels").StartArray();
            foreach ((object label, _) in weighting.Given)
            {
                LabelJson.Write(json, label);
            }

            json.EndArray();
            json.Name("weights").Numbers(weighting.Given.Select(one => one.Weight));
            json.End();
        }

        using var document = JsonDocument.Parse(bytes.ToArray());
        document.RootElement.WriteTo(writer);
    }

    private static object? ReadValue(SearchSetting setting, JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (!setting.IsList)
        {
            return ReadOne(setting.Element, element);
        }

        return LayerValues.Of(setting.Element, [.. element.EnumerateArray().Select(one => ReadOne(setting.Element, one))]);
    }

    private static object ReadOne(Type type, JsonElement element)
    {
        if (type == typeof(ClassWeighting))
        {
            return element.ValueKind == JsonValueKind.String ? ClassWeighting.Balanced : ReadWeights(new JsonField(element, "a line of a search"));
        }

        // Boxed one by one: in one expression, a whole number would become a double.
        if (type == typeof(int))
        {
            return element.GetInt32();
        }

        return type == typeof(bool) ? element.GetBoolean() : type.IsEnum ? Enum.Parse(type, element.GetString()!) : element.GetDouble();
    }

    private static ClassWeighting ReadWeights(JsonField field) =>
        ClassWeighting.Of(field["labels"].Items().Select(LabelJson.Read).Zip(field["weights"].Numbers(), KeyValuePair.Create));
}
