using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace PSNeuralNet.Search;

/// <summary>One fold of a search: indices of the samples to train on, and of those to measure with.</summary>
/// <param name="Train">The training samples.</param>
/// <param name="Test">The samples that are held out.</param>
internal sealed record SearchFold(int[] Train, int[] Test)
{
    /// <summary>SHA-256 of folds, its first 16 hexadecimal digits.</summary>
    public static string Digest(IEnumerable<SearchFold> folds)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (SearchFold fold in folds)
        {
            hash.AppendData(MemoryMarshal.AsBytes([fold.Train.Length, fold.Test.Length]));
            hash.AppendData(MemoryMarshal.AsBytes(fold.Train.AsSpan()));
            hash.AppendData(MemoryMarshal.AsBytes(fold.Test.AsSpan()));
        }

        return Convert.ToHexString(hash.GetHashAndReset())[..16];
    }
}
