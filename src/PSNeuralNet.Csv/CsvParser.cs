using System.Runtime.CompilerServices;
using PSNeuralNet.Data;
using Sylvan.Data.Csv;

namespace PSNeuralNet.Csv;

/// <summary>Reads the records of a CSV text with Sylvan.Data.Csv.</summary>
internal sealed class CsvParser : ICsvParser
{
    private const int BufferSize = 1 << 16;

    // A record of more characters than this is no record, but a quote that is never closed.
    private const int LongestRecord = 1 << 22;

    private readonly CsvDataReader _reader;

    public CsvParser(TextReader text, char delimiter)
    {
        _reader = CsvDataReader.Create(text, new CsvDataReaderOptions
        {
            Delimiter = delimiter,
            HasHeaders = false,
            Comment = '\0',
            BufferSize = BufferSize,
            MaxBufferSize = LongestRecord,
        });
    }

    public int FieldCount => _reader.RowFieldCount;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Read()
    {
        try
        {
            return _reader.Read();
        }
        catch (CsvFormatException exception)
        {
            throw new FormatException(exception.Message, exception);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<char> Field(int index) => _reader.GetFieldSpan(index);

    public void Dispose() => _reader.Dispose();
}
