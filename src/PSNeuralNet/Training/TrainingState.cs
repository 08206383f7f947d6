using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Training;

/// <summary>
/// All that a training remembers between two epochs: what it takes to go on as if it had never paused. Nothing
/// writes to arrays in it; those of the epochs are the cost history's, too.
/// </summary>
internal sealed class TrainingState
{
    /// <summary>The settings it was trained with, name by name, but those that may change on the way.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Settings { get; init; }

    /// <summary>The network: layer sizes and activations.</summary>
    public required string Shape { get; init; }

    /// <summary>The parameters that the training started from, as a digest; empty where no checkpoint is kept.</summary>
    public required string StartDigest { get; init; }

    /// <summary>What the data was, as a digest.</summary>
    public required Lazy<string> DataDigest { get; init; }

    /// <summary>The optimizer.</summary>
    public required Optimizer Optimizer { get; init; }

    /// <summary>The seed of the training.</summary>
    public required long Seed { get; init; }

    /// <summary>The seed that the initial parameters were drawn with; null where they were not drawn.</summary>
    public required long? InitialSeed { get; init; }

    /// <summary>The distribution that the initial parameters were drawn from; null where they were not drawn.</summary>
    public required Initialization? Initialization { get; init; }

    /// <summary>Whether one training with these settings, from the seeds alone, comes to the same: nothing was changed on the way.</summary>
    public required bool IsReproducible { get; init; }

    /// <summary>The base learning rate.</summary>
    public required double BaseRate { get; init; }

    /// <summary>The cost that growth is measured by; null for the first one.</summary>
    public required double? ReferenceCost { get; init; }

    /// <summary>The weights and biases after the last epoch.</summary>
    public required double[] Values { get; init; }

    /// <summary>The weights and biases before it.</summary>
    public required double[] ValuesBefore { get; init; }

    /// <summary>The weights and biases that LBFGS started from: it can only go on from there. Empty for other optimizers.</summary>
    public required double[] InitialValues { get; init; }

    /// <summary>How many epochs were done when LBFGS started.</summary>
    public required int InitialEpoch { get; init; }

    /// <summary>How many epochs were done when this training, perhaps the continuation of another one, started.</summary>
    public required int StartEpoch { get; init; }

    /// <summary>What the optimizer remembers; empty where that is of no more use.</summary>
    public required double[][] Memory { get; init; }

    /// <summary>How many steps the optimizer has taken.</summary>
    public required long StepCount { get; init; }

    /// <summary>The cost of each epoch.</summary>
    public required double[] Cost { get; init; }

    /// <summary>The learning rate of each epoch; empty where it is always the same.</summary>
    public required double[] Rate { get; init; }

    /// <summary>The validation cost of each epoch; empty without validation.</summary>
    public required double[] ValidationCost { get; init; }

    /// <summary>The accuracy or R2 of each epoch on the validation samples; empty without validation.</summary>
    public required double[] ValidationScore { get; init; }

    /// <summary>The best epoch; null without validation.</summary>
    public required BestEpoch? Best { get; init; }

    /// <summary>The best epoch before the last one; null where there was none.</summary>
    public required BestEpoch? BestBefore { get; init; }

    /// <summary>The validation cost to undercut, and for how many epochs it has not been.</summary>
    public required (double Mark, int Waiting) Patience { get; init; }

    /// <summary>How often the rate was reduced on a plateau, the lowest cost, and for how many epochs it has not been undercut.</summary>
    public required (int Reductions, double LowestCost, int Waiting) Plateau { get; init; }

    /// <summary>The weights and biases of some epochs, before their update; none where none were wanted.</summary>
    public required IReadOnlyList<(int Epoch, double[] Values)> Snapshot { get; init; }

    /// <summary>How thinned out they are: see <see cref="SnapshotKeeper"/>.</summary>
    public required int SnapshotLevel { get; init; }

    /// <summary>How many epochs are done.</summary>
    public int EpochCount => Cost.Length;

    /// <summary>A digest of data: equal for equal numbers and names.</summary>
    public static string Digest(params IEnumerable<Dataset?> datasets)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Dataset? dataset in datasets)
        {
            IEnumerable<string> names = dataset is null ? [] : [$"{dataset.SampleCount}", .. dataset.FeatureName, "->", .. dataset.TargetName, "=", .. dataset.ClassName];
            hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', names)));
            if (dataset is not null)
            {
                Append(hash, dataset.Features);
                Append(hash, dataset.Targets);
                Append(hash, dataset.Weight is null ? [] : [.. dataset.Weight]);
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>A digest of numbers.</summary>
    public static string Digest(double[] values)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, values);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, double[] values)
    {
        // In pieces: the bytes of a large array are more than an int counts.
        const int Piece = 1 << 20;
        for (int start = 0; start < values.Length; start += Piece)
        {
            hash.AppendData(MemoryMarshal.AsBytes(values.AsSpan(start, Math.Min(Piece, values.Length - start))));
        }
    }
}
