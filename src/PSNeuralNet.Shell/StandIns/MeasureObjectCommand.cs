using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;
using Microsoft.PowerShell.Commands;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Measure-Object: count, sum, average, extremes and standard deviation.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "Object")]
[OutputType(typeof(GenericMeasureInfo), typeof(GenericObjectMeasureInfo))]
public sealed class MeasureObjectCommand : PSCmdlet
{
    // In the order in which the properties were first met.
    private readonly OrderedDictionary<string, Statistics> _statistics = new(StringComparer.OrdinalIgnoreCase);
    private bool _hadText;

    /// <summary>The objects to measure.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = AutomationNull.Value;

    /// <summary>The properties to measure; the objects themselves when left out.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public PSPropertyExpression[]? Property { get; set; }

    /// <summary>Measure the standard deviation of the sample.</summary>
    [Parameter]
    public SwitchParameter StandardDeviation { get; set; }

    /// <summary>Measure the sum.</summary>
    [Parameter]
    public SwitchParameter Sum { get; set; }

    /// <summary>Measure everything.</summary>
    [Parameter]
    public SwitchParameter AllStats { get; set; }

    /// <summary>Measure the average.</summary>
    [Parameter]
    public SwitchParameter Average { get; set; }

    /// <summary>Find the largest value.</summary>
    [Parameter]
    public SwitchParameter Maximum { get; set; }

    /// <summary>Find the smallest value.</summary>
    [Parameter]
    public SwitchParameter Minimum { get; set; }

    private bool NeedsNumbers => AllStats || Sum || Average || StandardDeviation;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null || InputObject == AutomationNull.Value)
        {
            return;
        }

        if (Property is null)
        {
            Add("", InputObject.BaseObject);
            return;
        }

        HashSet<string> counted = new(StringComparer.OrdinalIgnoreCase);
        foreach (PSPropertyExpression name in Property.SelectMany(property => property.ResolveNames(InputObject)))
        {
            if (counted.Add(name.ToString()) && name.GetValues(InputObject) is [{ } result, ..])
            {
                Add(name.ToString(), result.Result);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Property is null && _statistics.Count == 0)
        {
            // Nothing came in: that is a count of 0, not no answer.
            _statistics[""] = new Statistics();
        }

        foreach ((string name, Statistics statistics) in _statistics)
        {
            WriteObject(Summarize(name, statistics));
        }
    }

    private void Add(string name, object? value)
    {
        if (!_statistics.TryGetValue(name, out Statistics? statistics))
        {
            statistics = new Statistics();
            _statistics[name] = statistics;
        }

        statistics.Count++;
        value = value is PSObject wrapped ? wrapped.BaseObject : value;

        if (NeedsNumbers)
        {
            if (!LanguagePrimitives.TryConvertTo(value, out double number))
            {
                _hadText = true;
                PSInvalidOperationException exception = new($"Input object \"{value}\" is not numeric.");
                WriteError(new ErrorRecord(exception, "NonNumericInputObject", ErrorCategory.InvalidType, value));
                return;
            }

            statistics.Add(number);
        }

        if (Minimum || AllStats)
        {
            statistics.Minimum = Extreme(value, statistics.Minimum, -1);
        }

        if (Maximum || AllStats)
        {
            statistics.Maximum = Extreme(value, statistics.Maximum, 1);
        }
    }

    // Numbers compare as numbers, also where they come as text; anything else by its own order.
    private static object? Extreme(object? value, object? best, int sign)
    {
        object? candidate = LanguagePrimitives.TryConvertTo(value, out double number) && value is not null ? number : value;
        object? current = LanguagePrimitives.TryConvertTo(best, out number) && best is not null ? number : best;
        if (current is null)
        {
            return value;
        }

        if (candidate is not null && candidate.GetType() != current.GetType())
        {
            candidate = candidate.ToString();
            current = current.ToString();
        }

        return sign * LanguagePrimitives.Compare(candidate, current, ignoreCase: false, CultureInfo.CurrentCulture) > 0 ? value : best;
    }

    private MeasureInfo Summarize(string name, Statistics statistics)
    {
        double? sum = (Sum || AllStats) && !_hadText ? statistics.Sum : null;
        double? average = (Average || AllStats) && !_hadText && statistics.Count > 0 ? statistics.Sum / statistics.Count : null;
        double? deviation = (StandardDeviation || AllStats) && !_hadText ? Math.Sqrt(statistics.Variance) : null;
        string? property = Property is null ? null : name;

        double? maximum = Number(statistics.Maximum);
        double? minimum = Number(statistics.Minimum);
        bool numeric = maximum.HasValue == statistics.Maximum is not null && minimum.HasValue == statistics.Minimum is not null;

        return numeric
            ? new GenericMeasureInfo
            {
                Property = property,
                Count = statistics.Count,
                Sum = sum,
                Average = average,
                StandardDeviation = deviation,
                Maximum = maximum,
                Minimum = minimum,
            }
            : new GenericObjectMeasureInfo
            {
                Property = property,
                Count = statistics.Count,
                Sum = sum,
                Average = average,
                StandardDeviation = deviation,
                Maximum = statistics.Maximum,
                Minimum = statistics.Minimum,
            };
    }

    private static double? Number(object? value) =>
        value is not null && LanguagePrimitives.TryConvertTo(value, out double number) ? number : null;

    private sealed class Statistics
    {
        public int Count { get; set; }

        public double Sum { get; private set; }

        public double Variance { get; private set; }

        public object? Minimum { get; set; }

        public object? Maximum { get; set; }

        // The variance is updated from the mean before: no second pass, no cancellation of large squares.
        // https://en.wikipedia.org/wiki/Algorithms_for_calculating_variance#Online_algorithm
        public void Add(double value)
        {
            if (Count > 1)
            {
                double difference = value - Sum / (Count - 1);
                Variance = Variance * (Count - 2.0) / (Count - 1) + difference * difference / Count;
            }

            Sum += value;
        }
    }
}
