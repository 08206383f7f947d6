using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;

namespace PSNeuralNet.Persistence;

/// <summary>
/// SHA-256 of the content of a JSON file: the same whatever the white space, the order of members, the escapes in texts, and the notation
/// of numbers (1 and 1.0). A value is fed as bytes: a text as ", the length of its UTF-8 and that; a number as # and its double; true,
/// false and null as t, f and n; an array as [, its items, and ]; an object as {, the number of its members, and the SHA-256 of each in ascending
/// order. A member is its name, as a text, and its value. Lengths and numbers of members (4 bytes) and doubles (8) are little-endian.
/// </summary>
internal sealed class ContentDigest : IDisposable
{
    private readonly byte[] _buffer = new byte[1 << 14];
    private readonly Stack<List<byte[]>> _objects = new();
    private readonly List<Part> _parts = [new Part()];
    private int _count;

    /// <summary>The digest of a JSON value, in hexadecimal digits.</summary>
    /// <param name="element">An object.</param>
    /// <param name="without">The member of the object that is left out.</param>
    /// <exception cref="InvalidOperationException">A name or a text is invalid: half of a surrogate pair, or no UTF-8.</exception>
    public static string Of(JsonElement element, string without)
    {
        using var digest = new ContentDigest();
        digest.Value(element, without);
        return digest.ToHex();
    }

    public void StartObject() => _objects.Push([]);

    public void EndObject()
    {
        EndMember();
        List<byte[]> members = _objects.Pop();
        members.Sort((a, b) => a.AsSpan().SequenceCompareTo(b));
        Tag('{');
        Length(members.Count);
        members.ForEach(member => member.CopyTo(Next(member.Length)));
    }

    public void StartArray() => Tag('[');

    public void EndArray() => Tag(']');

    /// <summary>The name of a member; its value is to follow.</summary>
    public void Name(string name)
    {
        EndMember();
        _parts.Add(new Part { Start = _count });
        Text(name);
    }

    public void Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Tag('"');
        Length(bytes.Length);
        for (int i = 0; i < bytes.Length; i += _buffer.Length)
        {
            ReadOnlySpan<byte> piece = bytes.AsSpan(i, Math.Min(_buffer.Length, bytes.Length - i));
            piece.CopyTo(Next(piece.Length));
        }
    }

    public void Number(double number)
    {
        Span<byte> next = Next(1 + sizeof(double));
        next[0] = (byte)'#';
        BinaryPrimitives.WriteDoubleLittleEndian(next[1..], number);
    }

    public void Boolean(bool value) => Tag(value ? 't' : 'f');

    public void Null() => Tag('n');

    /// <summary>The digest of what was fed, in hexadecimal digits.</summary>
    public string ToHex() => Convert.ToHexStringLower(EndPart());

    public void Dispose() => _parts.ForEach(part => part.Hash?.Dispose());

    private void Value(JsonElement element, string? without = null)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                StartObject();
                foreach (JsonProperty property in element.EnumerateObject().Where(property => property.Name != without))
                {
                    Name(property.Name);
                    Value(property.Value);
                }

                EndObject();
                break;
            case JsonValueKind.Array:
                StartArray();
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Value(item);
                }

                EndArray();
                break;
            case JsonValueKind.String:
                Text(element.GetString()!);
                break;
            case JsonValueKind.Number:
                Number(element.GetDouble());
                break;
            case JsonValueKind.True or JsonValueKind.False:
                Boolean(element.GetBoolean());
                break;
            default:
                Null();
                break;
        }
    }

    private void Tag(char tag) => Next(1)[0] = (byte)tag;

    private void Length(int length) => BinaryPrimitives.WriteInt32LittleEndian(Next(sizeof(int)), length);

    /// <summary>Room for the next bytes, at most as many as the buffer has.</summary>
    private Span<byte> Next(int length)
    {
        if (_count + length > _buffer.Length)
        {
            Spill();
        }

        _count += length;
        return _buffer.AsSpan(_count - length, length);
    }

    /// <summary>Empties the buffer into the hashes of the open members.</summary>
    private void Spill()
    {
        for (int i = 0; i < _parts.Count; i++)
        {
            Part part = _parts[i];
            int end = i + 1 < _parts.Count ? _parts[i + 1].Start : _count;
            part.Hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            part.Hash.AppendData(_buffer.AsSpan(part.Start, end - part.Start));
        }

        _parts.ForEach(part => part.Start = 0);
        _count = 0;
    }

    /// <summary>Ends the member of the innermost object that was begun last, if there is one.</summary>
    private void EndMember()
    {
        if (_parts.Count > _objects.Count)
        {
            _objects.Peek().Add(EndPart());
        }
    }

    private byte[] EndPart()
    {
        Part part = _parts[^1];
        ReadOnlySpan<byte> rest = _buffer.AsSpan(part.Start, _count - part.Start);
        _count = part.Start;
        _parts.RemoveAt(_parts.Count - 1);
        if (part.Hash is null)
        {
            return SHA256.HashData(rest);
        }

        using IncrementalHash hash = part.Hash;
        hash.AppendData(rest);
        return hash.GetHashAndReset();
    }

    /// <summary>A value that is being fed: the whole one, or an open member's.</summary>
    private sealed class Part
    {
        /// <summary>The first of its bytes in the buffer.</summary>
        public int Start { get; set; }

        /// <summary>The hash of those that the buffer had no room for; null for none.</summary>
        public IncrementalHash? Hash { get; set; }
    }
}
