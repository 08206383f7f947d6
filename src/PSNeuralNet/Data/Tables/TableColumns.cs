using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Data;

/// <summary>Selected columns of a table, with the cells read so far.</summary>
internal sealed class TableColumns
{
    /// <summary>Maximum number of columns.</summary>
    public const int MaximumColumns = 100_000;

    // Until the features are the targets: no column has this name.
    private const string NoTarget = "\0";

    private readonly TableOptions _options;
    private readonly TableMemory _memory;
    // Rows without a label, from 1, in order.
    private readonly List<int> _skipped = [];
    private GridRows? _place;

    /// <summary>Selects the columns.</summary>
    /// <param name="available">The table's columns, in order.</param>
    /// <param name="options">Options of the table.</param>
    /// <param name="isOfFile">True for a file, which can be read again; false for rows.</param>
    /// <param name="place">Storage of the feature cells; null for new lists.</param>
    /// <exception cref="NetworkException">A column is missing or named twice, there are too many, or no feature is left.</exception>
    public TableColumns(string[] available, TableOptions options, bool isOfFile = false, GridRows? place = null)
    {
        if (available.Length > MaximumColumns)
        {
            throw TableErrors.TableTooWide(available.Length, isAtLeast: false);
        }

        foreach (string name in options.Target)
        {
            if (!available.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw TableErrors.TargetMissing(name, available);
            }
        }

        if (options.SampleWeight is { } weight && !available.Contains(weight, StringComparer.OrdinalIgnoreCase))
        {
            throw TableErrors.SampleWeightMissing(weight, available);
        }

        _options = options;
        UnmatchedPattern = [.. (options.ExcludeFeature ?? []).Where(pattern => !available.Any(pattern.IsMatch)).Select(pattern => pattern.Text)];
        _memory = new TableMemory(options.MemoryLimit);
        string[] targets = [.. options.Target.Select(name => Named(available, name))];
        Target = options.IsProfile ? [] : [.. targets.Select(name => new LabelColumn(name, _memory, options))];
        WeightName = options.SampleWeight is null ? null : Named(available, options.SampleWeight);
        string[] others = [.. Target.Select(column => column.Name), .. WeightName is null ? Array.Empty<string>() : [WeightName]];
        Id = [.. Chosen(options.Id ?? [], available, [.. available.Except(others)]).Distinct(StringComparer.Ordinal).Select(name => new IdValues(name, _memory))];
        RequireNames(options.Id, available);
        others = [.. others, .. Id.Select(column => column.Name)];
        string[] features = Choose(available, others, options);
        features = options.IsProfile ? [.. features, .. targets.Except(features)] : features;
        if (features.Length == 0)
        {
            throw TableErrors.FeatureNone(targets.FirstOrDefault(""));
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (others.Concat(features).FirstOrDefault(column => !seen.Add(column)) is { } repeated)
        {
            throw TableErrors.FeatureRepeated(repeated);
        }

        RequireNames(options.Categorical, available);
        RequireNames(options.Numeric, available);
        RequireNames(options.Text, available);
        _place = place;
        if (place is not null)
        {
            // Merged into the first part.
            Array.ForEach(Target, column => column.EnsureCapacity(place.First == 0 ? place.Grid.Values.Length / place.Grid.Width : place.Count));
        }

        // Numbers, and references in lists that grow to their double.
        _memory.RowBytes = sizeof(double) * (features.Length + (3L * others.Length));
        NamePatternSet named = new(options.Feature, available), categorical = new(options.Categorical, available), numeric = new(options.Numeric, available), text = new(options.Text, available);
        Feature = [.. features.Select((name, i) => new CellColumn(name, options, _memory, place is null ? null : new ValueList(place.Grid, place.First, i))
        {
            IsNamed = named.IsNamed(name),
            IsCategorical = categorical.IsMatch(name),
            IsNumeric = numeric.IsMatch(name) && !categorical.IsMatch(name),
            IsText = text.IsMatch(name) && !categorical.IsMatch(name) && !numeric.IsMatch(name),
            IsOfFile = isOfFile,
            KeepsText = categorical.IsMatch(name) || text.IsMatch(name) || options.WithText?.Contains(name) == true || (options.IsProfile && targets.Contains(name))
                || options.Schema?.Find(name) is { Definition.IsCategory: true } or { IsText: true } or { Definition.NumberFormat: not null },
        })];
    }

    public TableOptions Options => _options;

    /// <summary>Patterns of -ExcludeFeature that match no column.</summary>
    public IReadOnlyList<string> UnmatchedPattern { get; }

    public CellColumn[] Feature { get; private set; }

    public LabelColumn[] Target { get; }

    public IdValues[] Id { get; }

    /// <summary>The weight column; null for none.</summary>
    public string? WeightName { get; }

    public List<double> Weight { get; } = [];

    /// <summary>Number of complete rows.</summary>
    public int RowCount { get; private set; }

    /// <summary>Number of rows read: complete ones, and those left out.</summary>
    public int ReadCount => RowCount + _skipped.Count;

    /// <summary>The current row of the table, from 1.</summary>
    public int Row => ReadCount + 1;

    /// <summary>True when there is no place for another row.</summary>
    public bool IsFull => _place is { } place && RowCount == place.Count;

    /// <summary>Adds the weight of the current row.</summary>
    /// <exception cref="NetworkException">The weight is not a number, or negative.</exception>
    public void AddWeight(object? cell)
    {
        double weight = 0;
        bool isLocal = !Cell.IsMissing(cell, MissingMarks.Numeric) && !Cell.TryNumber(cell!, out _);
        if (isLocal && !(cell is string text && _options.Culture is { } culture && NumberDetection.Of(culture).TryParse(text, out weight)))
        {
            throw TableErrors.SampleWeightNotNumeric(Row, WeightName!, cell);
        }

        weight = isLocal ? weight : Cell.ToNumber(cell, Row, WeightName!);
        Weight.Add(weight >= 0 ? weight : throw DataErrors.SampleWeightInvalid(Row, weight, "Row"));
    }

    /// <summary>Counts the row that is being read as complete.</summary>
    /// <exception cref="NetworkException">There are too many.</exception>
    public void EndRow()
    {
        _memory.Require(Row);
        RowCount++;
    }

    /// <summary>Leaves out the row that is being read, which has no label, with the cells read so far.</summary>
    public void SkipRow()
    {
        _skipped.Add(Row);
        DropRow();
    }

    /// <summary>Row of a sample in the table, from 1: rows without a label count.</summary>
    /// <param name="sample">The sample, from 0.</param>
    public int RowOf(int sample)
    {
        // The first row left out that comes after the sample: the difference of row and place never falls.
        int before = 0, end = _skipped.Count;
        while (before < end)
        {
            int middle = (before + end) / 2;
            (before, end) = _skipped[middle] - middle <= sample + 1 ? (middle + 1, end) : (before, middle);
        }

        return sample + before + 1;
    }

    /// <summary>Discards the row that is being read, with the cells read so far.</summary>
    public void DropRow()
    {
        Array.ForEach(Feature, column => column.Truncate(RowCount));
        Array.ForEach(Target, column => column.Truncate(RowCount));
        Array.ForEach(Id, column => column.Truncate(RowCount));
        Weight.RemoveRange(Math.Min(RowCount, Weight.Count), Math.Max(0, Weight.Count - RowCount));
    }

    /// <summary>Removes a feature column without cells, unless an option names it.</summary>
    public void RemoveEmpty(string name) =>
        Feature = [.. Feature.Where(column => column.Name != name || column.IsNamed || column.Empty < column.Count)];

    /// <summary>Appends the rows of a later part of the table, with the same columns.</summary>
    public void Append(TableColumns next)
    {
        int read = ReadCount;
        for (int i = 0; i < Feature.Length; i++)
        {
            Feature[i].Append(next.Feature[i], read);
        }

        for (int i = 0; i < Target.Length; i++)
        {
            Target[i].Append(next.Target[i]);
        }

        for (int i = 0; i < Id.Length; i++)
        {
            Id[i].Append(next.Id[i]);
        }

        _skipped.AddRange(next._skipped.Select(row => row + read));

        // Otherwise the features are copied together.
        _place = next._place is null ? null : _place;
        Weight.AddRange(next.Weight);
        RowCount += next.RowCount;
        _memory.Append(next._memory);
    }

    /// <summary>Decides what each feature column holds.</summary>
    /// <param name="notices">Receives warnings.</param>
    /// <returns>The columns; and the names of those of a file that are text, and have to be read again with <see cref="TableOptions.WithText"/>.</returns>
    /// <exception cref="NetworkException">A cell does not fit to its column, or no row has a label.</exception>
    public (FeatureColumn[] Columns, string[] WithoutText) Judge(ColumnNotices notices)
    {
        if (RowCount == 0)
        {
            throw TableErrors.TargetAllMissing([.. Target.Select(column => column.Name)], ReadCount);
        }

        if (_skipped.Count > 0)
        {
            Array.ForEach(Feature, column =>
            {
                column.MeasureRange();
                column.RowOf = RowOf;
            });
        }

        ColumnJudge[] judges = [.. Feature.Select(column => new ColumnJudge(column, _options, notices))];
        var columns = new FeatureColumn[judges.Length];
        for (int i = 0; i < judges.Length; i++)
        {
            try
            {
                columns[i] = judges[i].Judge();
            }
            catch (NetworkException) when (judges[..i].Any(judge => judge.NeedsText))
            {
                // The error of an earlier column, if it has one, comes first, once its texts are read.
                columns[i] = FeatureColumn.LeftOut(Feature[i].Name, ColumnKind.Category, null);
            }
        }

        if (_options is { DateFormat: { Count: > 0 } formats, Schema: null } && !Array.Exists(judges, judge => judge.UsesDateFormat))
        {
            notices.Add(ColumnNotice.DateFormatUnused, "-DateFormat", string.Join(", ", formats));
        }

        string[] grouped = _options is { Culture: null, Schema: null } ? GroupedNumbers.WithoutText(columns, Feature, [.. Target.Select(target => new LabelSummary(target, RowOf))]) : [];
        return (columns, [.. columns.Where((_, i) => judges[i].NeedsText).Select(column => column.Name).Union(grouped)]);
    }

    /// <summary>Decides what each feature column of a profile holds.</summary>
    /// <returns>The columns; the warnings about each one; and the names of those that have to be read again, as of <see cref="Judge"/>.</returns>
    public (FeatureColumn[] Columns, string[] Warning, string[] WithoutText) JudgeEach()
    {
        ColumnNotices[] notices = [.. Feature.Select(_ => new ColumnNotices { MissingMark = _options.MissingMark })];
        ColumnJudge[] judges = [.. Feature.Select((column, i) => new ColumnJudge(column, _options, notices[i]))];
        FeatureColumn[] columns = [.. judges.Select(judge => judge.TryJudge())];
        return (columns, [.. notices.Select(notice => string.Join(" ", notice.Sentences()))], [.. columns.Where((_, i) => judges[i].NeedsText).Select(column => column.Name)]);
    }

    /// <summary>Makes the dataset.</summary>
    /// <param name="columns">The result of <see cref="Judge"/>.</param>
    /// <param name="name">Name of the source.</param>
    /// <param name="task">The task; null to infer it from the target.</param>
    /// <param name="warnings">Receives warnings about the target.</param>
    /// <exception cref="NetworkException">The target does not match the task, or no feature is left.</exception>
    public Dataset ToDataset(FeatureColumn[] columns, string? name, NetworkTask? task, List<string> warnings)
    {
        if (RowCount == 1 && _options.Schema is null)
        {
            throw TableErrors.RowSingle();
        }

        bool isAnomaly = task == NetworkTask.Anomaly && Target.Length == 0;
        EncodedTarget target = isAnomaly ? new EncodedTarget(TargetValues.OfNumbers(new DenseMatrix(1, RowCount)), [])
            : TargetEncoder.Encode([.. Target.Select(column => new LabelSummary(column, RowOf))], _options, task, warnings);
        WarnOfSkipped(warnings);
        TableChecks.WarnOfOptions(this, warnings);
        FeatureColumn[] read = [.. columns.Select(column => column.IsTargetEncoded ? column.WithTarget(TargetTable.Index(column.Category.Count)) : column)];
        DataSchema schema = target.ToSchema(read, isAnomaly ? [NoTarget] : Target.Select(column => column.Name), _options);
        schema = schema.Label.Count > 0 ? schema : PositiveLabel.Complete(schema, _options, warnings);
        if (schema.FeatureName.Count == 0)
        {
            throw TableErrors.FeatureNoneLeft(columns, _options.Feature is not null);
        }

        int width = schema.FeatureName.Count;
        if ((long)width * RowCount > Dataset.MaximumValues)
        {
            throw TableErrors.TableTooLarge(RowCount, width);
        }

        double[]? x = Grid(schema);
        _memory.Require(RowCount, x is null ? (long)width * RowCount * sizeof(double) : 0);
        var dataset = new Dataset(new DenseMatrix(width, RowCount, x ?? Write(schema)), target.Values, schema, name, weight: WeightName is null ? null : Weight)
        {
            IsTable = true,
            WeightName = WeightName,
            Id = [.. Id.Select(column => column.ToColumn())],
            Text = [.. columns.Index().Where(column => column.Item is { IsText: true, IsLeftOut: false }).Select(column => new TextCells(column.Item.Name, Feature[column.Index].Texts(column.Item)))],
            Kept = [.. columns.Select((column, i) => KeptCells.Of(Feature[i], column)).OfType<KeptCells>()],
        };
        return isAnomaly ? AnomalyDataset.Of(dataset) : columns.Any(column => column.IsTargetEncoded) ? TargetEncodings.Complete(dataset, columns) : dataset;
    }

    private void WarnOfSkipped(List<string> warnings)
    {
        if (_skipped.Count > 0)
        {
            string names = Failure.Listed(Target.Select(column => column.Name));
            warnings.Add(FormattableString.Invariant($"{_skipped.Count} of {ReadCount} rows {(_skipped.Count == 1 ? "has" : "have")} no label in {(Target.Length == 1 ? "the column" : "one of the columns")} {names} and {(_skipped.Count == 1 ? "is" : "are")} left out; the first is row {_skipped[0]}. With -MissingTarget Error, that is an error."));
        }
    }

    /// <summary>The cells, where they are the features as they are; null where they are not.</summary>
    private double[]? Grid(DataSchema schema) =>
        _place is { } place && place.Grid.Values.Length == schema.FeatureName.Count * RowCount && schema.Column.All(column => column.IsPlain) && Feature.All(column => column.Cells.Count == 0)
            ? place.Grid.Values
            : null;

    /// <summary>The features, sample after sample: block by block, so that what is written stays in the cache.</summary>
    private double[] Write(DataSchema schema)
    {
        const int Block = 1024;
        int width = schema.FeatureName.Count;
        int[] offsets = ColumnMatch.Offsets(schema);
        CellEncoder[] encoders = [.. Feature.Select((column, i) => new CellEncoder(column, schema.Column[i]))];
        double[] x = new double[width * RowCount];
        int blocks = (RowCount + Block - 1) / Block, parts = Math.Min(Environment.ProcessorCount, (blocks + 15) / 16);
        ParallelParts.Run(parts, part =>
        {
            double[] values = new double[Block];
            for (int start = part * Block; start < RowCount; start += parts * Block)
            {
                int count = Math.Min(Block, RowCount - start);
                for (int i = 0; i < Feature.Length; i++)
                {
                    if (!schema.Column[i].IsLeftOut)
                    {
                        encoders[i].Write(start, values.AsSpan(0, count), x.AsSpan((start * width) + offsets[i]), width);
                    }
                }
            }
        });
        return x;
    }

    private static string[] Choose(string[] available, string[] others, TableOptions options)
    {
        var excluded = new NamePatternSet(options.ExcludeFeature, available);
        var ignored = new HashSet<string>(options.Ignored, StringComparer.OrdinalIgnoreCase);
        NamePatternSet categorical = new(options.Categorical, available), numeric = new(options.Numeric, available);
        string[] remaining = [.. available.Except(others).Where(name => !ignored.Contains(name) || categorical.IsNamed(name) || numeric.IsNamed(name))];
        string[] chosen = options.Feature is null ? remaining : [.. Chosen(options.Feature, available, remaining)];
        RequireNames(options.Feature, available);
        RequireNames(options.ExcludeFeature?.Where(pattern => !pattern.IsWildcard), available);
        return [.. chosen.Where(name => !excluded.IsMatch(name))];
    }

    private static IEnumerable<string> Chosen(IReadOnlyList<NamePattern> patterns, string[] available, string[] remaining)
    {
        var nameOf = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string name in available)
        {
            _ = nameOf.TryAdd(name, name);
        }

        return patterns.SelectMany(pattern => Matching(pattern, nameOf, remaining));
    }

    /// <summary>The columns that a name or pattern stands for; a pattern not for the target or the weight.</summary>
    private static IEnumerable<string> Matching(NamePattern pattern, Dictionary<string, string> nameOf, string[] remaining) =>
        nameOf.TryGetValue(pattern.Text, out string? named) ? [named]
        : pattern.IsWildcard ? remaining.Where(pattern.IsMatch)
        : [];

    private static void RequireNames(IEnumerable<NamePattern>? patterns, string[] available)
    {
        var names = new HashSet<string>(available, StringComparer.OrdinalIgnoreCase);
        string[] missing = [.. (patterns ?? []).Where(pattern => !names.Contains(pattern.Text) && !(pattern.IsWildcard && available.Any(pattern.IsMatch))).Select(pattern => pattern.Text)];
        if (missing.Length > 0)
        {
            throw TableErrors.FeatureMissing(missing, available);
        }
    }

    private static string Named(string[] available, string name) =>
        available.First(column => string.Equals(column, name, StringComparison.OrdinalIgnoreCase));
}
