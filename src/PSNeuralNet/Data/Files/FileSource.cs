namespace PSNeuralNet.Data;

/// <summary>Path and content of a file.</summary>
/// <param name="Path">Path for messages.</param>
/// <param name="Open">Opens a stream of known length, which can seek.</param>
/// <param name="Encoding">Encoding; null for UTF-8.</param>
/// <param name="IsPart">True for a part of a plain file in UTF-8 after its first one: its first bytes are text, and no mark.</param>
internal sealed record FileSource(string Path, Func<Stream> Open, Encoding? Encoding = null, bool IsPart = false)
{
    /// <summary>File on disk.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="encoding">Encoding; null for UTF-8.</param>
    public static FileSource Of(string path, Encoding? encoding = null) =>
        new FileSource(path, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan), encoding is null || encoding.CodePage == Encoding.UTF8.CodePage ? null : encoding);
}
