using PSNeuralNet.Data;

namespace PSNeuralNet.Networks;

/// <summary>
/// Novelty of samples: by how much a value is outside of those that the network was trained on. Of numbers, dates and spans of time it is the distance to the smallest or largest value of the training, divided
/// by the distance of these two: 0 within, and far outside above 1. A category that the training did not have is 1. Missing cells, free text, columns that are encoded by the target, and columns with a single
/// number in the training, which has no effect, do not count.
/// </summary>
public sealed class NoveltyCheck
{
    private readonly Range[] _ranges;
    private readonly (FeatureColumn Column, int First)[] _categories;

    /// <summary>Creates a check.</summary>
    /// <param name="network">The network, with the summary of its training.</param>
    /// <param name="countsCategories">True to count categories that the training did not have, too; the warning is not about these.</param>
    /// <exception cref="NetworkException">It has no summary.</exception>
    public NoveltyCheck(NetworkParameter network, bool countsCategories = true)
    {
        ArgumentNullException.ThrowIfNull(network);
        DataSummary data = network.Metadata.Data ?? throw NetworkErrors.DataSummaryMissing(network);
        Dictionary<string, (FeatureColumn Column, int First)> columnOf = DataSummary.ColumnOf(network.Schema);
        _ranges = [.. data.Column
            .Where(column => column is { Sketch: { } sketch, Kind: not ColumnKind.Text } && sketch.Minimum < sketch.Maximum)
            .Select(column => new Range(columnOf[column.Name].Column, columnOf[column.Name].First, column.Sketch!.Minimum, column.Sketch.Maximum))];
        UncheckedColumnCount = network.Schema.Column.Count(column => !column.IsLeftOut) - data.Column.Count;
        _categories = countsCategories ? [.. columnOf.Values.Where(column => column.Column is { IsOneHot: true, HasOther: false })] : [];
    }

    /// <summary>The number of feature columns that are not compared: a network keeps the ranges of a limited number of columns.</summary>
    public int UncheckedColumnCount { get; }

    /// <summary>The number of samples so far.</summary>
    public int SampleCount { get; private set; }

    /// <summary>One sentence about the columns with values far outside of the training; null where there were none.</summary>
    public string? Warning
    {
        get
        {
            var notices = new ColumnNotices();
            foreach (Range range in _ranges.Where(range => range.FarCount > 0))
            {
                string detail = string.Create(CultureInfo.InvariantCulture, $"{range.Text(range.FirstValue)} in row {range.FirstRow}, trained on {range.Text(range.Minimum)} to {range.Text(range.Maximum)}; {range.FarCount} of {SampleCount} rows");
                notices.Add(ColumnNotice.FarOutside, range.Column.Name, detail);
            }

            return notices.Sentences().FirstOrDefault();
        }
    }

    /// <summary>The novelty of the next sample, that of its column with the largest one.</summary>
    /// <param name="row">The number of the row, from 1, for messages.</param>
    /// <param name="features">Features in the order of the network; NaN for a missing one.</param>
    public Novelty Next(int row, ReadOnlySpan<double> features)
    {
        SampleCount++;
        double most = 0;
        FeatureColumn? column = null;
        foreach (Range range in _ranges)
        {
            double value = features[range.First];
            if (value >= range.Minimum && value <= range.Maximum)
            {
                continue;
            }

            // Halves: the difference of the largest numbers is infinite. NaN, a missing cell, is above nothing.
            double distance = ((Math.Max(value, range.Maximum) / 2) - (Math.Min(value, range.Minimum) / 2)) / ((range.Maximum / 2) - (range.Minimum / 2)) - 1;
            if (distance > 1)
            {
                range.Count(row, value);
            }

            (most, column) = distance > most ? (distance, range.Column) : (most, column);
        }

        foreach ((FeatureColumn category, int first) in _categories)
        {
            (most, column) = most < 1 && ColumnValues.CategoryOf(category, features.Slice(first, category.Feature.Count)) == ColumnValues.Unknown ? (1, category) : (most, column);
        }

        return new Novelty(most, column?.Name);
    }

    /// <summary>The range of a column in the training, and the values far outside of it.</summary>
    private sealed class Range(FeatureColumn column, int first, double minimum, double maximum)
    {
        public FeatureColumn Column => column;

        public int First => first;

        public double Minimum => minimum;

        public double Maximum => maximum;

        public int FarCount { get; private set; }

        public int FirstRow { get; private set; }

        public double FirstValue { get; private set; }

        public void Count(int row, double value)
        {
            (FirstRow, FirstValue) = FarCount == 0 ? (row, value) : (FirstRow, FirstValue);
            FarCount++;
        }

        public string Text(double value) => FeatureColumn.Shown(column.Kind, value) is var shown && shown is double number ? number.ToString("G6", CultureInfo.InvariantCulture) : FeatureColumn.ShownText(shown);
    }
}

/// <summary>Novelty of a sample.</summary>
/// <param name="Value">By how much its most novel value is outside of the training, in ranges of the column: 0 for within, above 1 for far outside; 1 for a category that the training did not have.</param>
/// <param name="Column">The column of that value; null where all are within.</param>
public readonly record struct Novelty(double Value, string? Column);
