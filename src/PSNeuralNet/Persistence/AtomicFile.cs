namespace PSNeuralNet.Persistence;

/// <summary>Writes files so that at any moment there is the old one or the new one, and never half of one.</summary>
internal static class AtomicFile
{
    // Always the same: what a process that was killed left behind is written over by the next one.
    private const string Suffix = ".psneuralnet.tmp";

    /// <summary>Writes to a temporary name in the same folder, and moves that to the path.</summary>
    /// <param name="path">The file to write or replace.</param>
    /// <param name="write">Writes the contents.</param>
    public static void Write(string path, Action<FileStream> write)
    {
        string temporary = path + Suffix;
        var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None);
        try
        {
            using (file)
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            // The name is of our own making: nothing of anybody's is deleted.
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Throws where no file can be written beside the path.</summary>
    /// <exception cref="IOException">It could not.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not.</exception>
    public static void Probe(string path)
    {
        string temporary = path + Suffix;
        new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None).Dispose();
        File.Delete(temporary);
    }
}
