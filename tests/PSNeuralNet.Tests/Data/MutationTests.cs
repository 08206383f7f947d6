namespace PSNeuralNet.Tests.Data;

/// <summary>
/// Ten thousand damaged files of each kind: each is a dataset or an error with an id, and never anything else. What is damaged is drawn
/// from a seed.
/// </summary>
[Trait("Category", "Slow")]
public class MutationTests
{
    private const int Mutations = 10_000;

    // What breaks formats: quotes, delimiters, line ends, signs, digits, zero and high bytes.
    private static readonly byte[] Spice = [.. "\"\",;\t|\n\r#-+.eE019NAxyz '\\\0"u8, 0xFF, 0xFE, 0x1F, 0x8B, 0xEF, 0xBB, 0xBF, 0x80];

    [Fact]
    public void Damaged_tables_are_a_dataset_or_an_error()
    {
        byte[] sound = Encoding.UTF8.GetBytes(
            "id,when,\"color\",size,flag,w,y\r\n1,2026-01-01,red,1.5,true,1,0\r\n2,2026-01-02,\"a \"\"b\"\"\r\nc\",-2e-3,false,1,1\r\n3,2026-01-03,NA,,true,0.5,0\r\n4,2026-01-04,red,4,false,2,1\r\n");
        Assert.Equal(7, Table(sound).FeatureCount);
        (int datasets, Dictionary<string, int> errors) = Run(sound, Table);
        Assert.InRange(datasets, 1000, 9000);
        Assert.All((string[])["CsvRowRagged", "CsvFormatInvalid", "TargetMissing"], id => Assert.Contains(id, errors.Keys));
    }

    [Fact]
    public void Damaged_images_are_a_dataset_or_an_error()
    {
        FileSource labels = Source(ImageFileTests.Idx(0x08, [4], [0, 1, 2, 1]));
        byte[] sound = ImageFileTests.Idx(0x08, [4, 2, 3], [.. Enumerable.Range(0, 24).Select(i => (byte)(10 * i))]);
        Assert.Equal(6, Images(Source(sound), labels).FeatureCount);
        (int datasets, Dictionary<string, int> errors) = Run(sound, bytes => Images(Source(bytes), labels));
        Assert.InRange(datasets, 1000, 9000);
        Assert.All((string[])["IdxMagicInvalid", "IdxTruncated", "IdxSizeInvalid", "IdxTooLong"], id => Assert.Contains(id, errors.Keys));
    }

    [Fact]
    public void Damaged_labels_are_a_dataset_or_an_error()
    {
        FileSource images = Source(ImageFileTests.Idx(0x08, [4, 2], [1, 2, 3, 4, 5, 6, 7, 8]));
        (int datasets, Dictionary<string, int> errors) = Run(ImageFileTests.Idx(0x08, [4], [0, 1, 2, 1]), bytes => Images(images, Source(bytes)));
        Assert.InRange(datasets, 500, 9500);
        Assert.All((string[])["IdxMagicInvalid", "IdxTruncated", "IdxSizeInvalid"], id => Assert.Contains(id, errors.Keys));
    }

    private static Dataset Table(byte[] bytes) =>
        TableFile.Read(Source(bytes), new TableOptions { Target = ["y"], SampleWeight = "w" }, null, null, CancellationToken.None).Dataset;

    private static Dataset Images(FileSource images, FileSource labels) =>
        ImageFile.Read(images, labels, new TableOptions { Target = ["Label"] }, null, CancellationToken.None).Dataset;

    private static FileSource Source(byte[] bytes) => new FileSource("memory", () => new MemoryStream(bytes, writable: false));

    private static (int Datasets, Dictionary<string, int> Errors) Run(byte[] sound, Func<byte[], Dataset> read)
    {
        var random = new Random(5);
        var errors = new Dictionary<string, int>();
        int datasets = 0;
        for (int i = 0; i < Mutations; i++)
        {
            byte[] damaged = Damage(sound, random);
            try
            {
                Dataset dataset = read(damaged);
                Assert.Equal(dataset.FeatureCount * dataset.SampleCount, dataset.Features.Length);
                datasets++;
            }
            catch (NetworkException exception)
            {
                Assert.NotEmpty(exception.Message);
                errors[exception.Id] = errors.GetValueOrDefault(exception.Id) + 1;
            }
            catch (Exception exception)
            {
                Assert.Fail($"Mutation {i}, {Convert.ToBase64String(damaged)}: {exception}");
            }
        }

        return (datasets, errors);
    }

    internal static byte[] Damage(byte[] sound, Random random)
    {
        List<byte> bytes = [.. sound];
        for (int changes = random.Next(1, 4); changes > 0 && bytes.Count > 1; changes--)
        {
            int at = random.Next(bytes.Count), count = random.Next(1, Math.Min(9, bytes.Count - at + 1));
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = Spice[random.Next(Spice.Length)];
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.Insert(at, Spice[random.Next(Spice.Length)]);
                    break;
                case 3:
                    bytes.RemoveRange(at, count);
                    break;
                case 4:
                    bytes.InsertRange(at, bytes.GetRange(at, count));
                    break;
                default:
                    bytes.RemoveRange(at, random.Next(4) == 0 ? bytes.Count - at : count / 2);
                    break;
            }
        }

        return [.. bytes];
    }
}
