namespace PSNeuralNet.Data;

/// <summary>A column as free text: the test for it, and its words.</summary>
internal sealed class FreeText
{
    /// <summary>The least median number of words per cell by which a column is free text.</summary>
    public const int MedianWords = 4;

    private readonly List<(string Text, int Count)> _texts = [];
    private readonly int _numbers;

    /// <param name="column">The column.</param>
    /// <param name="counts">Counts of its cells.</param>
    /// <param name="marks">Texts that stand for a missing cell.</param>
    public FreeText(CellColumn column, CellCounts counts, IReadOnlyList<string> marks)
    {
        foreach (int code in counts.Codes)
        {
            if (!Cell.IsMissing(column.Cells[code], marks))
            {
                _texts.Add((Cell.Text(column.Cells[code]), counts.Of(code)));
            }
        }

        _numbers = counts.Numbers;
        Missing = column.Count - _numbers - _texts.Sum(text => text.Count);
    }

    /// <summary>Number of missing cells.</summary>
    public int Missing { get; }

    /// <summary>The text of all cells that are not missing; null where they differ, or there are none.</summary>
    public string? Constant => _texts.Count == 1 ? _texts[0].Text : null;

    /// <summary>True where the median number of words of the cells is at least <see cref="MedianWords"/>.</summary>
    public bool HasManyWords
    {
        get
        {
            (int Words, int Count)[] cells = [.. _texts.Select(text => (WordTokenizer.CountWords(text.Text), text.Count)).Append((1, _numbers)).OrderBy(cell => cell.Item1)];
            int present = cells.Sum(cell => cell.Count);
            return present > 0 && WordsAt((present - 1) / 2) + WordsAt(present / 2) >= 2 * MedianWords;

            int WordsAt(int place)
            {
                int at = 0;
                while (place >= cells[at].Count)
                {
                    place -= cells[at++].Count;
                }

                return cells[at].Words;
            }
        }
    }

    /// <summary>Learns the most frequent words, in a column without plain numbers.</summary>
    public TextVocabulary Fit(int maximumWord) => TextVocabulary.Fit([.. _texts, ("", Missing)], maximumWord);
}
