using System.Text.Json;

namespace PSNeuralNet.Persistence;

/// <summary>
/// The label of a class in JSON, so that predictions come back as what the user wrote: text as it is, true and false, whole numbers and
/// doubles as numbers; other numbers and dates with their type. Anything else becomes its text.
/// </summary>
internal static class LabelJson
{
    private static readonly Dictionary<string, Type> Types = new(StringComparer.Ordinal)
    {
        ["Byte"] = typeof(byte), ["SByte"] = typeof(sbyte), ["Int16"] = typeof(short), ["UInt16"] = typeof(ushort), ["UInt32"] = typeof(uint),
        ["Int64"] = typeof(long), ["UInt64"] = typeof(ulong), ["Single"] = typeof(float), ["Decimal"] = typeof(decimal), ["Char"] = typeof(char),
        ["DateTime"] = typeof(DateTime),
    };

    public static void Write(ContentWriter json, object? label)
    {
        switch (label)
        {
            case null:
                json.Null();
                break;
            case bool flag:
                json.Boolean(flag);
                break;
            case int number when !label.GetType().IsEnum:
                json.Integer(number);
                break;
            case double number:
                json.Double(number);
                break;
            case DateTime date:
                WriteTyped(json, "DateTime", date.ToString("O", CultureInfo.InvariantCulture));
                break;
            case IConvertible when !label.GetType().IsEnum && Types.ContainsKey(label.GetType().Name):
                WriteTyped(json, label.GetType().Name, Convert.ToString(label, CultureInfo.InvariantCulture)!);
                break;
            default:
                json.Text(Convert.ToString(label, CultureInfo.InvariantCulture)!);
                break;
        }
    }

    /// <exception cref="NetworkException">It is no label.</exception>
    public static object Read(JsonField field)
    {
        switch (field.Kind)
        {
            case JsonValueKind.String:
                return field.Text();
            case JsonValueKind.True or JsonValueKind.False:
                return field.Boolean();
            case JsonValueKind.Number:
                // Boxed one by one: the two together would both be doubles.
                if (field.IsWritten(".eE"))
                {
                    return field.Number();
                }

                return field.Integer() is >= int.MinValue and <= int.MaxValue and var whole ? (int)whole : throw field.Invalid("it is too large");
            case JsonValueKind.Object:
                string type = field["type"].Text(), value = field["value"].Text();
                if (!Types.TryGetValue(type, out Type? known))
                {
                    throw field.Invalid($"'{type}' is no type of a label");
                }

                try
                {
                    return known == typeof(DateTime)
                        ? DateTime.ParseExact(value, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)
                        : Convert.ChangeType(value, known, CultureInfo.InvariantCulture);
                }
                catch (Exception exception) when (exception is FormatException or OverflowException)
                {
                    throw field.Invalid($"'{value}' is no {type}");
                }

            default:
                throw field.Invalid("it is no label");
        }
    }

    private static void WriteTyped(ContentWriter json, string type, string value)
    {
        json.StartObject();
        json.Name("type").Text(type);
        json.Name("value").Text(value);
        json.EndObject();
    }
}
