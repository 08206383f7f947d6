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
        var lines = new LineReader(file);
        if (!lines.BeginsLike(JournalLine.Start))
        {
            throw SearchErrors.JournalInvalid(path);
        }

        JournalHeader? header = null;
        var outcomes = new List<(FoldOutcome, string, double)>();
        for (int number = 1; ; number++)
        {
            try
            {
                if (!lines.TryRead(out ReadOnlyMemory<byte> line))
                {
                    return new JournalContents(header, outcomes, lines.Length, IsTorn: lines.HasRest);
                }

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
        }
    }
}
