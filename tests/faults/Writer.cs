namespace PSNeuralNet.Faults;

/// <summary>Writes a file again and again, each time of one letter, in pieces.</summary>
internal static class Writer
{
    /// <summary>Length of a whole file.</summary>
    public const int Length = 1 << 20;

    private const int Piece = 1 << 14;

    /// <summary>Writes until the process is killed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="letter">Its contents.</param>
    public static void Run(string path, char letter)
    {
        while (true)
        {
            Write(path, letter);
        }
    }

    /// <summary>Writes once.</summary>
    /// <param name="path">The file.</param>
    /// <param name="letter">Its contents.</param>
    public static void Write(string path, char letter)
    {
        byte[] piece = new byte[Piece];
        Array.Fill(piece, (byte)letter);
        AtomicFile.Write(path, file =>
        {
            for (int written = 0; written < Length; written += Piece)
            {
                file.Write(piece);
            }
        });
    }
}
