namespace PSNeuralNet.Data;

/// <summary>A file, or what stands for one.</summary>
/// <param name="Path">Its name, for messages.</param>
/// <param name="Open">Opens it; its length has to be known.</param>
internal sealed record FileSource(string Path, Func<Stream> Open)
{
    /// <summary>A file on a disk.</summary>
    public static FileSource Of(string path)
    {
        return new FileSource(path, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan));
    }
}
