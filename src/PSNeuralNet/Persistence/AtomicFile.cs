namespace PSNeuralNet.Persistence;

/// <summary>Writes files so that at any moment there is the old one or the new one, and never half of one.</summary>
internal static class AtomicFile
{
    /// <summary>Writes to a temporary name in the same folder, and moves that to the path.</summary>
    /// <param name="path">The file to write or replace.</param>
    /// <param name="write">Writes the contents.</param>
    public static void Write(string path, Action<FileStream> write)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
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
}
