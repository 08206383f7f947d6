namespace PSNeuralNet.Data;

/// <summary>
/// Turns labels into class numbers. Classes are ordered numerically where all labels are numbers, else by ordinal text
/// order; in a two-class task the second one is the positive class.
/// </summary>
internal static class ClassEncoder
{
    /// <summary>Finds the classes of a label column and the class of each row.</summary>
    /// <param name="labels">The labels, one a row; none empty.</param>
    /// <returns>The classes' labels as first written, in order; and for each row the index of its class.</returns>
    public static (object[] Labels, int[] Index) Encode(IReadOnlyList<object> labels)
    {
        return labels.All(label => TryFinite(label, out _))
            ? Encode(labels, label => TryFinite(label, out double number) ? number : double.NaN, Comparer<double>.Default)
            : Encode(labels, DataSchema.LabelText, StringComparer.Ordinal);
    }

    private static (object[] Labels, int[] Index) Encode<TKey>(IReadOnlyList<object> labels, Func<object, TKey> keyOf, IComparer<TKey> order)
        where TKey : notnull
    {
        TKey[] keys = [.. labels.Select(keyOf)];
        var classes = new SortedDictionary<TKey, object>(order);
        for (int i = 0; i < keys.Length; i++)
        {
            classes.TryAdd(keys[i], labels[i]);
        }

        Dictionary<TKey, int> indexOf = classes.Keys.Select((key, index) => (key, index)).ToDictionary(pair => pair.key, pair => pair.index);
        return ([.. classes.Values], [.. keys.Select(key => indexOf[key])]);
    }

    /// <summary>Whether a label is a finite number.</summary>
    public static bool TryFinite(object label, out double number)
    {
        // true and false are classes of their own, not 1 and 0.
        number = 0;
        return label is not bool && Cell.TryNumber(label, out number) && double.IsFinite(number);
    }
}
