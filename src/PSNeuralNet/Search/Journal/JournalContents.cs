namespace PSNeuralNet.Search;

/// <summary>Contents of a journal.</summary>
/// <param name="Header">The header; null for an empty file.</param>
/// <param name="Outcome">The outcomes with the settings of their trials, as text, and the shares of the epochs, in the order of the file.</param>
/// <param name="Length">The length of the complete lines, in bytes; a torn last line comes after it.</param>
/// <param name="IsTorn">True where the last line is incomplete.</param>
internal sealed record JournalContents(JournalHeader? Header, IReadOnlyList<(FoldOutcome Outcome, string Setting, double Share)> Outcome, long Length, bool IsTorn)
{
    /// <summary>Reads a journal. The last line is incomplete where a search was killed while it wrote.</summary>
    /// <param name="file">The file, at its beginning.</param>
    /// <param name="path">Its path, for errors.</param>
    /// <exception cref="NetworkException">The file is no journal, or a line before the last one is damaged.</exception>
    public static JournalContents Read(Stream file, string path)
    {
        var all = new MemoryStream();
        file.CopyTo(all);
        ReadOnlyMemory<byte> bytes = all.GetBuffer().AsMemory(0, (int)all.Length);
        JournalHeader? header = null;
        var outcomes = new List<(FoldOutcome, string, double)>();
        int start = 0;
        for (int number = 1; bytes[start..].Span.IndexOf((byte)'\n') is >= 0 and var length; number++)
        {
            ReadOnlyMemory<byte> line = bytes.Slice(start, length);
            try
            {
                if (header is null)
                {
                    header = JournalLine.Header(line);
                }
                else
                {
                    outcomes.Add(JournalLine.Outcome(line));
                }
            }
            catch (InvalidDataException)
            {
                throw number == 1 ? SearchErrors.JournalInvalid(path) : SearchErrors.JournalDamaged(path, number);
            }

            start += length + 1;
        }

        // Less than a line of a file that is no journal is no torn journal.
        return header is null && start < bytes.Length && !bytes.Span.StartsWith("{\"journal\""u8[..Math.Min(10, bytes.Length)])
            ? throw SearchErrors.JournalInvalid(path)
            : new JournalContents(header, outcomes, start, IsTorn: start < bytes.Length);
    }
}
