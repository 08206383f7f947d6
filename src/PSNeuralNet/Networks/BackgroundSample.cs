using MathNet.Numerics.LinearAlgebra;
using PSNeuralNet.Data;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// Background sample: some rows of the training data, as features before imputation and scaling. Explanations compare a row with them. Only values that are not 0 are kept, so
/// words and one-hot features take little.
/// </summary>
public sealed class BackgroundSample
{
    /// <summary>The default number of rows.</summary>
    public const int DefaultCount = 100;

    /// <summary>The largest number of rows.</summary>
    public const int MaximumCount = 10_000;

    /// <summary>The number of values that are not 0, from which on fewer rows are kept.</summary>
    internal const int MaximumValues = 25_000;

    /// <summary>The number of rows that are kept however many values they have.</summary>
    internal const int MinimumCount = 10;

    internal BackgroundSample(SparseRows<double> rows, int featureCount)
    {
        Rows = rows;
        FeatureCount = featureCount;
    }

    /// <summary>Number of rows.</summary>
    public int Count => Rows.Start.Length - 1;

    /// <summary>Number of features of a row.</summary>
    public int FeatureCount { get; }

    /// <summary>The features that are not 0, NaN for a missing value.</summary>
    internal SparseRows<double> Rows { get; }

    /// <summary>Short text: "100 rows".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} row{(Count == 1 ? "" : "s")}");

    /// <summary>A background sample of features; of more than <paramref name="count"/> samples, as many are drawn at random.</summary>
    /// <param name="features">Features x samples, in the order of the network (<see cref="Predictor.Select"/>); NaN for a missing value.</param>
    /// <param name="count">The largest number of rows.</param>
    /// <param name="seed">The seed, 0 to 2^32 - 1.</param>
    public static BackgroundSample Of(Matrix<double> features, int count = DefaultCount, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(features);
        int[] order = [.. Enumerable.Range(0, features.ColumnCount)];
        if (order.Length > count)
        {
            new RandomState(seed).Shuffle(order.AsSpan());
            order = [.. order.Take(count).Order()];
        }

        return new BackgroundSample(Take(features.AsColumnMajorArray() ?? features.ToColumnMajorArray(), features.RowCount, order), features.RowCount);
    }

    /// <summary>
    /// Draws rows: a systematic sample in the order of the classes, or of the first target, so that each class, and each part of the range of a target, has its share. Rows of larger
    /// weight are drawn more often.
    /// </summary>
    /// <param name="dataset">The samples, encoded as the network takes them.</param>
    /// <param name="count">The number of rows. All are taken, in their order, where there are no more; fewer where they would have more than 25,000 values that are not 0, but at least 10.</param>
    /// <param name="seed">The seed, 0 to 2^32 - 1.</param>
    internal static BackgroundSample Draw(Dataset dataset, int count, long seed)
    {
        SparseRows<double> rows = Take(dataset.Features, dataset.FeatureCount, Chosen(dataset, count, seed));
        int fitting = (int)Math.Max(MinimumCount, (long)(rows.Start.Length - 1) * MaximumValues / Math.Max(1, rows.Value.Length));
        return new BackgroundSample(rows.Value.Length > MaximumValues && fitting < rows.Start.Length - 1 ? Take(dataset.Features, dataset.FeatureCount, Chosen(dataset, fitting, seed)) : rows, dataset.FeatureCount);
    }

    /// <summary>The rows as features x rows, column by column.</summary>
    internal double[] ToArray()
    {
        var values = new double[FeatureCount * Count];
        for (int row = 0; row < Count; row++)
        {
            for (int i = Rows.Start[row]; i < Rows.Start[row + 1]; i++)
            {
                values[(row * FeatureCount) + Rows.Column[i]] = Rows.Value[i];
            }
        }

        return values;
    }

    private static int[] Chosen(Dataset dataset, int count, long seed)
    {
        int samples = dataset.SampleCount;
        int[] order = [.. Enumerable.Range(0, samples)];
        if (dataset.Weight is null && samples <= count)
        {
            return order;
        }

        var random = new RandomState(seed);
        random.Shuffle(order.AsSpan());
        int targets = dataset.Task.HasClasses() ? 0 : dataset.Target.OutputCount;
        double[] key = Array.ConvertAll(order, sample => targets == 0 ? dataset.ClassOf(sample) : dataset.Targets[sample * targets]);
        int[] place = [.. Enumerable.Range(0, samples)];

        // The shuffled place decides among equals: the order does not depend on the sort.
        Array.Sort(place, (one, other) => key[one] != key[other] ? key[one].CompareTo(key[other]) : one.CompareTo(other));
        double total = dataset.Weight?.Sum() ?? samples, start = random.Uniform(), sum = 0;
        var chosen = new int[Math.Min(count, samples)];
        for (int i = 0, at = -1; i < chosen.Length; i++)
        {
            while (at < samples - 1 && (at < 0 || sum <= (i + start) * total / chosen.Length))
            {
                at++;
                sum += dataset.Weight?[order[place[at]]] ?? 1;
            }

            chosen[i] = order[place[at]];
        }

        return chosen;
    }

    private static SparseRows<double> Take(double[] values, int width, int[] samples)
    {
        var start = new int[samples.Length + 1];
        var column = new List<int>();
        var value = new List<double>();
        for (int row = 0; row < samples.Length; row++)
        {
            ReadOnlySpan<double> features = values.AsSpan(samples[row] * width, width);
            for (int feature = 0; feature < features.Length; feature++)
            {
                if (features[feature] != 0)
                {
                    column.Add(feature);
                    value.Add(features[feature]);
                }
            }

            start[row + 1] = value.Count;
        }

        return new SparseRows<double>(start, [.. column], [.. value]);
    }
}
