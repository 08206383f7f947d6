using PSNeuralNet.Data;

namespace PSNeuralNet.Evaluation;

/// <summary>Labels of new samples as the network takes them: class indices or numbers; NaN for a missing label and an unknown class.</summary>
/// <param name="schema">The targets and classes of the network.</param>
internal sealed class PredictionLabels(DataSchema schema)
{
    /// <summary>The first label that is none of the classes, or no number; null for none.</summary>
    public object? FirstUnknown { get; private set; }

    /// <summary>The number of such labels.</summary>
    public int UnknownCount { get; private set; }

    /// <summary>The number of target columns.</summary>
    public int TargetCount => schema.TargetName.Count;

    /// <summary>Reads a label.</summary>
    /// <param name="target">The target column, from 0.</param>
    /// <param name="label">The cell.</param>
    public double Read(int target, object? label)
    {
        if (Cell.IsMissing(label, schema.MissingMark ?? MissingMarks.Numeric))
        {
            return double.NaN;
        }

        bool isKnown = TryRead(target, label!, out double value);
        if (!isKnown)
        {
            FirstUnknown ??= label;
            UnknownCount++;
        }

        return isKnown ? value : double.NaN;
    }

    /// <summary>Reads the labels of a dataset, sample after sample; null where its targets are others.</summary>
    public double[]? Read(Dataset dataset)
    {
        int[] source = TargetCount == 1 && dataset.TargetName.Count == 1 ? [0] : [.. schema.TargetName.Select(name => dataset.TargetName.ToList().FindIndex(other => string.Equals(name, other, StringComparison.OrdinalIgnoreCase)))];
        if (source.Contains(-1))
        {
            return null;
        }

        var labels = new double[dataset.SampleCount * source.Length];
        var known = new Dictionary<object, double>();
        for (int i = 0; i < labels.Length; i++)
        {
            object label = dataset.TargetOf(i / source.Length, source[i % source.Length]);
            if (!schema.Task.HasClasses() || !known.TryGetValue(label, out labels[i]))
            {
                labels[i] = Read(i % source.Length, label);
                if (schema.Task.HasClasses() && !double.IsNaN(labels[i]))
                {
                    known[label] = labels[i];
                }
            }
        }

        return labels;
    }

    private bool TryRead(int target, object label, out double value)
    {
        if (schema.Task != NetworkTask.Regression)
        {
            value = schema.Task == NetworkTask.MultiLabel ? schema.ClassIndex(target, label) : schema.ClassIndex(label);
            return value >= 0;
        }

        bool isNumber = label is string text && schema.TargetFormat.ElementAtOrDefault(target) is { } format ? format.TryParse(text, out value) : Cell.TryNumber(label, out value);
        return isNumber && double.IsFinite(value);
    }
}
