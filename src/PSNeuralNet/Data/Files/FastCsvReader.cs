namespace PSNeuralNet.Data;

/// <summary>
/// Fast path for plain CSV in UTF-8: parses numbers from bytes, without strings. Gives up on everything that needs a full CSV parser;
/// what it reads has the parser's values.
/// </summary>
internal sealed unsafe class FastCsvReader
{
    private const int BufferSize = 1 << 17;

    // May be read beyond the end of the data: the sentinel, and what is read of a number or text at once.
    private const int Padding = 64;
    private const int RowsPerCheck = 256;

    // Columns of a file whose texts are remembered.
    private const int MaximumKnown = 1000;
    private readonly DataFile _file;
    private readonly byte _delimiter;
    private readonly byte[] _buffer = GC.AllocateArray<byte>(BufferSize + Padding, pinned: true);
    private readonly byte* _bytes;
    private char[] _text = new char[256];
    private int _length;
    private bool _isAtEnd;

    // The current field: its position, and its terminator.
    private int _start;
    private int _count;
    private bool _isQuoted;
    private bool _hasQuotes;
    private bool _endsRecord;

    private FastCsvReader(DataFile file, byte delimiter)
    {
        _file = file;
        _delimiter = delimiter;
        _bytes = (byte*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(_buffer, 0);
        _bytes[0] = (byte)'\n';
    }

    /// <summary>Reads a file or a part of it.</summary>
    /// <param name="source">The file.</param>
    /// <param name="place">Storage of the cells; null for new lists.</param>
    /// <param name="names">The names of its columns.</param>
    /// <param name="hasHeader">True when the first line is the header.</param>
    /// <param name="options">Options of the table.</param>
    /// <param name="delimiter">The delimiter.</param>
    /// <param name="watch">Progress and cancellation.</param>
    /// <returns>The columns; null if the file needs the parser, also for its error messages.</returns>
    public static TableColumns? TryRead(FileSource source, GridRows? place, string[] names, bool hasHeader, TableOptions options, char delimiter, ImportProgressReporter watch)
    {
        if (names.Length < 2 || delimiter is not (',' or ';' or '\t' or '|'))
        {
            return null;
        }

        using var file = DataFile.Open(source);
        try
        {
            var table = new FastCsvReader(file, (byte)delimiter);
            var columns = new TableColumns(names, options, isOfFile: true, place);
            int at = 0;
            return (!hasHeader || (options.Header is null ? table.SkipHeader(names, ref at) : table.SkipMark(ref at))) && table.ReadRows(names, columns, watch, at) ? columns : null;
        }
        catch (NetworkException exception) when (exception.Id != nameof(TableErrors.TableTooLarge))
        {
            // The parser finds the line of the error.
            return null;
        }
    }

    /// <summary>Skips the byte order mark; false if the first line may be no row: a comment, or sep=;.</summary>
    private bool SkipMark(ref int at)
    {
        More(ref at);
        at = _buffer.AsSpan(0, _length).StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        return _bytes[at] is not ((byte)'#' or (byte)'s' or (byte)'S' or (byte)'"');
    }

    /// <summary>Skips the header; false if it has other names.</summary>
    private bool SkipHeader(string[] names, ref int at)
    {
        _ = SkipMark(ref at);
        for (int i = 0; i < names.Length; i++)
        {
            // Empty names were replaced.
            if (!ReadField(ref at) || _endsRecord != (i == names.Length - 1) || (Text().Trim() is { Length: > 0 } text && !text.SequenceEqual(names[i])))
            {
                return false;
            }

            at = Next();
        }

        return true;
    }

    // Optimized without tiering: most files are read before it would start.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool ReadRows(string[] names, TableColumns columns, ImportProgressReporter watch, int at)
    {
        Dictionary<string, CellColumn> featureOf = columns.Feature.ToDictionary(column => column.Name, StringComparer.Ordinal);
        CellColumn?[] features = Array.ConvertAll(names, featureOf.GetValueOrDefault);
        LabelColumn?[] targets = [.. names.Select(name => Array.Find(columns.Target, column => column.Name == name))];
        IdValues?[] ids = [.. names.Select(name => Array.Find(columns.Id, column => column.Name == name))];
        KnownTexts?[] known = new KnownTexts?[names.Length];
        int weight = Array.IndexOf(names, columns.WeightName);
        int[] runs = NumberRuns(features);
        var block = new CellBlock(features);
        while (TryBeginRow(ref at))
        {
            if (columns.IsFull)
            {
                return false;
            }

            int row = columns.Row;
            bool hasLabel = true;
            double* cells = block.Row;
            for (int i = 0; i < features.Length; i++)
            {
                if (runs[i] > i)
                {
                    // Most cells.
                    byte* next = ReadNumbers(_bytes + at, cells + i, runs[i] - i, runs[i] == features.Length, out int count);
                    (at, i) = ((int)(next - _bytes), i + count);
                    if (i == features.Length)
                    {
                        break;
                    }
                }

                if (!ReadField(ref at) || _endsRecord != (i == features.Length - 1))
                {
                    return false;
                }

                if (features[i] is { } feature)
                {
                    if (known[i]?.TryGet(_bytes + _start, _count, out cells[i]) != true)
                    {
                        cells[i] = feature.ValueOf(Text(), row);
                        Remember(ref known[i], cells[i], names.Length);
                    }
                }
                else if (targets[i] is { } target)
                {
                    if (known[i]?.TryGet(_bytes + _start, _count, out double label) == true && target.TryAddKnown(label))
                    {
                        // The same as before.
                    }
                    else if (target.TryAdd(Text(), row))
                    {
                        Remember(ref known[i], target.Values[^1], names.Length);
                    }
                    else
                    {
                        hasLabel = false;
                    }
                }
                else if (ids[i] is { } id)
                {
                    id.Add(_isQuoted ? Text() : IdValues.Unquoted(Text()));
                }
                else if (i == weight)
                {
                    columns.AddWeight(Text().ToString());
                }

                at = Next();
            }

            block.EndRow();
            if (hasLabel)
            {
                columns.EndRow();
            }
            else
            {
                block.Flush();
                columns.SkipRow();
            }

            if (row % RowsPerCheck == 0)
            {
                watch.Report(_file.Position, _file.Length, row);
            }
        }

        block.Flush();
        return _isAtEnd && at >= _length;
    }

    /// <summary>For each column, the end of the neighboring columns from it on that may hold numbers.</summary>
    private static int[] NumberRuns(CellColumn?[] features)
    {
        int[] ends = new int[features.Length];
        for (int i = features.Length - 1; i >= 0; i--)
        {
            ends[i] = features[i] is not { HoldsNumbers: true } ? i : i + 1 < ends.Length ? ends[i + 1] : ends.Length;
        }

        return ends;
    }

    /// <summary>Reads cells up to the first that is no plain number, or is not all in the buffer.</summary>
    /// <param name="at">The first cell.</param>
    /// <param name="values">Receives the numbers.</param>
    /// <param name="most">Maximum number of cells.</param>
    /// <param name="isToEnd">True where the last of them ends a line.</param>
    /// <param name="count">Number of cells that were read.</param>
    /// <returns>Start of the next cell.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private byte* ReadNumbers(byte* at, double* values, int most, bool isToEnd, out int count)
    {
        byte* end = _bytes + _length - 1;
        byte delimiter = _delimiter;
        int i = 0;
        for (; i < most; i++)
        {
            bool isQuoted = *at == '"';
            byte mark = isQuoted ? (byte)'"' : isToEnd && i == most - 1 ? (byte)'\n' : delimiter;
            byte* from = isQuoted ? at + 1 : at, next = from + NumberText.ScanShort(from, out double number);
            if (next == from)
            {
                double other;
                next = from + ScanLong(from, end + 1, &other);
                number = other;
            }

            if (next == from || next >= end || *next != mark || (isQuoted && *++next != (isToEnd && i == most - 1 ? (byte)'\n' : delimiter)))
            {
                break;
            }

            values[i] = number;
            at = next + 1;
        }

        count = i;
        return at;
    }

    // Apart, so that the number stays in a register above.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ScanLong(byte* from, byte* end, double* number) =>
        from < end ? NumberText.Scan(from, (int)(end - from), out *number) : 0;

    private void Remember(ref KnownTexts? texts, double value, int columns)
    {
        if (columns <= MaximumKnown && CellCode.Of(value) >= 0)
        {
            (texts ??= new KnownTexts()).Add(_bytes + _start, _count, value);
        }
    }

    /// <summary>Moves to the next line that is not empty; false at the end or where the parser is needed.</summary>
    private bool TryBeginRow(ref int at)
    {
        while (true)
        {
            if (at + 1 >= _length && !_isAtEnd)
            {
                More(ref at);
                continue;
            }

            if (at >= _length)
            {
                return false;
            }

            int end = _bytes[at] == '\r' ? at + 1 : at;
            if (_bytes[end] != '\n')
            {
                return true;
            }

            at = end + 1;
        }
    }

    /// <summary>Reads a field; false where the parser is needed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool ReadField(ref int at)
    {
        while (true)
        {
            _isQuoted = at < _length && _bytes[at] == '"';
            _hasQuotes = false;
            int end = _isQuoted ? QuotedEnd(at + 1) : PlainEnd(at);
            if (end < _length - 1 || _isAtEnd)
            {
                _start = _isQuoted ? at + 1 : at;
                _count = end - _start - (_isQuoted ? 1 : 0);
                return Ends(end);
            }

            if (!More(ref at))
            {
                return false;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int PlainEnd(int at)
    {
        byte delimiter = _delimiter;
        byte* bytes = _bytes;
        while (bytes[at] != delimiter && bytes[at] is not ((byte)'\n' or (byte)'\r' or (byte)'"'))
        {
            at++;
        }

        return at;
    }

    /// <summary>Position after the closing quote; the end of the buffer if there is none.</summary>
    private int QuotedEnd(int at)
    {
        while (at < _length)
        {
            int quote = _buffer.AsSpan(at, _length - at).IndexOf((byte)'"');
            if (quote < 0 || at + quote + 1 >= _length)
            {
                return quote < 0 ? _length + 1 : _length;
            }

            at += quote + 1;
            if (_bytes[at] != '"')
            {
                return at;
            }

            _hasQuotes = true;
            at++;
        }

        return _length + 1;
    }

    /// <summary>True when a field may end here; also determines whether its record does.</summary>
    private bool Ends(int end)
    {
        if (end > _length)
        {
            return false;
        }

        _endsRecord = _bytes[end] != _delimiter || end == _length;
        return end == _length || !_endsRecord || _bytes[end] == '\n' || (_bytes[end] == '\r' && end + 1 < _length && _bytes[end + 1] == '\n');
    }

    /// <summary>Position after the current field and its terminator.</summary>
    private int Next()
    {
        int end = _start + _count + (_isQuoted ? 1 : 0);
        return end + (end < _length && _bytes[end] == '\r' ? 2 : 1);
    }

    /// <summary>Text of the current field; valid until the next read.</summary>
    private ReadOnlySpan<char> Text()
    {
        if (_text.Length < _count)
        {
            _text = new char[Math.Max(_count, 2 * _text.Length)];
        }

        ReadOnlySpan<char> text = _text.AsSpan(0, Encoding.UTF8.GetChars(_buffer.AsSpan(_start, _count), _text));
        return _hasQuotes ? text.ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : text;
    }

    /// <summary>Refills the buffer, keeping the bytes from here on. False if these fill it already, or at the end of the file.</summary>
    private bool More(ref int at)
    {
        int kept = Math.Max(0, _length - at), read;
        _buffer.AsSpan(Math.Min(at, _length), kept).CopyTo(_buffer);
        at = Math.Max(0, at - _length);
        _length = kept;
        do
        {
            read = kept == BufferSize ? 0 : _file.Content.Read(_buffer.AsSpan(_length, BufferSize - _length));
            _length += read;
        }
        while (read > 0 && _length < BufferSize);
        _isAtEnd = kept < BufferSize && read == 0;

        // Sentinel: every search for the end of a field stops here.
        _bytes[_length] = (byte)'\n';
        return _length > kept || _isAtEnd;
    }
}
