using System.Runtime.InteropServices;

namespace PSNeuralNet.Persistence;

/// <summary>Reads the values of a checkpoint. One that is cut off or out of its range is an error that names it and its place in the file.</summary>
/// <param name="bytes">The contents.</param>
/// <param name="offset">Their place in the file, for messages.</param>
internal sealed class CheckpointReader(byte[] bytes, int offset) : IDisposable
{
    private readonly BinaryReader _reader = new(new MemoryStream(bytes, writable: false));

    private long Position => _reader.BaseStream.Position;

    private long Rest => bytes.Length - Position;

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    /// <summary>A text.</summary>
    public string Text(string name) => Read(name, reader => reader.ReadString());

    /// <summary>A text that stands for a value.</summary>
    /// <param name="name">The value's name, for messages.</param>
    /// <param name="parse">Returns null for a text that stands for none.</param>
    public T Text<T>(string name, Func<string, T?> parse)
        where T : class => Read(name, reader => parse(reader.ReadString()));

    /// <summary>The name of an enumeration's constant.</summary>
    public T Name<T>(string name)
        where T : struct, Enum => (T)Text(name, text => (object?)Named<T>(text));

    /// <summary>The name of an enumeration's constant; null for an empty text.</summary>
    public T? NameOrNone<T>(string name)
        where T : struct, Enum
    {
        T? found = null;
        _ = Text(name, text => text.Length == 0 || (found = Named<T>(text)) is not null ? text : null);
        return found;
    }

    /// <summary>True or false.</summary>
    public bool Boolean(string name) => (byte)Read(name, reader => reader.ReadByte() is var value && value <= 1 ? (object)value : null) == 1;

    /// <summary>An integer.</summary>
    public int Integer(string name, int least = 0, int most = int.MaxValue) => (int)Read(name, reader => reader.ReadInt32() is var value && value >= least && value <= most ? (object)value : null);

    /// <summary>A long integer.</summary>
    public long Long(string name, long least = 0, long most = long.MaxValue) => (long)Read(name, reader => reader.ReadInt64() is var value && value >= least && value <= most ? (object)value : null);

    /// <summary>A number, which may be infinite or NaN.</summary>
    public double Number(string name) => (double)Read(name, reader => (object)reader.ReadDouble());

    /// <summary>A number that is finite.</summary>
    public double FiniteNumber(string name) => (double)Read(name, reader => reader.ReadDouble() is var value && double.IsFinite(value) ? (object)value : null);

    /// <summary>Numbers, which may be infinite or NaN.</summary>
    public double[] Numbers(string name)
    {
        var values = new double[Count(name, sizeof(double))];
        _reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    /// <summary>Numbers that are finite.</summary>
    public double[] FiniteNumbers(string name)
    {
        double[] values = Numbers(name);
        int at = Array.FindIndex(values, value => !double.IsFinite(value));
        return at < 0 ? values : throw Damage(name, Position - ((values.Length - at) * (long)sizeof(double)));
    }

    /// <summary>A list of items of at least so many bytes each.</summary>
    public T[] List<T>(string name, int size, Func<T> readItem)
    {
        var items = new T[Count(name, size)];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = readItem();
        }

        return items;
    }

    /// <summary>Makes sure that nothing follows.</summary>
    public void RequireEnd()
    {
        if (Rest > 0)
        {
            throw new InvalidDataException(FormattableString.Invariant($"{Rest} bytes follow its last value, at byte {offset + Position}"));
        }
    }

    private static T? Named<T>(string text)
        where T : struct, Enum => Enum.TryParse(text, out T value) && Enum.GetName(value) == text ? value : null;

    /// <summary>A number of items, which the rest of the file has to have room for.</summary>
    private int Count(string name, int size) =>
        (int)Read($"the number of {name}", reader => reader.ReadInt32() is var count && count >= 0 && (long)count * size <= Rest ? (object)count : null);

    private T Read<T>(string name, Func<BinaryReader, T?> read)
        where T : class
    {
        long start = Position;
        try
        {
            return read(_reader) ?? throw Damage(name, start);
        }
        catch (Exception exception) when (exception is IOException or FormatException or OverflowException or ArgumentException)
        {
            throw Damage(name, start);
        }
    }

    private InvalidDataException Damage(string name, long position) =>
        new InvalidDataException(FormattableString.Invariant($"{name} cannot be read at byte {offset + position}, or out of range"));
}
