using System.Text;

namespace PSNeuralNet.Data;

/// <summary>A file, or what stands for one.</summary>
/// <param name="Path">Its name, for messages.</param>
/// <param name="Open">Opens it; its length has to be known.</param>
/// <param name="Encoding">The encoding of its text, where that is not UTF-8.</param>
internal sealed record FileSource(string Path, Func<Stream> Open, Encoding? Encoding = null)
{
    /// <summary>A file on a disk.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="encoding">The encoding of its text; null for UTF-8.</param>
    public static FileSource Of(string path, Encoding? encoding = null)
    {
        return new FileSource(path, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan), encoding is null || encoding.CodePage == Encoding.UTF8.CodePage ? null : encoding);
    }
}
