namespace PSNeuralNet.Data;

/// <summary>
/// Label encoding (LabelEncoder). Texts are compared ordinally, numbers of a .NET type by their value; the texts true and false in any case are
/// booleans. Classes are ordered numerically if all labels are numbers, else by ordinal text order, false before true; in a two-class task the
/// network's output is the probability of the second one.
/// </summary>
internal static class ClassEncoder
{
    /// <summary>Classes of labels.</summary>
    /// <param name="labels">The different labels, in the order of appearance; texts are trimmed.</param>
    /// <param name="ignoreCase">True to merge texts that differ only in case; the first spelling stays.</param>
    /// <returns>The labels of the classes, in order; and the class index of each label.</returns>
    public static (object[] Classes, int[] ClassOf) Encode(IReadOnlyList<object> labels, bool ignoreCase = false)
    {
        var ofText = new Dictionary<string, int>(ignoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        var ofNumber = new Dictionary<ExactNumber, int>();
        var ofBoolean = new Dictionary<bool, int>();
        var found = new List<object>();
        var classOf = new int[labels.Count];
        for (int i = 0; i < classOf.Length; i++)
        {
            object label = labels[i];
            string text = DataSchema.LabelText(label);
            bool isBoolean = TryBoolean(label, out bool flag), isNumber = TryExact(label, out ExactNumber number) && label is not string;
            if (!(isBoolean ? ofBoolean.TryGetValue(flag, out int place) : (isNumber && ofNumber.TryGetValue(number, out place)) || ofText.TryGetValue(text, out place)))
            {
                place = found.Count;
                found.Add(label);
            }

            classOf[i] = place;
            _ = isBoolean ? ofBoolean.TryAdd(flag, place) : ofText.TryAdd(text, place) | (isNumber && ofNumber.TryAdd(number, place));
        }

        int[] sorted = Order(found);
        var rank = new int[sorted.Length];
        for (int i = 0; i < sorted.Length; i++)
        {
            rank[sorted[i]] = i;
        }

        return ([.. sorted.Select(place => found[place])], Array.ConvertAll(classOf, place => rank[place]));
    }

    /// <summary>True for a label that is a finite number, with all of its digits: ids may have more than a double.</summary>
    public static bool TryExact(object label, out ExactNumber number)
    {
        bool isNumber = TryFinite(label, out double nearest);
        number = isNumber ? ExactNumber.Of(label, nearest) : default;
        return isNumber;
    }

    /// <summary>True for a label that is a finite number.</summary>
    public static bool TryFinite(object label, out double number)
    {
        // true and false are not 1 and 0.
        number = 0;
        return label is not bool && Cell.TryNumber(label, out number) && double.IsFinite(number);
    }

    /// <summary>True for a boolean, or the text true or false in any case.</summary>
    public static bool TryBoolean(object label, out bool flag)
    {
        flag = label is true;
        return label is bool || (label is string text && bool.TryParse(text, out flag));
    }

    /// <summary>Places of the labels in the order of the classes.</summary>
    private static int[] Order(List<object> labels)
    {
        IOrderedEnumerable<int> order = Enumerable.Range(0, labels.Count).OrderBy(_ => 0);
        if (labels.TrueForAll(label => TryExact(label, out _)))
        {
            order = order.ThenBy(place => TryExact(labels[place], out ExactNumber number) ? number : default);
        }
        else if (labels.TrueForAll(label => TryBoolean(label, out _)))
        {
            order = order.ThenBy(place => TryBoolean(labels[place], out bool flag) && flag);
        }

        return [.. order.ThenBy(place => DataSchema.LabelText(labels[place]), StringComparer.Ordinal)];
    }
}
