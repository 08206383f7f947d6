using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PSNeuralNet.Persistence;

/// <summary>Writes an object as JSON, its last member the SHA-256 of the content before.</summary>
internal sealed class ContentWriter : IDisposable
{
    /// <summary>The name of the member with the <see cref="ContentDigest"/> of the others.</summary>
    public const string DigestName = "sha256";

    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // "-1.2345678901234567E-308" has 24 characters.
    private const int LongestNumber = 32;

    private readonly Utf8JsonWriter _json;
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly ContentDigest _digest = new();

    /// <summary>Starts the object.</summary>
    public ContentWriter(Stream stream)
    {
        _json = new Utf8JsonWriter(stream, Layout);
        StartObject();
    }

    /// <summary>Ends the object.</summary>
    public void End()
    {
        _digest.EndObject();
        _json.WriteString(DigestName, _digest.ToHex());
        _json.WriteEndObject();
    }

    public void Dispose()
    {
        _digest.Dispose();
        _json.Dispose();
    }

    public void StartObject()
    {
        _json.WriteStartObject();
        _digest.StartObject();
    }

    public void EndObject()
    {
        _json.WriteEndObject();
        _digest.EndObject();
    }

    public void StartArray()
    {
        _json.WriteStartArray();
        _digest.StartArray();
    }

    public void EndArray()
    {
        _json.WriteEndArray();
        _digest.EndArray();
    }

    /// <summary>Writes the name of a member; its value is to follow.</summary>
    public ContentWriter Name(string name)
    {
        _json.WritePropertyName(name);
        _digest.Name(name);
        return this;
    }

    public void Null()
    {
        _json.WriteNullValue();
        _digest.Null();
    }

    public void Boolean(bool value)
    {
        _json.WriteBooleanValue(value);
        _digest.Boolean(value);
    }

    public void Text(string text)
    {
        _json.WriteStringValue(text);
        _digest.Text(text);
    }

    /// <summary>Writes an array of texts.</summary>
    public void Texts(IEnumerable<string> texts)
    {
        StartArray();
        foreach (string text in texts)
        {
            Text(text);
        }

        EndArray();
    }

    public void Integer(long number)
    {
        _json.WriteNumberValue(number);
        _digest.Number(number);
    }

    /// <summary>Writes a number; null for none.</summary>
    public void Integer(long? number)
    {
        if (number is { } value)
        {
            Integer(value);
        }
        else
        {
            Null();
        }
    }

    /// <summary>Writes a number; null for none, NaN and infinity.</summary>
    public void Number(double? number)
    {
        if (number is { } value && double.IsFinite(value))
        {
            _json.WriteNumberValue(value);
            _digest.Number(value);
        }
        else
        {
            Null();
        }
    }

    /// <summary>Writes a number with a point, which tells it from an integer.</summary>
    /// <exception cref="NetworkException">It is not finite.</exception>
    public void Double(double number)
    {
        string text = NetworkJsonWriter.Shortest(number);
        _json.WriteRawValue(text.AsSpan().ContainsAny(".eE") ? text : text + ".0");
        _digest.Number(number);
    }

    /// <summary>Writes an array of numbers on one line.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="allowsMissing">True to write null for NaN.</param>
    /// <exception cref="NetworkException">One is not finite.</exception>
    public void Numbers(IEnumerable<double> numbers, bool allowsMissing = false)
    {
        // Formatted as UTF-8 at once, and not validated again: there may be millions.
        _line.ResetWrittenCount();
        _line.Write("["u8);
        _digest.StartArray();
        foreach (double number in numbers)
        {
            if (_line.WrittenCount > 1)
            {
                _line.Write(", "u8);
            }

            if (allowsMissing && double.IsNaN(number))
            {
                _digest.Null();
                _line.Write("null"u8);
                continue;
            }

            _digest.Number(number);
            _ = number.TryFormat(_line.GetSpan(LongestNumber), out int length, "R", CultureInfo.InvariantCulture);
            _line.Advance(double.IsFinite(number) ? length : throw PersistenceErrors.NetworkNotFinite(number));
        }

        _line.Write("]"u8);
        _digest.EndArray();
        _json.WriteRawValue(_line.WrittenSpan, skipInputValidation: true);
    }
}
