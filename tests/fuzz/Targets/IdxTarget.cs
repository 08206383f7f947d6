using System.Buffers.Binary;

namespace PSNeuralNet.Fuzz;

/// <summary>IDX files of images and of labels: an input is the one file, a separator of its length, and the other.</summary>
internal sealed class IdxTarget : FuzzTarget
{
    /// <inheritdoc/>
    public override string Name => "idx";

    /// <inheritdoc/>
    public override int Turns => 12;

    /// <inheritdoc/>
    public override byte[] Generate(Random random)
    {
        byte[] types = [0x08, 0x09, 0x0B, 0x0C, 0x0D, 0x0E];
        int count = random.Next(1, 6);
        byte[] images = File(types[random.Next(types.Length)], [count, random.Next(1, 4), random.Next(1, 4)], random);
        byte[] labels = File(types[random.Next(4)], [count], random);
        images = random.Next(2) == 0 ? Mutator.Damage(images, random) : images;
        labels = random.Next(3) == 0 ? Mutator.Damage(labels, random) : labels;
        byte[] length = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)images.Length);
        return [.. length, .. images, .. labels];
    }

    /// <inheritdoc/>
    public override long Check(byte[] input)
    {
        int length = input.Length < 2 ? 0 : Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(input), input.Length - 2);
        byte[] images = input.Length < 2 ? [] : input[2..(2 + length)], labels = input.Length < 2 ? [] : input[(2 + length)..];
        (DatasetImport? import, _) = Try(() => ImageFile.Read(Source(images), Source(labels), null, null, CancellationToken.None));
        Require(import is null || import.Dataset.Features.Length == (long)import.Dataset.FeatureCount * import.Dataset.SampleCount, "images of another size than they say: ");
        return input.Length;
    }

    private static FileSource Source(byte[] bytes) => new("memory", () => new MemoryStream(bytes, writable: false));

    private static byte[] File(byte type, int[] sizes, Random random)
    {
        int width = type switch { 0x0B => 2, 0x0C or 0x0D => 4, 0x0E => 8, _ => 1 };
        byte[] file = new byte[4 + (4 * sizes.Length) + (width * sizes.Aggregate(1, (product, size) => product * size))];
        random.NextBytes(file);
        (file[0], file[1], file[2], file[3]) = (0, 0, type, (byte)sizes.Length);
        for (int i = 0; i < sizes.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4 + (4 * i)), sizes[i]);
        }

        return file;
    }
}
