namespace PSNeuralNet.Data;

/// <summary>Numbers of the labels of a target column: as 1234.5, or in the local format in which all labels are numbers.</summary>
internal sealed class LabelNumbers
{
    // Percentage of the labels that settles that they are numbers; the others are mistakes.
    private const long MostLabels = 95;

    private readonly LabelSummary _labels;
    private readonly NumberDetection? _detection;
    private readonly NumberFormat? _known;

    // With a culture, texts of numbers have codes; numbers without one are those of objects.
    private readonly bool _isRead;

    /// <param name="labels">The labels.</param>
    /// <param name="culture">Culture of the numbers, as far as they leave it open; null for none.</param>
    /// <param name="known">The format of the numbers, of a network's target; null to detect it.</param>
    public LabelNumbers(LabelSummary labels, CultureInfo? culture, NumberFormat? known = null)
    {
        (_labels, _isRead, _known) = (labels, culture is not null || known is not null, known);
        if (known is null && (labels.NumberCount == labels.SampleCount ? culture is not null : labels.Label.Where((_, i) => !labels.IsNumber[i]).All(label => label is string)))
        {
            // Of 1.230 the number alone does not tell that it may be 1230.
            bool IsText(int i) => labels.Label[i] is string text && (culture is not null || !labels.IsNumber[i] || NumberFormat.LosesGroup(text));
            string[] texts = [.. labels.Label.Where((_, i) => IsText(i)).Cast<string>()];
            double[] plain = [.. labels.Label.Where((label, i) => label is string && !IsText(i)).Select(Invariant), .. culture is null ? labels.OtherNumbers() : []];
            _detection = texts.Length > 0 ? NumberDetection.Detect(texts, plain, culture) : null;
        }

        Value = Array.ConvertAll(labels.Label, label => label is string text && Format is { } format ? format.TryParse(text, out double local) ? local : double.NaN : Invariant(label));
    }

    /// <summary>The number of each label; NaN for one that is none.</summary>
    public double[] Value { get; }

    /// <summary>The local format in which all labels are numbers; null for 1234.5.</summary>
    public NumberFormat? Format => _known ?? _detection?.Format;

    /// <summary>True when all labels are numbers.</summary>
    public bool IsComplete => !Value.Contains(double.NaN);

    /// <summary>The number of a sample whose label is a number without a code.</summary>
    public double Reread(double number) => !_isRead && _detection?.Format is { } format && format.TryReread(number, out double local) ? local : number;

    /// <summary>Throws where the labels are local numbers, but for some, or in more than one format.</summary>
    /// <param name="isToBeNumbers">True to throw for any local number.</param>
    /// <exception cref="NetworkException">They are.</exception>
    public void RequireFormat(bool isToBeNumbers)
    {
        if (_detection is { IsAmbiguous: true, Closest: { } first, Other: { } second })
        {
            int text = _labels.Find(i => !_labels.IsNumber[i]);
            throw TableErrors.TargetFormatAmbiguous(_labels.RowOf(_labels.First[text]), _labels.Name, _labels.Label[text], first, second);
        }

        if (_detection is not { Format: null, Closest: { } closest })
        {
            return;
        }

        bool[] isLocal = Array.ConvertAll(_labels.Label, label => label is string text && closest.TryParse(text, out double _));
        bool IsLocal(int i) => !_labels.IsNumber[i] && isLocal[i];
        bool IsOther(int i) => !_labels.IsNumber[i] && !isLocal[i];
        int local = _labels.Count.Where((_, i) => IsLocal(i)).Sum(), number = _labels.Find(IsLocal), other = _labels.Find(IsOther);
        if (local > 0 && (isToBeNumbers || !closest.HasUnit || 100L * local >= MostLabels * _labels.SampleCount) && (isToBeNumbers || 100L * (local + _labels.NumberCount) >= MostLabels * _labels.SampleCount))
        {
            other = other < 0 ? number : other;
            throw TableErrors.TargetIsLocalNumber(
                _labels.RowOf(_labels.First[other]), _labels.Name, _labels.Label[other], _labels.Label[number], local + _labels.NumberCount, _labels.SampleCount, _labels.Unfit(i => IsOther(i) || i == other));
        }
    }

    private static double Invariant(object label) => ClassEncoder.TryFinite(label, out double number) ? number : double.NaN;
}
