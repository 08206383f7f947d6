using PSNeuralNet.Numerics;

namespace PSNeuralNet.Data;

/// <summary>
/// Splits a large UTF-8 file into parts for parallel reading. A part ends at a line end with balanced quotes before it; if that is
/// within a quoted field all the same, the parser of the part finds the unclosed quote.
/// </summary>
internal static class TableParts
{
    /// <summary>Minimum size of a part in bytes.</summary>
    public const int MinimumBytes = 1 << 21;

    private const int MaximumParts = 8;

    /// <summary>Offsets of the parts, the first one 0; a single part for a file that is small, compressed, or not UTF-8.</summary>
    /// <param name="source">The file.</param>
    /// <param name="leastBytes">Minimum size of a part.</param>
    public static long[] Cut(FileSource source, long leastBytes)
    {
        using var file = DataFile.Open(source);
        int count = (int)Math.Min(Math.Min(MaximumParts, Environment.ProcessorCount), file.Length / leastBytes);
        if (count < 2 || !file.IsPlain)
        {
            return [0];
        }

        var starts = new List<long> { 0 };
        byte[] buffer = new byte[1 << 16];
        long position = 0;
        int quotes = 0;
        for (int read; starts.Count < count && (read = file.Content.Read(buffer)) > 0; position += read)
        {
            ReadOnlySpan<byte> bytes = buffer.AsSpan(0, read);
            long wanted = file.Length / count * starts.Count;
            if (position + read <= wanted)
            {
                quotes += bytes.Count((byte)'"');
                continue;
            }

            int from = (int)Math.Max(0, wanted - position);
            quotes += bytes[..from].Count((byte)'"');
            for (int i = from; i < read; i++)
            {
                quotes += bytes[i] == '"' ? 1 : 0;
                if (bytes[i] == '\n' && quotes % 2 == 0 && starts.Count < count && position + i >= file.Length / count * starts.Count)
                {
                    starts.Add(position + i + 1);
                }
            }
        }

        return [.. starts.Where(start => start < file.Length)];
    }

    /// <summary>Part of a file as a file.</summary>
    public static FileSource Part(FileSource source, long start, long end)
    {
        return new FileSource(source.Path, () =>
        {
            Stream stream = source.Open();
            stream.Position = start;
            return new PartStream(stream, end - start);
        }, IsPart: start > 0);
    }

    /// <summary>Allocates a grid for the cells of all parts, one row per line; null if the number of rows is not known in advance.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="hasHeader">True when the first line is the header.</param>
    /// <param name="width">Number of cells a row has.</param>
    /// <param name="memory">Memory that there is, in bytes.</param>
    /// <param name="cancellation">Cancels the counting.</param>
    /// <returns>The rows of each part.</returns>
    public static GridRows[]? Place(FileSource[] parts, bool hasHeader, int width, long memory, CancellationToken cancellation)
    {
        var lines = new long[parts.Length];
        var bytes = new long[parts.Length];
        ParallelParts.Run(parts.Length, part => (lines[part], bytes[part]) = Count(parts[part], cancellation));

        lines[0] -= hasHeader ? 1 : 0;
        if (CellGrid.TryCreate(lines.Sum(), width, bytes.Sum(), memory) is not { } grid)
        {
            return null;
        }

        return [.. lines.Select((count, part) => new GridRows(grid, (int)lines.Take(part).Sum(), (int)count))];
    }

    /// <summary>Reads all parts in parallel; null if they do not fit together.</summary>
    /// <param name="count">Number of parts there are.</param>
    /// <param name="read">Reads one part.</param>
    /// <param name="wait">Called on this thread meanwhile.</param>
    /// <exception cref="OperationCanceledException">The reading was canceled.</exception>
    public static TableColumns? Read(int count, Func<int, TableColumns> read, Action wait)
    {
        var parts = new TableColumns[count];
        try
        {
            ParallelParts.Run(count, part => parts[part] = read(part), wait);
        }
        catch (NetworkException exception) when (exception.Id != nameof(TableErrors.TableTooLarge))
        {
            // Reading from the start gives the error its row and line.
            return null;
        }

        Array.ForEach(parts[1..], parts[0].Append);
        return parts[0];
    }

    private static (long Lines, long Bytes) Count(FileSource source, CancellationToken cancellation)
    {
        using var file = DataFile.Open(source);
        byte[] buffer = new byte[1 << 16];
        long lines = 0, bytes = 0;
        byte last = (byte)'\n';
        for (int read; file.IsPlain && (read = file.Content.Read(buffer)) > 0; bytes += read)
        {
            cancellation.ThrowIfCancellationRequested();
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
            last = buffer[read - 1];
        }

        return (last == '\n' ? lines : lines + 1, bytes);
    }

    /// <summary>Reads up to a number of bytes of a stream.</summary>
    private sealed class PartStream(Stream stream, long length) : ReadOnlyStream
    {
        private long _position;

        public override bool CanSeek => true;

        public override long Length => length;

        public override long Position
        {
            get => _position;
            set
            {
                stream.Position += value - _position;
                _position = value;
            }
        }

        public override int Read(Span<byte> buffer)
        {
            int read = stream.Read(buffer[..(int)Math.Min(buffer.Length, length - _position)]);
            _position += read;
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                stream.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
