using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Persistence;
using PSNeuralNet.Training;

namespace PSNeuralNet.Search;

/// <summary>
/// A problem as compressed bytes: all that a trial depends on, to the same bits. Numbers are little-endian doubles, the schema is that of a network's file. Ids, texts and cells as they were in the
/// table are left out: no training uses them.
/// </summary>
internal sealed class ProblemBytes
{
    /// <summary>Length of a piece, in bytes.</summary>
    public const int PieceLength = 1 << 20;

    private const int Format = 1;

    private ProblemBytes(byte[][] piece, long length, string digest)
    {
        (Piece, Length, Digest) = (piece, length, digest);
    }

    /// <summary>The bytes in pieces of at most <see cref="PieceLength"/>.</summary>
    public IReadOnlyList<byte[]> Piece { get; }

    /// <summary>Number of bytes in all.</summary>
    public long Length { get; }

    /// <summary>SHA-256 of the bytes.</summary>
    public string Digest { get; }

    /// <summary>Writes a problem.</summary>
    public static ProblemBytes Of(SearchProblem problem)
    {
        using var pieces = new PieceStream();
        using (var deflate = new DeflateStream(pieces, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new BinaryWriter(deflate, Encoding.UTF8))
        {
            Write(writer, problem);
        }

        byte[][] written = pieces.ToPieces();
        return new ProblemBytes(written, written.Sum(piece => (long)piece.Length), DigestOf(written));
    }

    /// <summary>SHA-256 of pieces.</summary>
    public static string DigestOf(IEnumerable<byte[]> pieces)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (byte[] piece in pieces)
        {
            hash.AppendData(piece);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>Reads a problem.</summary>
    /// <param name="pieces">Its pieces.</param>
    /// <exception cref="NetworkException">The bytes are none.</exception>
    public static SearchProblem Read(IReadOnlyList<byte[]> pieces)
    {
        try
        {
            using var reader = new BinaryReader(new DeflateStream(new PieceStream(pieces), CompressionMode.Decompress), Encoding.UTF8);
            return Read(reader);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or JsonException or ArgumentException or FormatException or OverflowException)
        {
            throw RemoteErrors.SearchProblemDamaged(exception.Message);
        }
    }

    private static void Write(BinaryWriter writer, SearchProblem problem)
    {
        Dataset dataset = problem.Dataset;
        writer.Write(Format);
        writer.Write((int)problem.Metric);
        writer.Write((int)problem.Preset);
        writer.Write(problem.Seed);
        writer.Write(problem.KeepsPrediction);
        writer.Write(problem.KeepsState);
        writer.Write(dataset.Name);
        writer.Write(dataset.IsTable);
        writer.Write(dataset.IsOutOfFold);
        WriteSchema(writer, dataset.Schema);
        Write<double>(writer, dataset.Features);
        if (dataset.Target.ClassIndex is { } classIndex)
        {
            Write<int>(writer, classIndex);
        }
        else
        {
            Write<double>(writer, dataset.Targets);
        }

        Write<double>(writer, dataset.Weight is null ? [] : [.. dataset.Weight]);
        writer.Write(dataset.CategoryCode.Count);
        foreach ((string name, int[] codes) in dataset.CategoryCode)
        {
            writer.Write(name);
            Write<int>(writer, codes);
        }

        writer.Write(problem.Fold.Count);
        foreach (SearchFold fold in problem.Fold)
        {
            Write<int>(writer, fold.Train);
            Write<int>(writer, fold.Test);
        }
    }

    private static SearchProblem Read(BinaryReader reader)
    {
        if (reader.ReadInt32() != Format)
        {
            throw RemoteErrors.SearchProblemDamaged("it is of another format");
        }

        var metric = (NetworkMetric)reader.ReadInt32();
        var preset = (Preset)reader.ReadInt32();
        long seed = reader.ReadInt64();
        bool keepsPrediction = reader.ReadBoolean(), keepsState = reader.ReadBoolean();
        string name = reader.ReadString();
        bool isTable = reader.ReadBoolean(), isOutOfFold = reader.ReadBoolean();
        DataSchema schema = ReadSchema(reader);
        int features = schema.FeatureName.Count;
        double[] x = Numbers<double>(reader);
        var matrix = new DenseMatrix(features, x.Length / features, x);
        TargetValues target = schema.Task == NetworkTask.MultiClass
            ? TargetValues.OfClasses(schema.OutputCount, Numbers<int>(reader))
            : TargetValues.OfNumbers(new DenseMatrix(schema.OutputCount, matrix.ColumnCount, Numbers<double>(reader)));
        double[] weight = Numbers<double>(reader);
        var codes = new Dictionary<string, int[]>(StringComparer.OrdinalIgnoreCase);
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            codes.Add(reader.ReadString(), Numbers<int>(reader));
        }

        var folds = new SearchFold[reader.ReadInt32()];
        for (int i = 0; i < folds.Length; i++)
        {
            folds[i] = new SearchFold(Numbers<int>(reader), Numbers<int>(reader));
        }

        var dataset = new Dataset(matrix, target, schema, name, weight: weight.Length == 0 ? null : weight) { IsTable = isTable };
        return new SearchProblem(codes.Count == 0 ? dataset : dataset.WithFeatures(matrix, codes: codes, isOutOfFold: isOutOfFold), folds, metric, preset, seed)
        {
            KeepsPrediction = keepsPrediction,
            KeepsState = keepsState,
            WritesState = keepsState,
        };
    }

    private static void WriteSchema(BinaryWriter writer, DataSchema schema)
    {
        var bytes = new MemoryStream();
        using (var json = new ContentWriter(bytes))
        {
            NetworkJsonWriter.WriteSchema(json, schema);
            json.End();
        }

        writer.Write((int)bytes.Length);
        writer.Write(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static DataSchema ReadSchema(BinaryReader reader)
    {
        using var document = JsonDocument.Parse(reader.ReadBytes(reader.ReadInt32()));
        return NetworkJsonReader.ReadSchema(new JsonField(document.RootElement, "the data of a search"), NetworkFile.FormatVersion);
    }

    private static void Write<T>(BinaryWriter writer, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        // In pieces: the bytes of a large array are more than an int counts.
        const int Piece = 1 << 16;
        writer.Write(values.Length);
        for (int start = 0; start < values.Length; start += Piece)
        {
            ReadOnlySpan<T> piece = values.Slice(start, Math.Min(Piece, values.Length - start));
            T[] little = BitConverter.IsLittleEndian ? [] : Reversed(piece);
            writer.Write(MemoryMarshal.AsBytes(BitConverter.IsLittleEndian ? piece : little));
        }
    }

    private static T[] Numbers<T>(BinaryReader reader)
        where T : unmanaged
    {
        const int Piece = 1 << 16;
        var values = new T[reader.ReadInt32()];
        for (int start = 0; start < values.Length; start += Piece)
        {
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan(start, Math.Min(Piece, values.Length - start))));
        }

        return BitConverter.IsLittleEndian ? values : Reversed<T>(values);
    }

    /// <summary>The same numbers in the other order of bytes.</summary>
    private static T[] Reversed<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        T[] reversed = values.ToArray();
        if (Unsafe.SizeOf<T>() == sizeof(long))
        {
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<T, long>(values), MemoryMarshal.Cast<T, long>(reversed.AsSpan()));
        }
        else
        {
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<T, int>(values), MemoryMarshal.Cast<T, int>(reversed.AsSpan()));
        }

        return reversed;
    }
}
