namespace PSNeuralNet.Data;

/// <summary>Records of a file, validated against its header.</summary>
internal sealed class TableRecords : IDisposable
{
    private const int LongestShown = 80;

    // Begins the header of W3C logs.
    private const string Fields = "#Fields: ";

    private readonly ICsvParser _parser;
    private readonly FileSource _source;
    private readonly char _delimiter;
    private readonly List<string> _skipped = [];
    private int _record = 1;
    private bool _hasGivenNames;

    public TableRecords(DataFile file, FileSource source, char delimiter)
    {
        (_source, _delimiter) = (source, delimiter);
        try
        {
            // Reads the first record.
            _parser = PrivateDependency.CreateCsvParser(file.OpenText(), delimiter);
            _record = 0;
        }
        catch (FormatException exception)
        {
            throw DataFileErrors.CsvFormatInvalid(source.Path, Place(), exception.Message);
        }
    }

    public string[] Names { get; set; } = [];

    public string Path => _source.Path;

    public int FieldCount => _parser.FieldCount;

    /// <summary>True for an empty line.</summary>
    public bool IsBlank => _parser.FieldCount == 0 || (_parser.FieldCount == 1 && _parser.Field(0).IsWhiteSpace());

    /// <summary>Lines of comments that were skipped, without #TYPE, which PowerShell writes.</summary>
    public IReadOnlyList<string> Skipped => _skipped;

    /// <summary>True for Excel's line that names the delimiter: sep=;</summary>
    private bool IsSeparatorLine =>
        _record == 1 && _parser.FieldCount <= 2 && CsvLayout.IsSeparatorLine(_parser.Field(0)) && _parser.Field(0).Length + _parser.FieldCount <= 6 && (_parser.FieldCount == 1 || _parser.Field(1).IsEmpty);

    /// <summary>True for a line that begins with #, other than the fields of a W3C log: Import-Csv skips them before the header.</summary>
    private bool IsComment => _parser.Field(0).StartsWith('#') && !_parser.Field(0).StartsWith(Fields, StringComparison.Ordinal);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<char> Field(int index) => _parser.Field(index);

    /// <summary>A field as Import-Csv gives it: without blanks in front, if it is not quoted.</summary>
    public ReadOnlySpan<char> Text(int index)
    {
        ReadOnlySpan<char> field = _parser.Field(index), text = IdValues.Unquoted(field);
        return text.Length == field.Length || _parser.IsQuoted(index) ? field : text;
    }

    /// <summary>Moves to the next record.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Read()
    {
        _record++;
        try
        {
            return _parser.Read();
        }
        catch (FormatException exception)
        {
            throw DataFileErrors.CsvFormatInvalid(Path, Place(), exception.Message);
        }
    }

    /// <summary>Moves to the next row, skipping empty lines.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool ReadRow()
    {
        do
        {
            if (!Read())
            {
                return false;
            }
        }
        while ((_parser.FieldCount != Names.Length && IsBlank) || (_hasGivenNames && _record == 1 && IsPreface()));

        return _parser.FieldCount == Names.Length ? true : throw DataFileErrors.CsvRowRagged(Path, Place(), _parser.FieldCount, Names.Length, Names);
    }

    /// <summary>Moves behind the header.</summary>
    /// <param name="given">Names of the columns of a file without a header; null for those of the file.</param>
    /// <returns>The names of the columns.</returns>
    public string[] Begin(IReadOnlyList<string>? given)
    {
        _hasGivenNames = given is not null;
        return given is null ? ReadHeader().Names : HeaderNames.Of([.. given]).Names;
    }

    /// <summary>Reads the header: the first line that is neither empty nor a comment.</summary>
    public HeaderNames ReadHeader()
    {
        do
        {
            if (!Read())
            {
                throw TableErrors.TableFileEmpty(Path);
            }
        }
        while (IsBlank || IsPreface());

        var fields = new string[FieldCount];
        for (int i = 0; i < fields.Length; i++)
        {
            fields[i] = Field(i).ToString();
        }

        fields[0] = fields[0].StartsWith(Fields, StringComparison.Ordinal) ? fields[0][Fields.Length..] : fields[0];
        return HeaderNames.Of(fields);
    }

    public void Dispose() => _parser.Dispose();

    /// <summary>True for a record before the table; comments are noted.</summary>
    private bool IsPreface()
    {
        bool isComment = IsComment;
        if (isComment && !_parser.Field(0).StartsWith("#TYPE", StringComparison.OrdinalIgnoreCase))
        {
            string line = string.Join(_delimiter, Enumerable.Range(0, FieldCount).Select(i => Field(i).ToString()));
            _skipped.Add(line.Length <= LongestShown ? line : line[..LongestShown] + "...");
        }

        return isComment || IsSeparatorLine;
    }

    /// <summary>Place of the current record in messages: its line, or its number if the file cannot be read once more.</summary>
    private string Place()
    {
        try
        {
            return DataFile.Reading(Path, () =>
            {
                using var file = DataFile.Open(_source);
                using StreamReader text = file.OpenText();
                return FormattableString.Invariant($"line {CsvLayout.LineOf(text, _delimiter, _record)}");
            });
        }
        catch (NetworkException)
        {
            return FormattableString.Invariant($"record {_record}");
        }
    }
}
