namespace PSNeuralNet.Data;

/// <summary>Layout of a CSV file, found before parsing: the delimiter, and the lines of the records.</summary>
internal static class CsvLayout
{
    /// <summary>Number of characters of the head of a file.</summary>
    public const int HeadSize = 1 << 16;

    private const int MaximumRecords = 20;

    // That of the parser, in characters.
    private const int LongestLine = 1 << 22;
    private const string SeparatorMark = "sep=";
    private const string Delimiters = ",;\t|";

    /// <summary>
    /// Detects the delimiter: the one that splits the first records into the same number of fields, and into the most; a comma if none
    /// does.
    /// </summary>
    /// <param name="head">The first <see cref="HeadSize"/> characters, or the whole text.</param>
    public static char Sniff(ReadOnlySpan<char> head)
    {
        bool isWhole = head.Length < HeadSize;
        while (head.StartsWith('#') && head.IndexOf('\n') is >= 0 and var end)
        {
            // Comments before the header.
            head = head[(end + 1)..];
        }

        if (IsSeparatorLine(head) && head.Length > SeparatorMark.Length && head[SeparatorMark.Length] is not ('\r' or '\n' or '"'))
        {
            return head[SeparatorMark.Length];
        }

        (char Delimiter, int Even, int Fields) best = (',', 0, 0);
        foreach (char delimiter in Delimiters)
        {
            List<int> fields = Fields(head, delimiter, isWhole);
            int even = fields.Count == 0 || fields[0] == 1 ? 0 : 100 * fields.Count(count => count == fields[0]) / fields.Count;
            if (even > best.Even || (even == best.Even && even > 0 && fields[0] > best.Fields))
            {
                best = (delimiter, even, fields[0]);
            }
        }

        return best.Delimiter;
    }

    /// <summary>True for Excel's line that names the delimiter: sep=;</summary>
    public static bool IsSeparatorLine(ReadOnlySpan<char> text) => text.StartsWith(SeparatorMark, StringComparison.OrdinalIgnoreCase);

    /// <summary>True for a character that may stand between fields.</summary>
    public static bool IsDelimiter(char character) => char.IsAscii(character) && !char.IsAsciiLetterOrDigit(character) && character is not ('"' or '\r' or '\n' or '\0');

    /// <summary>Line, from 1, on which a record begins.</summary>
    /// <param name="text">The text.</param>
    /// <param name="delimiter">Its delimiter.</param>
    /// <param name="record">The record, from 1.</param>
    public static int LineOf(TextReader text, char delimiter, int record)
    {
        var cursor = new Cursor(delimiter);
        int line = 1, begun = 1;
        char[] buffer = new char[HeadSize];
        for (int count; begun < record && (count = text.ReadBlock(buffer)) > 0;)
        {
            for (int i = 0; i < count && begun < record; i++)
            {
                char next = i + 1 < count ? buffer[i + 1] : (char)Math.Max(0, text.Peek());
                bool ends = cursor.Take(buffer[i], next);
                line += buffer[i] == '\n' || (buffer[i] == '\r' && next != '\n') ? 1 : 0;
                begun += ends ? 1 : 0;
            }
        }

        return line;
    }

    /// <summary>
    /// Fields of a first line of thousands of them, without quotes; null for other lines, which the parser reads: it takes time by the square of
    /// the fields.
    /// </summary>
    /// <param name="head">The first characters.</param>
    /// <param name="text">The text after them.</param>
    /// <param name="delimiter">The delimiter.</param>
    /// <exception cref="NetworkException">There are more fields than a table may have columns.</exception>
    public static string[]? WideLine(ReadOnlySpan<char> head, TextReader text, char delimiter)
    {
        const int Wide = 1000;
        int end = head.IndexOf('\n');
        if (end >= 0 && head[..end].Count(delimiter) < Wide)
        {
            return null;
        }

        var line = new StringBuilder();
        char[] buffer = new char[HeadSize];
        int delimiters = 0;
        for (ReadOnlySpan<char> piece = head; !piece.IsEmpty; piece = end < 0 ? buffer.AsSpan(0, text.ReadBlock(buffer)) : default)
        {
            end = piece.IndexOf('\n');
            ReadOnlySpan<char> part = end < 0 ? piece : piece[..end];
            delimiters += part.Count(delimiter);
            if (part.Contains('"') || line.Length + part.Length > LongestLine)
            {
                return null;
            }

            if (delimiters >= TableColumns.MaximumColumns)
            {
                throw TableErrors.TableTooWide(delimiters + 1, isAtLeast: end < 0);
            }

            line.Append(part);
        }

        string whole = line.Length > 0 && line[^1] == '\r' ? line.ToString(0, line.Length - 1) : line.ToString();
        return delimiters >= Wide && !whole.Contains('\r') && !whole.StartsWith('#') && !IsSeparatorLine(whole)
            ? whole.Split(delimiter)
            : null;
    }

    /// <summary>Field counts of the first records.</summary>
    private static List<int> Fields(ReadOnlySpan<char> head, char delimiter, bool isWhole)
    {
        var cursor = new Cursor(delimiter);
        var counts = new List<int>();
        int start = 0;
        for (int i = 0; i < head.Length && counts.Count < MaximumRecords; i++)
        {
            if (cursor.Take(head[i], i + 1 < head.Length ? head[i + 1] : '\0'))
            {
                if (!head[start..i].Trim().IsEmpty)
                {
                    counts.Add(cursor.Fields);
                }

                start = i + 1;
                cursor = new Cursor(delimiter);
            }
        }

        if (isWhole && counts.Count < MaximumRecords && !head[start..].Trim().IsEmpty)
        {
            counts.Add(cursor.Fields);
        }

        return counts;
    }

    /// <summary>Scanner for the ends of fields and records, with quoting (RFC 4180).</summary>
    private struct Cursor(char delimiter)
    {
        private bool _isQuoted;
        private bool _isStart = true;

        /// <summary>Number of fields of the record so far.</summary>
        public int Fields { get; private set; } = 1;

        /// <summary>Reads a character; true if it ends a record.</summary>
        public bool Take(char character, char next)
        {
            bool wasStart = _isStart;
            _isStart = false;
            if (character == '"' && (wasStart || _isQuoted))
            {
                _isQuoted = !_isQuoted;
                // A doubled quote is an escaped quote.
                _isStart = !_isQuoted && next == '"';
                return false;
            }

            if (_isQuoted)
            {
                return false;
            }

            if (character == delimiter)
            {
                Fields++;
                _isStart = true;
            }

            bool ends = character == '\n' || (character == '\r' && next != '\n');
            _isStart |= ends;
            return ends;
        }
    }
}
