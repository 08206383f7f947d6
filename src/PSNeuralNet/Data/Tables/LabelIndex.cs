namespace PSNeuralNet.Data;

/// <summary>Index of classes by their labels: by text, then by the value of booleans and numbers.</summary>
internal sealed class LabelIndex
{
    private readonly Dictionary<string, int> _ofText = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _ofAnyCase = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<bool, int> _ofBoolean = [];

    // Two texts are not compared as numbers: 1.1 and 1.10 are two labels.
    private readonly Dictionary<ExactNumber, int> _ofNumber = [];
    private readonly Dictionary<ExactNumber, int> _ofTypedNumber = [];

    /// <param name="labels">The labels of the classes, in order; of equal ones the first is found.</param>
    public LabelIndex(IReadOnlyList<object> labels)
    {
        for (int i = 0; i < labels.Count; i++)
        {
            string text = DataSchema.LabelText(labels[i]);
            _ = _ofText.TryAdd(text, i);
            _ = _ofAnyCase.TryAdd(text.Trim(), i);
            if (ClassEncoder.TryBoolean(labels[i], out bool flag))
            {
                _ = _ofBoolean.TryAdd(flag, i);
            }
            else if (ClassEncoder.TryExact(labels[i], out ExactNumber number))
            {
                _ = _ofNumber.TryAdd(number, i);
                _ = labels[i] is not string && _ofTypedNumber.TryAdd(number, i);
            }
        }

        // Networks of earlier versions may have labels with blanks around them.
        for (int i = 0; i < labels.Count; i++)
        {
            _ = _ofText.TryAdd(DataSchema.LabelText(labels[i]).Trim(), i);
        }
    }

    /// <summary>The index of a class; -1 if there is none.</summary>
    public int Find(object label, bool ignoreCase)
    {
        string text = DataSchema.LabelText(label);
        return _ofText.TryGetValue(text, out int index) || _ofText.TryGetValue(text.Trim(), out index)
            || (ClassEncoder.TryBoolean(label, out bool flag) && _ofBoolean.TryGetValue(flag, out index))
            || (ClassEncoder.TryExact(label, out ExactNumber number) && (label is string ? _ofTypedNumber : _ofNumber).TryGetValue(number, out index))
            || (ignoreCase && _ofAnyCase.TryGetValue(text.Trim(), out index))
            ? index
            : -1;
    }
}
