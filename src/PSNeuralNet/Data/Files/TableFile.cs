namespace PSNeuralNet.Data;

/// <summary>Reads a CSV or TSV file, plain or gzip-compressed, into a <see cref="Dataset"/>.</summary>
public static class TableFile
{
    private const int RowsPerCheck = 256;

    /// <summary>Reads a file. Column kinds are inferred as for rows: see <see cref="TableReader"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="delimiter">What stands between fields; null to find out: a comma, a semicolon, a tab or a bar.</param>
    /// <param name="encoding">The encoding of its text, where there is no byte order mark; null for UTF-8.</param>
    /// <param name="progress">Called about five times a second, on this thread; null for none.</param>
    /// <param name="cancellation">Ends the reading early.</param>
    /// <exception cref="NetworkException">The file cannot be read, is no such file, or its table does not make a dataset.</exception>
    /// <exception cref="OperationCanceledException">The reading was canceled.</exception>
    public static DatasetImport Read(
        string path, TableOptions options, char? delimiter = null, Encoding? encoding = null, IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return DataFile.Reading(path, encoding, source => Read(source, options, delimiter, progress, cancellation), cancellation);
    }

    /// <summary>Profiles of the columns of a file, and of its rows.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Options of the table; their targets are for hints, and may be none.</param>
    /// <param name="delimiter">Delimiter; null to detect it.</param>
    /// <param name="encoding">Encoding of a file without byte order mark; null for UTF-8.</param>
    /// <param name="warn">Called for each warning about the file and the options; null ignores them.</param>
    /// <param name="progress">Called about five times a second, on this thread; null for none.</param>
    /// <param name="cancellation">Ends the reading early.</param>
    /// <exception cref="NetworkException">The file cannot be read, is no table, or has no such column.</exception>
    /// <exception cref="OperationCanceledException">The reading was canceled.</exception>
    public static IReadOnlyList<ColumnProfile> Profile(
        string path, TableOptions options, char? delimiter = null, Encoding? encoding = null, Action<string>? warn = null, IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        options = options with { IsProfile = true };
        return DataFile.Reading(path, encoding, source => Naming(source, () =>
        {
            (char separator, HeaderNames header, Encoding? guessed) = Begin(source, delimiter, options.Header);
            string[] names = header.Names;
            string? renamed = header.Check(source.Path, options.RenameColumn);
            var shape = new TableShape(names, new TableColumns(names, options).Feature.Length, options, separator, IsParsed: false, header.UnnamedLast);
            (TableColumns columns, (FeatureColumn[] features, string[] notices, _)) = ReadColumns(
                source, shape, TableParts.MinimumBytes, columns => columns.JudgeEach(), judged => judged.WithoutText, progress, cancellation);
            var told = new List<string>(SourceWarnings(source, shape, columns, guessed, renamed));
            IReadOnlyList<ColumnProfile> profiles = TableProfile.Of(columns, features, notices);
            columns.WarnOfOptions(told);
            told.ForEach(warning => warn?.Invoke(warning));
            return profiles;
        }), cancellation);
    }

    /// <inheritdoc cref="Read(string, TableOptions, char?, Encoding?, IProgress{ImportProgress}?, CancellationToken)"/>
    internal static DatasetImport Read(
        FileSource source, TableOptions options, char? delimiter, IProgress<ImportProgress>? progress, CancellationToken cancellation, long leastBytes = TableParts.MinimumBytes, bool isParsed = false)
    {
        return Naming(source, () =>
        {
            (char separator, HeaderNames header, Encoding? guessed) = Begin(source, delimiter, options.Header);
            string[] names = header.Names;
            string? renamed = header.Check(source.Path, options.RenameColumn);
            var shape = new TableShape(names, new TableColumns(names, options).Feature.Length, options, separator, isParsed, header.UnnamedLast);
            ColumnNotices notices = new();
            (TableColumns columns, (FeatureColumn[] features, _)) = ReadColumns(
                source, shape, leastBytes, columns => columns.Judge(notices = new ColumnNotices()), judged => judged.WithoutText, progress, cancellation);
            List<string> warnings = [.. SourceWarnings(source, shape, columns, guessed, renamed)];
            Dataset dataset = columns.ToDataset(features, Path.GetFileNameWithoutExtension(source.Path), options.Task, warnings);
            warnings.AddRange(notices.Sentences());
            return new DatasetImport(dataset, warnings, separator);
        });
    }

