using System.Buffers.Binary;

namespace PSNeuralNet.Data;

/// <summary>
/// File in the IDX format of MNIST: two zero bytes, the type of the values, the number of dimensions, the size of each (32 bits,
/// big-endian), then the values. Memory is allocated as bytes arrive, not by the sizes in the header.
/// </summary>
/// <seealso href="http://yann.lecun.com/exdb/mnist/"/>
internal sealed class IdxFile
{
    private const int PieceSize = 1 << 20;

    private readonly byte[] _bytes;
    private readonly byte _type;

    private IdxFile(int[] sizes, byte type, byte[] bytes)
    {
        Sizes = sizes;
        _type = type;
        _bytes = bytes;
        Width = sizes.Skip(1).Aggregate(1, (product, size) => product * size);
    }

    /// <summary>Sizes of the dimensions; the first is the number of samples.</summary>
    public int[] Sizes { get; }

    /// <summary>Number of values of each sample.</summary>
    public int Width { get; }

    /// <summary>True for integer values.</summary>
    public bool IsWhole => _type < 0x0D;

    /// <summary>A value.</summary>
    public double this[int index]
    {
        get
        {
            ReadOnlySpan<byte> bytes = _bytes.AsSpan(index * SizeOf(_type));
            return _type switch
            {
                0x08 => bytes[0],
                0x09 => (sbyte)bytes[0],
                0x0B => BinaryPrimitives.ReadInt16BigEndian(bytes),
                0x0C => BinaryPrimitives.ReadInt32BigEndian(bytes),
                0x0D => BinaryPrimitives.ReadSingleBigEndian(bytes),
                _ => BinaryPrimitives.ReadDoubleBigEndian(bytes),
            };
        }
    }

    /// <summary>Reads a file.</summary>
    /// <param name="source">The file, as it is or compressed with gzip.</param>
    /// <param name="progress">Receiver of the progress; null for none.</param>
    /// <param name="cancellation">Ends the reading early.</param>
    /// <exception cref="NetworkException">The file cannot be read, or is no such file.</exception>
    public static IdxFile Read(FileSource source, IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        string path = source.Path;
        return DataFile.Reading(path, () =>
        {
            using var file = DataFile.Open(source, isText: false);
            byte[] magic = ReadHeader(file, path, 4);
            if (magic[0] != 0 || magic[1] != 0 || SizeOf(magic[2]) == 0 || magic[3] is 0 or > 4)
            {
                throw DataFileErrors.IdxMagicInvalid(path, BinaryPrimitives.ReadUInt32BigEndian(magic));
            }

            byte[] header = ReadHeader(file, path, 4 * magic[3]);
            uint[] claimed = [.. Enumerable.Range(0, magic[3]).Select(i => BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4 * i)))];
            // Decimal, since four sizes of 32 bits overflow an integer.
            decimal count = claimed.Aggregate(1m, (product, size) => Math.Min(product * size, decimal.MaxValue / uint.MaxValue));
            if (count == 0 || count > Dataset.MaximumValues)
            {
                throw DataFileErrors.IdxSizeInvalid(path, claimed);
            }

            // The bytes twice, and the features.
            if ((long)count * ((2 * SizeOf(magic[2])) + sizeof(double)) > TableMemory.Limit)
            {
                throw TableErrors.TableTooLarge((int)claimed[0], TableMemory.Limit);
            }

            byte[] bytes = ReadBytes(file, path, (long)count * SizeOf(magic[2]), new ImportProgressReporter(progress, cancellation));
            return new IdxFile([.. claimed.Select(size => (int)size)], magic[2], bytes);
        });
    }

    private static byte[] ReadHeader(DataFile file, string path, int length)
    {
        var bytes = new byte[length];
        int read = file.Content.ReadAtLeast(bytes, length, throwOnEndOfStream: false);
        return read == length ? bytes : throw DataFileErrors.IdxTruncated(path, length, read);
    }

    private static byte[] ReadBytes(DataFile file, string path, long length, ImportProgressReporter watch)
    {
        if (file.IsPlain && file.Length - file.Position < length)
        {
            throw DataFileErrors.IdxTruncated(path, length, file.Length - file.Position);
        }

        var pieces = new List<byte[]>();
        long read = 0;
        while (read < length)
        {
            var piece = new byte[(int)Math.Min(PieceSize, length - read)];
            int got = file.Content.ReadAtLeast(piece, piece.Length, throwOnEndOfStream: false);
            read += got;
            if (got < piece.Length)
            {
                throw DataFileErrors.IdxTruncated(path, length, read);
            }

            pieces.Add(piece);
            watch.Report(file.Position, file.Length, 0);
        }

        if (file.Content.ReadByte() >= 0)
        {
            throw DataFileErrors.IdxTooLong(path, length);
        }

        var bytes = new byte[length];
        long start = 0;
        foreach (byte[] piece in pieces)
        {
            piece.CopyTo(bytes, start);
            start += piece.Length;
        }

        return bytes;
    }

    private static int SizeOf(byte type) =>
        type switch
        {
            0x08 or 0x09 => 1,
            0x0B => 2,
            0x0C or 0x0D => 4,
            0x0E => 8,
            _ => 0,
        };
}
