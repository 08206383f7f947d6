namespace PSNeuralNet.Faults;

/// <summary>Writes a file again and again, each time of one letter, in pieces.</summary>
internal static class Writer
{
    /// <summary>Length of a whole file.</summary>
    public const int Length = 1 << 20;

    private const int Piece = 1 << 14, LongestRun = 30_000;

    /// <summary>Writes until the process is killed, or for half a minute if nobody kills it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="letter">Its contents.</param>
    public static void Run(string path, char letter)
    {
        for (long start = Environment.TickCount64; Environment.TickCount64 - start < LongestRun;)
        {
            Write(path, letter);
        }
    }

    /// <summary>Writes one byte as the exports do, and prints the error.</summary>
    /// <param name="path">The file.</param>
    /// <returns>0; 1 after an error.</returns>
    public static int Export(string path)
    {
        try
        {
            OutputFile.Write(path, overwrite: true, file => file.WriteByte((byte)'n'));
            return 0;
        }
        catch (NetworkException exception)
        {
            Console.WriteLine($"{exception.Id}: {exception.Message}");
            return 1;
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
