using System.Numerics;

namespace PSNeuralNet.Data;

/// <summary>
/// Label encoding (LabelEncoder). Classes are ordered numerically if all labels are numbers, else by ordinal text
/// order; in a two-class task the second one is the positive class.
/// </summary>
internal static class ClassEncoder
{
    /// <summary>Classes of a label column, and the class index of each row.</summary>
    /// <param name="labels">One label per row; none empty.</param>
    /// <returns>The labels of the classes, in order; and the class index of each row.</returns>
    public static (object[] Labels, int[] Index) Encode(IReadOnlyList<object> labels) =>
        labels.All(label => TryFinite(label, out _))
            ? Encode(labels, label => TryExact(label, out (double, long) number) ? number : default, Comparer<(double, long)>.Default)
            : Encode(labels, DataSchema.LabelText, StringComparer.Ordinal);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (object[] Labels, int[] Index) Encode<TKey>(IReadOnlyList<object> labels, Func<object, TKey> keyOf, IComparer<TKey> order)
        where TKey : notnull
    {
        var places = new Dictionary<TKey, int>();
        var found = new List<(TKey Key, object Label)>();
        var index = new int[labels.Count];
        for (int i = 0; i < index.Length; i++)
        {
            TKey key = keyOf(labels[i]);
            if (!places.TryGetValue(key, out index[i]))
            {
                index[i] = found.Count;
                places.Add(key, found.Count);
                found.Add((key, labels[i]));
            }
        }

        int[] sorted = [.. Enumerable.Range(0, found.Count).OrderBy(place => found[place].Key, order)];
        var rank = new int[sorted.Length];
        for (int i = 0; i < sorted.Length; i++)
        {
            rank[sorted[i]] = i;
        }

        foreach (ref int place in index.AsSpan())
        {
            place = rank[place];
        }

        return ([.. sorted.Select(place => found[place].Label)], index);
    }

    /// <summary>True for a label that is a finite number: the nearest double, and of an integer beyond 2^53, as ids may be, what it is more than that.</summary>
    public static bool TryExact(object label, out (double Nearest, long Remainder) number)
    {
        bool isNumber = TryFinite(label, out double nearest);
        bool isExact = Math.Abs(nearest) < 1L << 53 || Math.Abs(nearest) > ulong.MaxValue;
        number = (nearest, !isExact && BigInteger.TryParse(DataSchema.LabelText(label), NumberStyles.Integer, CultureInfo.InvariantCulture, out BigInteger whole) ? (long)(whole - new BigInteger(nearest)) : 0);
        return isNumber;
    }

    /// <summary>True for a label that is a finite number.</summary>
    public static bool TryFinite(object label, out double number)
    {
        // true and false are not 1 and 0.
        number = 0;
        return label is not bool && Cell.TryNumber(label, out number) && double.IsFinite(number);
    }
}
