using System.Runtime.CompilerServices;

namespace PSNeuralNet.Data;

/// <summary>Reads a CSV or TSV file, as it is or compressed with gzip, straight into a <see cref="Dataset"/>.</summary>
public static class TableFile
{
    private const int RowsBetweenLooks = 256;

    /// <summary>Reads a file. What the columns hold is decided as for rows: see <see cref="TableReader"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="delimiter">What stands between fields; null to find out: a comma, a semicolon, a tab or a bar.</param>
    /// <param name="progress">Told about five times a second how far it is, on this thread; null for nobody.</param>
    /// <param name="cancellation">Ends the reading early.</param>
    /// <exception cref="NetworkException">The file cannot be read, is no such file, or its table does not make a dataset.</exception>
    /// <exception cref="OperationCanceledException">The reading was canceled.</exception>
    public static DatasetImport Read(
        string path, TableOptions options, char? delimiter = null, IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return Read(FileSource.Of(path), options, delimiter, progress, cancellation);
    }

    /// <inheritdoc cref="Read(string, TableOptions, char?, IProgress{ImportProgress}?, CancellationToken)"/>
    internal static DatasetImport Read(
        FileSource source, TableOptions options, char? delimiter, IProgress<ImportProgress>? progress, CancellationToken cancellation, long leastBytes = TableParts.LeastBytes)
    {
        return DataFile.Reading(source.Path, () =>
        {
            char separator = delimiter ?? Sniff(source);
            TableColumns columns = ReadParts(source, options, separator, leastBytes, progress, cancellation)
                ?? ReadPart(source, null, options, separator, new ImportWatch(progress, cancellation));
            var warnings = new List<string>();
            Dataset dataset = columns.RowCount == 0
                ? throw Failure.TableEmpty()
                : columns.ToDataset(Path.GetFileNameWithoutExtension(source.Path), options.Task, warnings);
            return new DatasetImport(dataset, warnings, separator);
        });
    }

    /// <summary>The names of a file's columns, as far as they can be read: to complete them at a prompt.</summary>
    /// <param name="path">The file.</param>
    public static IReadOnlyList<string> TryHeader(string path)
    {
        try
        {
            var source = FileSource.Of(path);
            return DataFile.Reading(path, () => Header(source, Sniff(source)));
        }
        catch (NetworkException)
        {
            return [];
        }
    }

    private static char Sniff(FileSource source)
    {
        using var file = DataFile.Open(source);
        using StreamReader text = file.OpenText();
        return CsvLayout.Sniff(text);
    }

    /// <summary>Reads the parts of a large file at once; null where it is not large, or better read from its start.</summary>
    private static TableColumns? ReadParts(
        FileSource source, TableOptions options, char delimiter, long leastBytes, IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        long[] starts = TableParts.Cut(source, leastBytes);
        if (starts.Length < 2)
        {
            return null;
        }

        string[] names = Header(source, delimiter);
        using var file = DataFile.Open(source);
        ImportWatch[] watches = [.. starts.Select(_ => new ImportWatch(null, cancellation))];
        var watch = new ImportWatch(progress, cancellation);
        return TableParts.Read(
            starts.Length,
            part => DataFile.Reading(source.Path, () => ReadPart(
                TableParts.Part(source, starts[part], part + 1 < starts.Length ? starts[part + 1] : file.Length), part == 0 ? null : names, options, delimiter, watches[part])),
            () => watch.Look(watches.Sum(one => one.Position), file.Length, watches.Sum(one => one.SampleCount)));
    }

    /// <summary>Reads a file or a part of one, from its header on where no names are given.</summary>
    private static TableColumns ReadPart(FileSource source, string[]? names, TableOptions options, char delimiter, ImportWatch watch)
    {
        using var file = DataFile.Open(source);
        using ICsvParser parser = PrivateDependency.CreateCsvParser(file.OpenText(), delimiter);
        var records = new Records(parser, source, delimiter);
        records.Names = names ?? Header(records);
        var columns = new TableColumns(records.Names, options);
        ReadRows(records, columns, file, watch);
        return columns;
    }

    private static string[] Header(FileSource source, char delimiter)
    {
        using var file = DataFile.Open(source);
        using ICsvParser parser = PrivateDependency.CreateCsvParser(file.OpenText(), delimiter);
        return Header(new Records(parser, source, delimiter));
    }

    /// <summary>The names of the columns; those without one are H1, H2, ..., as Import-Csv calls them.</summary>
    private static string[] Header(Records records)
    {
        do
        {
            if (!records.Read())
            {
                throw Failure.TableEmpty();
            }
        }
        while (records.IsBlank || records.Field(0).StartsWith("#TYPE", StringComparison.OrdinalIgnoreCase));

        var names = new string[records.FieldCount];
        int unnamed = 0;
        for (int i = 0; i < names.Length; i++)
        {
            string name = records.Field(i).Trim().ToString();
            names[i] = name.Length > 0 ? name : $"H{++unnamed}";
        }

        return names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Skip(1).Any()) is { } repeated
            ? throw Failure.FeatureRepeated(repeated.Key)
            : names;
    }

    // Compiled with full optimization at once: most files are read before tiering would have noticed it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadRows(Records records, TableColumns columns, DataFile file, ImportWatch watch)
    {
        int[] features = [.. columns.Feature.Select(column => records.Place(column.Name))];
        int[] targets = [.. columns.Target.Select(column => records.Place(column.Name))];
        int weight = columns.WeightName is null ? -1 : records.Place(columns.WeightName);
        while (records.ReadRow())
        {
            int row = columns.Row;
            for (int i = 0; i < features.Length; i++)
            {
                columns.Feature[i].Add(records.Field(features[i]), row);
            }

            for (int i = 0; i < targets.Length; i++)
            {
                columns.Target[i].Add(records.Field(targets[i]).TrimStart(), row);
            }

            if (weight >= 0)
            {
                columns.AddWeight(records.Field(weight).ToString());
            }

            columns.EndRow();
            if (row % RowsBetweenLooks == 0)
            {
                watch.Look(file.Position, file.Length, row);
            }
        }
    }

    /// <summary>The records of a file, checked against its header.</summary>
    private sealed class Records(ICsvParser parser, FileSource source, char delimiter)
    {
        private int _record;

        public string[] Names { get; set; } = [];

        public int FieldCount => parser.FieldCount;

        /// <summary>Whether the current record is an empty line.</summary>
        public bool IsBlank => parser.FieldCount == 0 || (parser.FieldCount == 1 && parser.Field(0).IsWhiteSpace());

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ReadOnlySpan<char> Field(int index)
        {
            return parser.Field(index);
        }

        public int Place(string name)
        {
            return Array.IndexOf(Names, name);
        }

        /// <summary>Goes to the next record.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public bool Read()
        {
            _record++;
            try
            {
                return parser.Read();
            }
            catch (FormatException exception)
            {
                throw Failure.CsvFormatInvalid(source.Path, Line(), exception.Message);
            }
        }

        /// <summary>Goes to the next record that is a row: empty lines are none.</summary>
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
            while (parser.FieldCount != Names.Length && IsBlank);

            return parser.FieldCount == Names.Length ? true : throw Failure.CsvRowRagged(source.Path, Line(), parser.FieldCount, Names.Length, Names);
        }

        private int Line()
        {
            using var file = DataFile.Open(source);
            using StreamReader text = file.OpenText();
            return CsvLayout.LineOf(text, delimiter, _record);
        }
    }
}