    /// <summary>Warnings about the text of a file, which come before those about what it holds.</summary>
    private static IEnumerable<string> SourceWarnings(FileSource source, TableShape shape, TableColumns columns, Encoding? guessed, string? renamed)
    {
        if (columns.FirstBroken() is not null && WhereBroken(source, shape) is { } place)
        {
            yield return $"The file '{source.Path}' is no UTF-8 text: {place}. {EncodingCheck.Advice}";
        }

        if (guessed is not null)
        {
            yield return $"The file '{source.Path}' is no UTF-8 text: it is read as {guessed.WebName}, by its zero bytes. Say with -Encoding what it is.";
        }

        if (SkippedLines(source, shape) is { Count: > 0 } skipped)
        {
            yield return $"The file '{source.Path}' begins with {skipped.Count} line{(skipped.Count == 1 ? "" : "s")} of comments (#), which {(skipped.Count == 1 ? "is" : "are")} skipped, as in Import-Csv: '{DisplayText.Clean(skipped[0])}'.{(shape.Options.Header is null ? " If it has the names of the columns, give them with -Header." : "")}";
        }

        if (renamed is not null)
        {
            yield return renamed;
        }
    }

    /// <summary>The lines of comments before the header, without #TYPE.</summary>
    private static IReadOnlyList<string> SkippedLines(FileSource source, TableShape shape)
    {
        using var file = DataFile.Open(source);
        using StreamReader text = file.OpenText();
        if (text.Peek() is not ('#' or '"'))
        {
            return [];
        }

        using var again = DataFile.Open(source);
        using var records = new TableRecords(again, source, shape.Delimiter);
        records.Names = records.Begin(shape.Options.Header);
        _ = records.ReadRow();
        return records.Skipped;
    }

    /// <summary>Reads the columns, a second time where some with numbers turn out to be text, and judges them.</summary>
    private static (TableColumns Columns, T Judged) ReadColumns<T>(
        FileSource source, TableShape shape, long leastBytes, Func<TableColumns, T> judge, Func<T, string[]> withoutText, IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        while (true)
        {
            TableColumns columns = ReadParts(source, shape, leastBytes, progress, cancellation) ?? Parse(source, hasHeader: true, shape, new ImportProgressReporter(progress, cancellation));
            if (shape.UnnamedLast)
            {
                // As Import-Csv does it: a delimiter at the end of the header is no column.
                columns.RemoveEmpty(shape.Names[^1]);
            }

            T judged = columns.ReadCount == 0 ? throw TableErrors.TableFileEmpty(source.Path) : judge(columns);
            string[] names = withoutText(judged);
            if (names.Length == 0)
            {
                return (columns, judged);
            }

            shape = shape with { Options = shape.Options with { WithText = names.Concat(shape.Options.WithText ?? new HashSet<string>()).ToHashSet(StringComparer.OrdinalIgnoreCase) } };
        }
    }

    /// <summary>Column names of a file, for completion at the prompt; empty if unreadable, and for a pipe, which can be read only once.</summary>
    /// <param name="path">The file.</param>
    /// <param name="encoding">Encoding of a file without byte order mark; null for UTF-8.</param>
    public static IReadOnlyList<string> TryHeader(string path, Encoding? encoding = null)
    {
        try
        {
            return FileStatus.KindOf(path) == FileKind.Regular
                ? DataFile.Reading(path, encoding, source => DataFile.Reading(path, () => Begin(source, null, null).Header.Names), CancellationToken.None)
                : [];
        }
        catch (NetworkException)
        {
            return [];
        }
    }

    /// <summary>Runs an action on a table; adds the file name to its errors.</summary>
    private static T Naming<T>(FileSource source, Func<T> read)
    {
        try
        {
            return DataFile.Reading(source.Path, read);
        }
        catch (NetworkException exception) when (exception.Category != FailureCategory.NotInstalled && exception.Id != nameof(DataFileErrors.DelimiterInvalid) && !exception.Message.Contains(source.Path, StringComparison.Ordinal))
        {
            string hint = exception.Message.Contains(EncodingCheck.Mark) && !EncodingCheck.IsUtf8(source) ? " The file is no UTF-8 text. " + EncodingCheck.Advice : "";
            throw new NetworkException(exception.Id, exception.Category, $"In the file '{source.Path}': {exception.Message}{hint}", exception.TargetObject);
        }
    }

    /// <summary>Delimiter, column names, and encoding if it was guessed.</summary>
    private static (char Delimiter, HeaderNames Header, Encoding? Guessed) Begin(FileSource source, char? delimiter, IReadOnlyList<string>? given)
    {
        RequireDelimiter(source, delimiter ?? ',', isInFile: false);
        WorkbookCheck.RequireText(source);
        using var file = DataFile.Open(source);
        using StreamReader text = file.OpenText();
        char[] buffer = new char[CsvLayout.HeadSize];
        ReadOnlySpan<char> head = buffer.AsSpan(0, text.ReadBlock(buffer));
        char separator = delimiter ?? CsvLayout.Sniff(head);
        RequireDelimiter(source, separator, isInFile: true);
        if (given is not null)
        {
            return (separator, HeaderNames.Of([.. given]), file.Guessed);
        }

        return (separator, CsvLayout.WideLine(head, text, separator) is { } fields ? HeaderNames.Of(fields) : Header(source, separator), file.Guessed);
    }

