using System.Buffers.Binary;
using System.Security.Cryptography;
using PSNeuralNet.Networks;
using PSNeuralNet.Persistence;
using PSNeuralNet.Training;

namespace PSNeuralNet.Fuzz;

/// <summary>
/// Checkpoint files. An input that begins with the format's mark is the file; another one is its contents, to which the header with the
/// right digest is added.
/// </summary>
internal sealed class CheckpointTarget : FuzzTarget
{
    private const int HeaderLength = 8 + 4 + 8 + 32;

    private static readonly Lazy<byte[]> Sound = new(Written);

    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("psneuralnet-fuzz-").FullName, "c.ckpt");

    /// <inheritdoc/>
    public override string Name => "checkpoint";

    /// <inheritdoc/>
    public override int Turns => 4;

    /// <inheritdoc/>
    public override byte[] Generate(Random random) => Mutator.Damage(random.Next(4) == 0 ? Sound.Value : Sound.Value[HeaderLength..], random);

    /// <inheritdoc/>
    public override long Check(byte[] input)
    {
        byte[] file = input.AsSpan().StartsWith("PSNNCKPT"u8) ? input : [.. Header(input), .. input];
        File.WriteAllBytes(_path, file);
        Try(() => CheckpointFile.Read(_path));
        return file.Length;
    }

    private static byte[] Header(byte[] contents)
    {
        byte[] header = Sound.Value[..HeaderLength];
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(12), contents.LongLength);
        SHA256.HashData(contents, header.AsSpan(20));
        return header;
    }

    private static byte[] Written()
    {
        string folder = Directory.CreateTempSubdirectory("psneuralnet-fuzz-").FullName;
        try
        {
            string path = Path.Combine(folder, "c.ckpt");
            Dataset moons = MoonsGenerator.Generate(20, 0.2, shuffle: true, seed: 1);
            var options = new TrainingOptions { EpochCount = 4, Seed = 1, Optimizer = Optimizer.Adam, Checkpoint = new CheckpointFile(path, 2) };
            Trainer.Train(moons, Initializer.Initialize(NetworkShape.For(moons.Task, [2, 2, 1]), Initialization.Xavier, 3, moons.Schema), options);
            return File.ReadAllBytes(path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
