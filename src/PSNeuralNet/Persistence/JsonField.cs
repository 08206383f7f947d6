using System.Text.Json;

namespace PSNeuralNet.Persistence;

/// <summary>A value in a JSON file with its path, for error messages.</summary>
/// <param name="element">The value.</param>
/// <param name="file">The file, for messages.</param>
/// <param name="path">Its path: "layers[0].weights".</param>
internal readonly struct JsonField(JsonElement element, string file, string path = "")
{
    /// <summary>A member of an object.</summary>
    /// <exception cref="NetworkException">This is no object, or lacks it.</exception>
    public JsonField this[string name] => Find(name) ?? throw Invalid($"there is no \"{name}\"");

    /// <summary>True for null.</summary>
    public bool IsNull => element.ValueKind == JsonValueKind.Null;

    /// <summary>The file.</summary>
    public string File => file;

    /// <summary>The kind of the value.</summary>
    public JsonValueKind Kind => element.ValueKind;

    /// <summary>A member of an object; null where it lacks it, or has null.</summary>
    /// <exception cref="NetworkException">This is no object.</exception>
    public JsonField? Find(string name) =>
        element.ValueKind != JsonValueKind.Object ? throw Invalid("it is no object")
            : element.TryGetProperty(name, out JsonElement member) && member.ValueKind != JsonValueKind.Null
            ? new JsonField(member, file, path.Length == 0 ? name : $"{path}.{name}")
            : null;

    /// <summary>The number of items of an array.</summary>
    /// <exception cref="NetworkException">This is no array.</exception>
    public int Count => element.ValueKind == JsonValueKind.Array ? element.GetArrayLength() : throw Invalid("it is no array");

    /// <summary>The items of an array, one by one: there may be millions of empty ones.</summary>
    /// <exception cref="NetworkException">This is no array.</exception>
    public IEnumerable<JsonField> Items()
    {
        // A structure lends its members to no closure.
        (JsonElement array, string name, string place) = (element, file, path);
        return Enumerable.Range(0, Count).Zip(array.EnumerateArray(), (i, item) => new JsonField(item, name, $"{place}[{i}]"));
    }

    /// <summary>A text.</summary>
    /// <exception cref="NetworkException">This is no text.</exception>
    public string Text() => element.ValueKind == JsonValueKind.String ? element.GetString()! : throw Invalid("it is no text");

    /// <summary>A finite number.</summary>
    /// <exception cref="NetworkException">This is no number, or not finite.</exception>
    public double Number() =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out double number) && double.IsFinite(number)
            ? number
            : throw Invalid("it is no finite number");

    /// <summary>An integer.</summary>
    /// <exception cref="NetworkException">This is none, or too large.</exception>
    public long Integer() =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out long number) ? number : throw Invalid("it is no whole number");

    /// <summary>True or false.</summary>
    /// <exception cref="NetworkException">This is neither.</exception>
    public bool Boolean() =>
        element.ValueKind is JsonValueKind.True or JsonValueKind.False ? element.GetBoolean() : throw Invalid("it is neither true nor false");

    /// <summary>An array of finite numbers.</summary>
    /// <param name="allowsNull">True to read null as NaN.</param>
    /// <exception cref="NetworkException">This is something else.</exception>
    public double[] Numbers(bool allowsNull = false)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            throw Invalid("it is no array");
        }

        // No field of each: there may be millions.
        var numbers = new double[element.GetArrayLength()];
        int i = 0;
        foreach (JsonElement item in element.EnumerateArray())
        {
            if (allowsNull && item.ValueKind == JsonValueKind.Null)
            {
                numbers[i++] = double.NaN;
                continue;
            }

            bool isNumber = item.ValueKind == JsonValueKind.Number && item.TryGetDouble(out numbers[i]) && double.IsFinite(numbers[i]);
            i += isNumber ? 1 : throw new JsonField(item, file, $"{path}[{i}]").Invalid("it is no finite number");
        }

        return numbers;
    }

    /// <summary>One of the names of an enumeration.</summary>
    /// <exception cref="NetworkException">This is none.</exception>
    public T Name<T>()
        where T : struct, Enum
    {
        string text = Text();
        return Enum.GetNames<T>().Contains(text, StringComparer.Ordinal)
            ? Enum.Parse<T>(text)
            : throw Invalid($"'{text}' is none of {string.Join(", ", Enum.GetNames<T>())}");
    }

    /// <summary>True for a number written with one of these characters.</summary>
    public bool IsWritten(string characters) => element.GetRawText().AsSpan().ContainsAny(characters);

    /// <summary>The exception for an invalid value at this path.</summary>
    public NetworkException Invalid(string what) => PersistenceErrors.NetworkFileInvalid(file, path, what);
}
