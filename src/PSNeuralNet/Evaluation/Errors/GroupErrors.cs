using PSNeuralNet.Data;

namespace PSNeuralNet.Evaluation;

/// <summary>
/// Errors by group of samples: each category of a column, each quarter of its numbers, and its missing cells against all other samples. The 2 x 2 table of mistakes (of numbers, of large errors) is tested
/// by chi-squared, of few samples by Fisher's exact test, and p is corrected for all groups (Holm).
/// </summary>
internal static class GroupErrors
{
    /// <summary>The least number of samples of a group, and of the others; fewer say little, and would raise the corrected p of the others.</summary>
    public const int MinimumSampleCount = 5;

    private const int Quarters = 4;

    /// <summary>Measures the groups of columns.</summary>
    /// <param name="errors">The errors of the samples.</param>
    /// <param name="columns">The names of the columns. Free text and columns that were left out have no groups.</param>
    /// <returns>The groups with a higher share of mistakes than the others first, by ascending p.</returns>
    public static IReadOnlyList<GroupError> Measure(RowErrors errors, IEnumerable<string> columns)
    {
        Dictionary<string, (FeatureColumn Column, int First)> columnOf = DataSummary.ColumnOf(errors.Samples.Schema);
        GroupError[] groups = [.. columns.Where(columnOf.ContainsKey).Select(name => columnOf[name]).Where(one => !one.Column.IsText).SelectMany(one => Of(errors, one.Column, ColumnValues.Of(one.Column, one.First, errors.Samples)))];
        double[] adjusted = TwoSampleTest.Holm([.. groups.Select(group => group.PValue)]);
        return [.. groups.Select((group, i) => group with { AdjustedPValue = adjusted[i] }).OrderByDescending(group => group.IsHigher).ThenBy(group => group.PValue).ThenByDescending(group => group.WrongShare)];
    }

    /// <summary>The groups of a column.</summary>
    private static IEnumerable<GroupError> Of(RowErrors errors, FeatureColumn column, double[] values)
    {
        IReadOnlyList<string> categories = ColumnSummary.CategoriesOf(column);
        bool isCategory = ColumnSummary.IsCategories(column.Kind);
        double[] limits = isCategory ? [] : Limits(values, errors.Samples.Weight);
        int count = isCategory ? categories.Count : limits.Length;

        // The last two: categories that the network does not know, and missing cells.
        var sums = new Sums[count + 2];
        Sums all = default;
        for (int i = 0; i < values.Length; i++)
        {
            double weight = errors.Samples.Weight?[i] ?? 1;
            if (weight > 0)
            {
                int group = double.IsNaN(values[i]) ? count + 1 : isCategory ? values[i] >= 0 ? (int)values[i] : count : Place(limits, values[i]);
                sums[group] = sums[group].With(weight, errors, i, values[i]);
                all = all.With(weight, errors, i, values[i]);
            }
        }

        // Weighted counts as the effective number of samples.
        double scale = SampleScale.Of(all.Weight, all.Squares);
        for (int group = 0; group < sums.Length; group++)
        {
            Sums one = sums[group];
            if (one.Count < MinimumSampleCount || all.Count - one.Count < MinimumSampleCount)
            {
                continue;
            }

            double others = all.Weight - one.Weight, otherWrong = Math.Max(0, all.Wrong - one.Wrong);
            TestOutcome test = TwoSampleTest.ChiSquared(
                [SampleScale.Rounded(one.Wrong, scale), SampleScale.Rounded(one.Weight - one.Wrong, scale)], [SampleScale.Rounded(otherWrong, scale), SampleScale.Rounded(others - otherWrong, scale)]);
            yield return new GroupError
            {
                Column = column.Name,
                Kind = column.Kind,
                Lowest = group > count ? null : isCategory ? group < count ? Shown(categories[group]) : "(unknown)" : FeatureColumn.Shown(column.Kind, one.Lowest),
                Highest = group > count ? null : isCategory ? group < count ? Shown(categories[group]) : "(unknown)" : FeatureColumn.Shown(column.Kind, one.Highest),
                SampleCount = one.Count,
                Error = (errors.IsOfClasses ? one.Wrong : one.Loss) / one.Weight,
                OtherError = (errors.IsOfClasses ? otherWrong : all.Loss - one.Loss) / others,
                WrongShare = one.Wrong / one.Weight,
                OtherWrongShare = otherWrong / others,
                PValue = test.P,
            };
        }

        // The category of empty cells, where the training had some.
        static object? Shown(string category) => category.Length == 0 ? null : category;
    }

    /// <summary>The upper limits of the quarters of numbers, the last one the largest number; fewer where many numbers are equal.</summary>
    private static double[] Limits(double[] values, IReadOnlyList<double>? weight)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).Where(i => !double.IsNaN(values[i]) && weight?[i] is null or > 0).OrderBy(i => values[i])];
        double all = order.Sum(i => weight?[i] ?? 1), upTo = 0;
        var limits = new List<double>();
        double next = 1;
        for (int i = 0; i < order.Length; i++)
        {
            upTo += weight?[order[i]] ?? 1;
            bool isLastOfEqual = i == order.Length - 1 || values[order[i + 1]] > values[order[i]];
            if (isLastOfEqual && (i == order.Length - 1 || upTo * Quarters >= all * next * (1 - 1e-12)))
            {
                limits.Add(values[order[i]]);
                next = Math.Floor((upTo * Quarters / all) + 1e-9) + 1;
            }
        }

        return [.. limits];
    }

    /// <summary>The index of the first limit that a number does not exceed.</summary>
    private static int Place(double[] limits, double value) => Array.BinarySearch(limits, value) is var found && found >= 0 ? found : ~found;

    /// <summary>Sums over the samples of a group.</summary>
    private readonly record struct Sums(int Count, double Weight, double Squares, double Wrong, double Loss, double Lowest, double Highest)
    {
        public Sums With(double weight, RowErrors errors, int sample, double value) => new(
            Count + 1,
            Weight + weight,
            Squares + (weight * weight),
            Wrong + (errors.IsWrong[sample] ? weight : 0),
            Loss + (weight * errors.Loss[sample]),
            Count == 0 ? value : Math.Min(Lowest, value),
            Count == 0 ? value : Math.Max(Highest, value));
    }
}
