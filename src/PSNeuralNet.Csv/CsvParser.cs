using System.Runtime.CompilerServices;
using PSNeuralNet.Data;
using Sylvan.Data.Csv;

namespace PSNeuralNet.Csv;

/// <summary>Reads the records of a CSV text with Sylvan.Data.Csv. Whatever that throws is a <see cref="FormatException"/>.</summary>
internal sealed class CsvParser : ICsvParser
{
    private const int BufferSize = 1 << 16;

    // A record of more characters than this is no record, but a quote that is never closed.
    private const int LongestRecord = 1 << 22;

    // Half of a surrogate pair, which no decoder gives. Lines that begin with this character would be left out.
    private const char NoComment = '\uDFFF';

    private readonly CsvDataReader _reader;
    private readonly char _delimiter;

    public CsvParser(TextReader text, char delimiter)
    {
        _delimiter = delimiter;
        try
        {
            _reader = CsvDataReader.Create(text, new CsvDataReaderOptions
            {
                Delimiter = delimiter,
                HasHeaders = false,
                Comment = NoComment,
                BufferSize = BufferSize,
                MaxBufferSize = LongestRecord,
            });
        }
        catch (Exception exception) when (!IsOfText(exception))
        {
            throw Error(exception);
        }
    }

    public int FieldCount => _reader.RowFieldCount;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Read()
    {
        try
        {
            return _reader.Read();
        }
        catch (Exception exception) when (!IsOfText(exception))
        {
            throw Error(exception);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<char> Field(int index)
    {
        try
        {
            return _reader.GetFieldSpan(index);
        }
        catch (Exception exception)
        {
            throw Error(exception);
        }
    }

    public bool IsQuoted(int index)
    {
        ReadOnlySpan<char> record = _reader.GetRawRecordSpan();
        int at = 0;
        for (int field = 0; field < index && at < record.Length; field++)
        {
            bool isQuoted = record[at] == '"';
            at += isQuoted ? 1 : 0;
            while (at < record.Length && (isQuoted || record[at] != _delimiter))
            {
                // A doubled quote does not end the quoted part.
                bool isDoubled = isQuoted && record[at] == '"' && at + 1 < record.Length && record[at + 1] == '"';
                isQuoted &= isDoubled || record[at] != '"';
                at += isDoubled ? 2 : 1;
            }

            at++;
        }

        return at < record.Length && record[at] == '"';
    }

    public void Dispose() => _reader.Dispose();

    /// <summary>True for exceptions of the text that is read: those of files and of gzip.</summary>
    private static bool IsOfText(Exception exception) =>
        exception is IOException or InvalidDataException or UnauthorizedAccessException or NotSupportedException or OperationCanceledException or OutOfMemoryException or NetworkException;

    private static FormatException Error(Exception exception) =>
        new(exception is CsvRecordTooLargeException ? $"It has more than {LongestRecord} characters." : exception.Message, exception);
}
