using System.Buffers.Binary;
using System.IO.Compression;
using static PSNeuralNet.Tests.Data.Tables;

namespace PSNeuralNet.Tests.Data;

/// <summary>MNIST's files.</summary>
public sealed class ImageFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psneuralnet-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Images_and_labels_make_a_dataset(bool compress)
    {
        string images = Write("images", compress, Idx(0x08, [2, 2, 2], [0, 255, 3, 4, 5, 6, 7, 8])), labels = Write("labels", compress, Idx(0x08, [2], [9, 4]));
        Dataset data = ImageFile.Read(images, labels).Dataset;
        Assert.Equal(["X1", "X2", "X3", "X4"], data.FeatureName);
        Assert.Equal([0, 255, 3, 4, 5, 6, 7, 8], data.X.ToColumnMajorArray());
        Assert.Equal([4, 9], data.Schema.ClassLabel);
        Assert.Equal([1, 0], data.Y.ToColumnMajorArray());
        Assert.Equal(NetworkTask.Regression, ImageFile.Read(images, labels, NetworkTask.Regression).Dataset.Task);
    }

    [Fact]
    public void Numbers_of_every_type()
    {
        string labels = Write("labels", false, Idx(0x0C, [2], [0, 0, 0, 1, 0xFF, 0xFF, 0xFF, 0xFE]));
        (byte Type, byte[] Bytes, double[] Expected)[] cases =
        [
            (0x09, [0xFF, 2], [-1, 2]),
            (0x0B, [0xFF, 0xFE, 1, 0], [-2, 256]),
            (0x0D, [0x3F, 0xC0, 0, 0, 0xC0, 0, 0, 0], [1.5, -2]),
            (0x0E, [0x3F, 0xF8, 0, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0], [1.5, -2]),
        ];
        foreach ((byte type, byte[] bytes, double[] expected) in cases)
        {
            Dataset data = ImageFile.Read(Write("images", false, Idx(type, [2, 1], bytes)), labels).Dataset;
            Assert.Equal(expected, data.X.ToColumnMajorArray());
            Assert.Equal([-2, 1], data.Schema.ClassLabel);
        }
    }

    [Fact]
    public void Files_that_are_not_sound_are_told_by_id()
    {
        byte[] sound = Idx(0x08, [2, 2, 1], [1, 2, 3, 4]), labels = Idx(0x08, [2], [0, 1]);
        Check("IdxMagicInvalid", [1, .. sound[1..]], labels);
        Check("IdxMagicInvalid", [0, 0, 7, .. sound[3..]], labels);
        Check("IdxMagicInvalid", "a,b\n1,2\n"u8.ToArray(), labels);
        Check("IdxTruncated", sound[..^1], labels);
        Check("IdxTruncated", sound[..9], labels);
        Check("IdxTruncated", [], labels);
        Check("IdxTooLong", [.. sound, 0], labels);
        Check("IdxSizeInvalid", Idx(0x08, [uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue], [1]), labels);
        Check("IdxSizeInvalid", Idx(0x08, [0, 2], []), labels);
        Check("IdxTruncated", Idx(0x0E, [1000, 1000, 100], [1]), labels);
        Check("IdxDimensionInvalid", labels, labels);
        Check("IdxDimensionInvalid", sound, sound);
        Check("IdxCountMismatch", sound, Idx(0x08, [3], [0, 1, 0]));
        Check("TargetNotBinary", sound, Idx(0x08, [2], [1, 1]));
        Check("CellIsNaN", sound, Idx(0x0D, [2], [0x7F, 0xC0, 0, 0, 0, 0, 0, 0]));
        Check("CellIsNaN", Idx(0x0D, [2, 1], [0x7F, 0xC0, 0, 0, 0, 0, 0, 0]), labels);
    }

    [Fact]
    public void What_a_compressed_file_claims_is_not_believed()
    {
        // 200 million doubles would be 1.6 GB.
        string images = Write("images", true, Idx(0x0E, [200_000_000, 1], [1, 2, 3])), labels = Write("labels", false, Idx(0x08, [2], [0, 1]));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("IdxTruncated", Failing(() => ImageFile.Read(images, labels)).Id);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }

    private void Check(string id, byte[] images, byte[] labels) =>
        Assert.Equal(id, Failing(() => ImageFile.Read(Write("images", false, images), Write("labels", false, labels))).Id);

    internal static byte[] Idx(byte type, uint[] sizes, byte[] numbers)
    {
        var header = new byte[4 + (4 * sizes.Length)];
        header[2] = type;
        header[3] = (byte)sizes.Length;
        for (int i = 0; i < sizes.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4 + (4 * i)), sizes[i]);
        }

        return [.. header, .. numbers];
    }

    private string Write(string name, bool compress, byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        using var file = File.Create(path);
        using Stream stream = compress ? new GZipStream(file, CompressionLevel.Fastest) : file;
        stream.Write(bytes);
        return path;
    }
}
