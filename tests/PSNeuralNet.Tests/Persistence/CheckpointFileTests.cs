using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PSNeuralNet.Tests.Persistence;

public sealed class CheckpointFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psneuralnet-").FullName;
    private readonly Dataset _moons = MoonsGenerator.Generate(30, 0.3, shuffle: true, seed: 1);

    private string File1 => Path.Combine(_folder, "a.ckpt");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Damage_anywhere_is_noticed_and_the_file_stays()
    {
        byte[] whole = Written();
        var random = new Random(1);
        for (int length = 0; length < whole.Length; length += Math.Max(1, whole.Length / 500))
        {
            AssertRefused(whole[..length]);
        }

        for (int i = 0; i < 500; i++)
        {
            byte[] damaged = [.. whole];
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            AssertRefused(damaged);
        }

        AssertRefused([.. whole, 0]);
        for (int bit = 0; bit < 32; bit++)
        {
            byte[] version = [.. whole];
            version[8 + (bit / 8)] ^= (byte)(1 << (bit % 8));
            AssertRefused(version);
        }
    }

    [Fact]
    public void Damage_with_the_right_digest_names_the_value_and_its_place()
    {
        byte[] whole = Written();
        for (int length = 52; length < whole.Length; length++)
        {
            byte[] cut = whole[..length];
            BinaryPrimitives.WriteInt64LittleEndian(cut.AsSpan(12), length - 52);
            string message = Forged(cut) ?? throw new InvalidOperationException($"A file of {length} bytes was read.");
            Assert.Matches("is damaged: .* cannot be read at byte [0-9]+", message);
        }
    }

    [Fact]
    public void Every_byte_may_be_any_other_one()
    {
        byte[] whole = Written();
        int damaged = 0, other = 0;
        for (int at = 52; at < whole.Length; at++)
        {
            byte[] forged = [.. whole];
            forged[at] ^= (byte)(1 << (at % 8));
            string? message = Forged(forged);
            damaged += message is null ? 0 : 1;
            other += message is null ? 1 : 0;
            if (message is not null)
            {
                Assert.Matches("is damaged: .*( at byte [0-9]+|do not fit the network|are not usable)|is there twice|of another training", message);
            }
        }

        // Weights and texts that only describe may be any others.
        Assert.InRange(damaged, 500, whole.Length - 52);
        Assert.InRange(other, 500, whole.Length - 52);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void Nonsense_with_the_right_digest_is_damage_too()
    {
        byte[] whole = Written();
        var random = new Random(2);
        int refused = 0;
        for (int i = 0; i < 4000; i++)
        {
            // Counts as large as an int holds, and any other bytes, signed again as if they were meant.
            byte[] forged = [.. whole];
            int at = random.Next(52, forged.Length - 4);
            random.NextBytes(forged.AsSpan(at, 4));
            refused += Forged(forged) is null ? 0 : 1;
        }

        Assert.InRange(refused, 200, 4000);
    }

    [Fact]
    public void Other_files_are_neither_read_nor_replaced()
    {
        File.WriteAllText(File1, "My diary.");
        Assert.Equal("CheckpointInvalid", Assert.Throws<NetworkException>(() => Checkpoint.Read(File1)).Id);
        Assert.Equal("CheckpointInvalid", Assert.Throws<NetworkException>(() => new CheckpointFile(File1, 1)).Id);
        Assert.Equal("My diary.", File.ReadAllText(File1));
        Assert.Equal("CheckpointInvalid", Assert.Throws<NetworkException>(() => new CheckpointFile(_folder, 1)).Id);
        Assert.Equal("CheckpointMissing", Assert.Throws<NetworkException>(() => Checkpoint.Read(Path.Combine(_folder, "none"))).Id);
        Assert.Equal("CheckpointFolderMissing", Assert.Throws<NetworkException>(() => new CheckpointFile(Path.Combine(_folder, "no", "where"), 1)).Id);
        Assert.Equal("ConstantInvalid", Assert.Throws<NetworkException>(() => new CheckpointFile(Path.Combine(_folder, "b"), 0)).Id);
    }

    [Fact]
    public void A_newer_format_is_refused_by_its_number()
    {
        byte[] bytes = Written();
        bytes[8] = 9;
        File.WriteAllBytes(File1, bytes);
        NetworkException error = Assert.Throws<NetworkException>(() => Checkpoint.Read(File1));
        Assert.Equal("CheckpointTooNew", error.Id);
        Assert.Contains("version 9", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_only_a_number_is_refused_though_its_digest_is_right()
    {
        byte[] bytes = Written(), name = [2, .. "He"u8], number = [2, .. "99"u8];
        int at = bytes.AsSpan().LastIndexOf(name);
        number.CopyTo(bytes, at);
        System.Security.Cryptography.SHA256.HashData(bytes.AsSpan(52), bytes.AsSpan(20));
        AssertRefused(bytes);
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_does_not_end_the_training()
    {
        Assert.Equal("CheckpointInvalid", Assert.Throws<NetworkException>(() => new CheckpointFile(_folder, 1)).Id);
        string folder = Path.Combine(_folder, "gone");
        Directory.CreateDirectory(folder);
        var store = new CheckpointFile(Path.Combine(folder, "a.ckpt"), 1);
        Directory.Delete(folder);
        TrainingResult result = Trainer.Train(_moons, Start(), Options() with { Checkpoint = store });
        Assert.Equal((StopReason.Completed, 4), (result.StopReason, result.EpochCount));
        Assert.Equal("CheckpointNotWritten", store.Error!.Id);
    }

    [Fact]
    public void Nothing_but_the_checkpoint_is_left_in_the_folder()
    {
        Written();
        Written();
        Assert.Equal([File1], Directory.GetFiles(_folder));
    }

    /// <summary>Signs and reads a changed file, and resumes from it; the message of its error, or null for none.</summary>
    private string? Forged(byte[] bytes)
    {
        SHA256.HashData(bytes.AsSpan(52), bytes.AsSpan(20));
        File.WriteAllBytes(File1, bytes);
        try
        {
            var checkpoint = Checkpoint.Read(File1);
            checkpoint.Options.Validate();
            _ = (checkpoint.ShapeFor(_moons), checkpoint.HiddenSize, checkpoint.Activation, checkpoint.Loss, checkpoint.Delta, checkpoint.Interval, checkpoint.IsRescaled);
            Trainer.Train(_moons, checkpoint.Start(Start()), Options());
            return null;
        }
        catch (NetworkException exception)
        {
            Assert.Contains(exception.Id, (string[])["CheckpointDamaged", "CheckpointMismatch", "CheckpointValidationMissing", "PatienceWithoutValidation", "LossMismatch", "ActivationInvalid", "OutputCountMismatch", "NetworkTooLarge"]);
            return exception.Message;
        }
    }

    private byte[] Written()
    {
        Trainer.Train(_moons, Start(), Options() with { Checkpoint = new CheckpointFile(File1, 1) });
        return File.ReadAllBytes(File1);
    }

    private void AssertRefused(byte[] bytes)
    {
        File.WriteAllBytes(File1, bytes);
        NetworkException error = Assert.Throws<NetworkException>(() => Checkpoint.Read(File1));
        Assert.Contains(error.Id, (string[])["CheckpointDamaged", "CheckpointInvalid", "CheckpointTooNew"]);
        Assert.Equal(bytes, File.ReadAllBytes(File1));
    }

    private NetworkParameter Start() => Initializer.Initialize(new NetworkShape([2, 2, 1]), Initialization.He, 3, _moons.Schema);

    private static TrainingOptions Options() => new TrainingOptions { Optimizer = Optimizer.Adam, EpochCount = 4, ValidationFraction = 0.2 };
}
