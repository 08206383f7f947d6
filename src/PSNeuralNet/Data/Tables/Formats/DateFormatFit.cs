namespace PSNeuralNet.Data;

/// <summary>Fit of the format strings of -DateFormat to the cells of a column.</summary>
internal sealed class DateFormatFit
{
    // Shorter numbers, such as years, are dates only where all cells of a column are.
    private const int FewDigits = 6;

    private readonly int _fitting, _short, _others;

    /// <param name="column">The column.</param>
    /// <param name="format">The format strings.</param>
    /// <param name="marks">Texts that stand for a missing cell.</param>
    public DateFormatFit(CellColumn column, DateFormat format, IReadOnlyList<string> marks)
    {
        var counts = new CellCounts(column);
        int misfit = int.MaxValue;
        foreach (int code in counts.Codes)
        {
            object cell = column.Cells[code];
            int count = counts.Of(code);
            if (cell is string text)
            {
                bool fits = format.TryExact(text, out _);
                _fitting += fits ? count : 0;
                _short += fits && text.Trim().Length < FewDigits && Cell.TryNumber(text.AsSpan(), out _) ? count : 0;
                if (fits || MissingMarks.Contains(marks, text) || format.TryParse(text, out _))
                {
                    continue;
                }
            }
            else if (cell is DateTime or DateTimeOffset or DateOnly)
            {
                continue;
            }

            _others += count;
            if (counts.FirstRowOf(code) < misfit)
            {
                (misfit, FirstMisfit) = (counts.FirstRowOf(code), (counts.FirstRowOf(code), cell));
            }
        }

        for (int row = 0; column.HasNumbers && row < column.Count; row++)
        {
            double number = column[row];
            if (double.IsNaN(number))
            {
                continue;
            }

            if (format.TryParse(number, out _))
            {
                _fitting++;
                _short += Cell.Text(number).Length < FewDigits ? 1 : 0;
                continue;
            }

            _others++;
            if (counts.TableRowOf(row + 1) < misfit)
            {
                misfit = counts.TableRowOf(row + 1);
                FirstMisfit = (misfit, number);
            }
        }
    }

    /// <summary>The first cell that is no date in the formats, and its row; null if all are.</summary>
    public (int Row, object Cell)? FirstMisfit { get; private set; }

    /// <summary>True where the formats fit, and all cells are dates in them, or have the year first.</summary>
    public bool IsComplete => _fitting > 0 && _others == 0;

    /// <summary>True where most cells are dates in the formats, so that the others are mistakes.</summary>
    public bool IsMeant => _others > 0 && _fitting - _short > _others;
}
