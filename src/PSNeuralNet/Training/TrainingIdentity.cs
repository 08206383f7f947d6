using System.Runtime.InteropServices;
using System.Security.Cryptography;
using PSNeuralNet.Data;

namespace PSNeuralNet.Training;

/// <summary>The identity of a training: what has to be equal for a checkpoint to resume it.</summary>
/// <param name="Settings">The settings, by name, as text: see <see cref="TrainingSetting.Compared"/>.</param>
/// <param name="Shape">The network: layer sizes and activations.</param>
/// <param name="StartDigest">The digest of the parameters that the training started from; empty where no checkpoint is kept.</param>
/// <param name="DataDigest">The digest of the samples, computed when first needed.</param>
internal sealed record TrainingIdentity(IReadOnlyList<KeyValuePair<string, string>> Settings, string Shape, string StartDigest, Lazy<string> DataDigest)
{
    /// <summary>Settings with other values than in an earlier training.</summary>
    public IEnumerable<(string Name, string Written, string Now)> DifferencesFrom(TrainingIdentity earlier) =>
        TrainingSetting.Differences(earlier.Settings, Settings);

    /// <summary>True for the same training: settings, network, initial parameters and data.</summary>
    public bool IsOf(TrainingIdentity other) =>
        Shape == other.Shape && StartDigest == other.StartDigest && !DifferencesFrom(other).Any() && DataDigest.Value == other.DataDigest.Value;

    /// <summary>SHA-256 of data: equal for equal numbers and names.</summary>
    public static string Digest(params IEnumerable<Dataset?> datasets)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Dataset? dataset in datasets)
        {
            IEnumerable<string> names = dataset is null ? [] : [$"{dataset.SampleCount}", .. dataset.FeatureName, "->", .. dataset.TargetName, "=", .. dataset.ClassName, .. dataset.Schema.Label.SelectMany(label => label.ClassName)];
            hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', names)));
            if (dataset is not null)
            {
                Append(hash, dataset.Features);
                foreach (ReadOnlyMemory<double> piece in dataset.Target.Pieces())
                {
                    Append(hash, piece.Span);
                }

                Append(hash, dataset.Weight is null ? [] : [.. dataset.Weight]);
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>SHA-256 of numbers.</summary>
    public static string Digest(double[] values)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, values);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<double> values)
    {
        // In pieces: the bytes of a large array are more than an int counts.
        const int Piece = 1 << 20;
        for (int start = 0; start < values.Length; start += Piece)
        {
            hash.AppendData(MemoryMarshal.AsBytes(values.Slice(start, Math.Min(Piece, values.Length - start))));
        }
    }
}
