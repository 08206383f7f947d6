using System.Text;

namespace PSNeuralNet.Commands;

/// <summary>Formats predictions for their default view: the prediction first, then all else of the row as one text, so that a narrow window shows the prediction.</summary>
public static class PredictionView
{
    /// <summary>The type name of predicted classes.</summary>
    public const string OfClass = "PSNeuralNet.ClassPrediction";

    /// <summary>The type name of predicted classes with prediction sets.</summary>
    public const string OfClassSet = "PSNeuralNet.ClassPrediction#Set";

    /// <summary>The type name of a predicted number.</summary>
    public const string OfNumber = "PSNeuralNet.NumberPrediction";

    /// <summary>The type name of a predicted number with an interval.</summary>
    public const string OfInterval = "PSNeuralNet.NumberPrediction#Interval";

    /// <summary>The type name of a predicted number with quantiles.</summary>
    public const string OfQuantile = "PSNeuralNet.NumberPrediction#Quantile";

    /// <summary>The type name of a predicted number with quantiles and an interval.</summary>
    public const string OfQuantileInterval = "PSNeuralNet.NumberPrediction#QuantileInterval";

    /// <summary>The type name of several predicted numbers or labels.</summary>
    public const string OfSeveral = "PSNeuralNet.NumberPrediction#Several";

    private const string Several = "Prediction(";
    private const string Quantile = "Quantile";

    // Characters of a name: the number behind it has to stay visible.
    private const int MaximumName = 24;

    // More does not fit into any window.
    private const int MaximumLength = 400;

    // Columns of each view.
    private static readonly Dictionary<string, string[]> ShownOf = new(StringComparer.Ordinal)
    {
        [OfClass] = ["Prediction", "Probability"],
        [OfClassSet] = ["Prediction", "Probability", nameof(PredictionSet)],
        [OfNumber] = ["Prediction"],
        [OfInterval] = ["Prediction", "LowerBound", "UpperBound"],
        [OfQuantile] = ["Prediction"],
        [OfQuantileInterval] = ["Prediction", "LowerBound", "UpperBound"],
    };

    /// <summary>All that the view has no column for, as "name=value; name=value": first what was added to the row, then its columns.</summary>
    /// <param name="prediction">The prediction.</param>
    public static string Row(PSObject prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        PSPropertyInfo[] all = [.. prediction.Properties.OfType<PSNoteProperty>()];
        int added = Math.Max(0, Array.FindIndex(all, property => IsPrediction(property.Name)));
        string[] shown = InstanceMembers.TypeNames(prediction).Select(ShownOf.GetValueOrDefault).FirstOrDefault(columns => columns is not null) ?? [];
        bool hasQuantiles = InstanceMembers.TypeNames(prediction).Any(name => name is OfQuantile or OfQuantileInterval);
        var text = new StringBuilder();
        foreach (PSPropertyInfo property in all[added..].Concat(all[..added]))
        {
            if (!(hasQuantiles && IsQuantile(property)) && !shown.Contains(property.Name, StringComparer.OrdinalIgnoreCase) && !property.Name.StartsWith(Several, StringComparison.OrdinalIgnoreCase) && text.Length < MaximumLength)
            {
                Append(text, property.Name, property);
            }
        }

        return text.ToString();
    }

    /// <summary>Several predicted numbers, or labels: "Price=1.5; Weight=20".</summary>
    /// <param name="prediction">The prediction.</param>
    public static string Numbers(PSObject prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        var text = new StringBuilder();
        foreach (PSPropertyInfo property in prediction.Properties.Where(property => property.Name.StartsWith(Several, StringComparison.OrdinalIgnoreCase)))
        {
            Append(text, property.Name[Several.Length..^1], property);
        }

        return text.ToString();
    }

    /// <summary>The predicted quantiles in percent, with four significant digits: "10=1.25; 50=1.5; 90=2.25".</summary>
    /// <param name="prediction">The prediction.</param>
    public static string Quantiles(PSObject prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        return string.Join("; ", prediction.Properties.Where(IsQuantile).Select(property => $"{DisplayText.Clean(property.Name[Quantile.Length..])}={DisplayText.Number(property.Value, "G4")}"));
    }

    // Columns of the row may begin with the word, too.
    private static bool IsQuantile(PSPropertyInfo property) =>
        property.Value is double && property.Name.StartsWith(Quantile, StringComparison.Ordinal) && property.Name.Length > Quantile.Length && char.IsAsciiDigit(property.Name[Quantile.Length]);

    private static bool IsPrediction(string name) => name.Equals("Prediction", StringComparison.OrdinalIgnoreCase) || name.StartsWith(Several, StringComparison.OrdinalIgnoreCase);

    private static void Append(StringBuilder text, string name, PSPropertyInfo property)
    {
        object? value = property.Value;
        string shown = value is float number ? number.ToString("G6", CultureInfo.InvariantCulture) : DependenceView.Value(value is PSObject wrapped ? wrapped.BaseObject : value);
        text.Append(text.Length == 0 ? "" : "; ").Append(ViewText.Short(name, MaximumName)).Append('=').Append(shown);
    }
}
