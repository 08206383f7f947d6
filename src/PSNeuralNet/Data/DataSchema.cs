using System.Globalization;

namespace PSNeuralNet.Data;

/// <summary>
/// The names that go with the numbers: feature columns in their order, the label column, and the two classes
/// (class 0 first, then class 1, the positive one).
/// </summary>
public sealed class DataSchema
{
    /// <summary>Creates a schema.</summary>
    /// <param name="featureName">The names of the feature columns, in the order of the rows of X.</param>
    /// <param name="targetName">The name of the label column.</param>
    /// <param name="classLabel">The two labels as the user wrote them, class 0 first: predictions come back as these objects.</param>
    /// <exception cref="NetworkException">A name is there twice, or the classes are not two.</exception>
    public DataSchema(IEnumerable<string> featureName, string targetName, IEnumerable<object> classLabel)
    {
        FeatureName = Array.AsReadOnly(featureName.ToArray());
        TargetName = targetName;
        ClassLabel = Array.AsReadOnly(classLabel.ToArray());
        ClassName = Array.AsReadOnly(ClassLabel.Select(LabelText).ToArray());
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (FeatureName.Append(TargetName).FirstOrDefault(name => !seen.Add(name)) is { } repeated)
        {
            throw Failure.FeatureRepeated(repeated);
        }

        if (ClassLabel.Count != 2)
        {
            throw Failure.TargetNotBinary(TargetName, ClassName);
        }
    }

    /// <summary>The names of the feature columns, in the order of the rows of X.</summary>
    public IReadOnlyList<string> FeatureName { get; }

    /// <summary>The name of the label column.</summary>
    public string TargetName { get; }

    /// <summary>The classes as text, class 0 first.</summary>
    public IReadOnlyList<string> ClassName { get; }

    /// <summary>The classes as the user wrote them (numbers, text, ...), class 0 first.</summary>
    public IReadOnlyList<object> ClassLabel { get; }

    /// <summary>The schema of data without names: features X1, X2, ..., label column Label, classes 0 and 1.</summary>
    /// <param name="featureCount">How many features.</param>
    public static DataSchema Default(int featureCount)
    {
        return new DataSchema(Enumerable.Range(1, featureCount).Select(i => $"X{i}"), "Label", [0, 1]);
    }

    /// <summary>In a few words: "X1, X2 -> Label (0, 1)".</summary>
    public override string ToString()
    {
        return $"{string.Join(", ", FeatureName)} -> {TargetName} ({string.Join(", ", ClassName)})";
    }

    /// <summary>A label as text: what names it in messages and in <see cref="ClassName"/>.</summary>
    internal static string LabelText(object label)
    {
        return Convert.ToString(label, CultureInfo.InvariantCulture) ?? "";
    }
}