    private static void RequireDelimiter(FileSource source, char delimiter, bool isInFile)
    {
        if (!CsvLayout.IsDelimiter(delimiter))
        {
            throw DataFileErrors.DelimiterInvalid(source.Path, delimiter, isInFile);
        }
    }

    /// <summary>Reads the parts of a file in parallel; null if they do not fit together and the file has to be read from the start.</summary>
    private static TableColumns? ReadParts(FileSource source, TableShape shape, long leastBytes, IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        long[] starts = TableParts.Cut(source, leastBytes);
        using var file = DataFile.Open(source);
        FileSource[] parts = starts.Length == 1 ? [source] : [.. starts.Select((start, i) => TableParts.Part(source, start, i + 1 < starts.Length ? starts[i + 1] : file.Length))];
        GridRows[]? places = shape.IsParsed ? null : TableParts.Place(parts, shape.Options.Header is null, shape.Width, shape.Options.MemoryLimit, cancellation);
        ImportProgressReporter[] watches = [.. starts.Select(_ => new ImportProgressReporter(null, cancellation))];
        var watch = new ImportProgressReporter(progress, cancellation);
        return TableParts.Read(
            parts.Length,
            part => DataFile.Reading(source.Path, () => ReadPart(parts[part], places?[part], hasHeader: part == 0, shape, watches[part])),
            () => watch.Report(watches.Sum(one => one.Position), file.Length, watches.Sum(one => one.SampleCount)));
    }

    /// <summary>Reads a part of a file, by the fast path if it is plain.</summary>
    private static TableColumns ReadPart(FileSource part, GridRows? place, bool hasHeader, TableShape shape, ImportProgressReporter watch) =>
        (shape.IsParsed ? null : FastCsvReader.TryRead(part, place, shape.Names, hasHeader, shape.Options, shape.Delimiter, watch)) ?? Parse(part, hasHeader, shape, watch);

    private static TableColumns Parse(FileSource source, bool hasHeader, TableShape shape, ImportProgressReporter watch)
    {
        using var file = DataFile.Open(source);
        using var records = new TableRecords(file, source, shape.Delimiter);
        records.Names = hasHeader ? records.Begin(shape.Options.Header) : shape.Names;
        var columns = new TableColumns(records.Names, shape.Options, isOfFile: true);
        ReadRows(records, columns, file, watch);
        return columns;
    }

    /// <summary>Place of the first bytes that are not UTF-8; null for a valid file.</summary>
    private static string? WhereBroken(FileSource source, TableShape shape)
    {
        if (EncodingCheck.IsUtf8(source))
        {
            return null;
        }

        using var file = DataFile.Open(source);
        using var records = new TableRecords(file, source, shape.Delimiter);
        records.Names = records.Begin(shape.Options.Header);
        if (records.Names.FirstOrDefault(name => name.Contains(EncodingCheck.Mark)) is { } broken)
        {
            return $"there is a column '{broken}'";
        }

        for (int row = 1; records.ReadRow(); row++)
        {
            for (int i = 0; i < records.Names.Length; i++)
            {
                if (records.Field(i).Contains(EncodingCheck.Mark))
                {
                    return $"row {row}, column '{records.Names[i]}' has '{records.Field(i)}'";
                }
            }
        }

        return null;
    }

    private static HeaderNames Header(FileSource source, char delimiter)
    {
        using var file = DataFile.Open(source);
        using var records = new TableRecords(file, source, delimiter);
        return records.ReadHeader();
    }

    // Optimized without tiering: most files are read before it would start.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadRows(TableRecords records, TableColumns columns, DataFile file, ImportProgressReporter watch)
    {
        var placeOf = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < records.Names.Length; i++)
        {
            placeOf.Add(records.Names[i], i);
        }

        int[] features = [.. columns.Feature.Select(column => placeOf[column.Name])];
        int[] targets = [.. columns.Target.Select(column => placeOf[column.Name])];
        int[] ids = [.. columns.Id.Select(column => placeOf[column.Name])];
        int weight = columns.WeightName is null ? -1 : placeOf[columns.WeightName];
        while (records.ReadRow())
        {
            int row = columns.Row, target = 0;
            while (target < targets.Length && columns.Target[target].TryAdd(records.Field(targets[target]), row))
            {
                target++;
            }

            if (target < targets.Length)
            {
                columns.SkipRow();
                continue;
            }

            for (int i = 0; i < features.Length; i++)
            {
                columns.Feature[i].Add(records.Field(features[i]), row);
            }

            for (int i = 0; i < ids.Length; i++)
            {
                columns.Id[i].Add(records.Text(ids[i]));
            }

            if (weight >= 0)
            {
                columns.AddWeight(records.Field(weight).ToString());
            }

            columns.EndRow();
            if (row % RowsPerCheck == 0)
            {
                watch.Report(file.Position, file.Length, row);
            }
        }
    }
}
