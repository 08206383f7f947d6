namespace PSNeuralNet.Data;

/// <summary>
/// Schema of a dataset: feature columns, target columns and classes, in order; of two classes, also which of them is the positive one. No
/// classes for regression.
/// </summary>
public sealed class DataSchema
{
    /// <summary>Maximum number of classes.</summary>
    internal const int MaximumClasses = 10_000;

    private readonly Lazy<LabelIndex> _classes;
    private readonly Lazy<LabelIndex[]> _labelClasses;
    private readonly Lazy<Dictionary<string, FeatureColumn>> _columnOf;

    /// <summary>Creates a schema.</summary>
    /// <param name="featureName">The names of the feature columns, in the order of the rows of X.</param>
    /// <param name="targetName">The name of the label column; for regression, of each target column, in the order of the rows of Y.</param>
    /// <param name="classLabel">The labels as in the data, in order; none for regression. Predictions are these objects.</param>
    /// <exception cref="NetworkException">A name is there twice, there is no target, a single class, or more than 10,000.</exception>
    public DataSchema(IEnumerable<string> featureName, IEnumerable<string> targetName, IEnumerable<object> classLabel)
        : this(featureName.Select(name => new FeatureColumn(name)), targetName, classLabel)
    {
    }

    /// <summary>Creates a schema of a table's columns.</summary>
    /// <param name="column">The feature columns; their features in order are the rows of X.</param>
    /// <param name="targetName">The name of the label column; for regression, of each target column, in the order of the rows of Y.</param>
    /// <param name="classLabel">The labels as in the data, in order; none for regression. Predictions are these objects.</param>
    /// <exception cref="NetworkException">A name is there twice, there is no target, a single class, or more than 10,000.</exception>
    public DataSchema(IEnumerable<FeatureColumn> column, IEnumerable<string> targetName, IEnumerable<object> classLabel)
        : this(column, targetName, classLabel, [])
    {
    }

    /// <summary>Creates a schema of several labels.</summary>
    /// <param name="column">The feature columns; their features in order are the rows of X.</param>
    /// <param name="label">The labels, two or more, in the order of the rows of Y.</param>
    /// <exception cref="NetworkException">A name is there twice, or there are fewer than two labels.</exception>
    public DataSchema(IEnumerable<FeatureColumn> column, IEnumerable<TargetLabel> label)
        : this(column, [.. label])
    {
    }

    private DataSchema(IEnumerable<FeatureColumn> column, TargetLabel[] label)
        : this(column, label.Select(one => one.Name), [], label.Length > 1 ? label : throw DataErrors.LabelTooFew(label.Length))
    {
    }

    /// <summary>Creates a schema of any task.</summary>
    internal DataSchema(IEnumerable<FeatureColumn> column, IEnumerable<string> targetName, IEnumerable<object> classLabel, IReadOnlyList<TargetLabel> label)
    {
        Label = Array.AsReadOnly(label.ToArray());
        _labelClasses = new(() => [.. Label.Select(one => new LabelIndex([one.Negative, one.Positive]))]);
        Column = Array.AsReadOnly(column.ToArray());
        _columnOf = new(() => Column.ToDictionary(one => one.Name, StringComparer.OrdinalIgnoreCase));
        FeatureName = Array.AsReadOnly(Column.SelectMany(one => one.Feature).ToArray());
        TargetName = Array.AsReadOnly(targetName.ToArray());
        ClassLabel = Array.AsReadOnly(classLabel.ToArray());
        if (ClassLabel.Count > MaximumClasses)
        {
            throw DataErrors.ClassTooMany(ClassLabel.Count);
        }

        ClassName = Array.AsReadOnly(ClassLabel.Select(LabelText).ToArray());
        // Column names are case-insensitive; categories, which are in feature names, are case-sensitive.
        var columns = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var features = new HashSet<string>(StringComparer.Ordinal);
        if (Column.Select(one => one.Name).Concat(TargetName).FirstOrDefault(name => !columns.Add(name)) is { } repeated)
        {
            throw TableErrors.FeatureRepeated(repeated);
        }

        if (FeatureName.FirstOrDefault(name => !features.Add(name)) is { } clash)
        {
            throw TableErrors.FeatureClash(clash, [.. Column.Where(one => one.Feature.Contains(clash, StringComparer.Ordinal)).Select(one => one.Name)]);
        }

        if (TargetName.Count == 0 || ClassLabel.Count == 1)
        {
            throw TableErrors.TargetTooFew(TargetName.Count == 0 ? "" : TargetName[0], ClassName);
        }

        _classes = new(() => new LabelIndex(ClassLabel));
    }

    /// <summary>The feature columns of the table, constant ones that were dropped included.</summary>
    public IReadOnlyList<FeatureColumn> Column { get; }

    /// <summary>The names of the features, in the order of the rows of X; one per category for one-hot encoded columns.</summary>
    public IReadOnlyList<string> FeatureName { get; }

    /// <summary>The name of the label column; for regression, of each target column.</summary>
    public IReadOnlyList<string> TargetName { get; }

    /// <summary>The labels of a multi-label task, each a target column of two classes; none for other tasks.</summary>
    public IReadOnlyList<TargetLabel> Label { get; }

    /// <summary>The classes as text, in order; none for regression, and for several labels, whose classes are in <see cref="Label"/>.</summary>
    public IReadOnlyList<string> ClassName { get; }

    /// <summary>The class labels as in the data (numbers, text, ...), in order; none for regression.</summary>
    public IReadOnlyList<object> ClassLabel { get; }

    /// <summary>
    /// The positive class of two, the one to look for: precision, recall and their curves are about it, and a decision threshold is compared with its probability. The second class by
    /// default; null for other tasks. It changes neither the order of the classes nor the output of a network, which is the probability of the second class.
    /// </summary>
    public string? PositiveClass => Task == NetworkTask.Binary ? ClassName[PositiveIndex] : null;

    /// <summary>The index of the positive class of two: 0 or 1.</summary>
    internal int PositiveIndex { get; init; } = PositiveLabel.Default;

    /// <summary>True when labels that differ only in upper and lower case are the same class.</summary>
    public bool IgnoreCase { get; init; }

    /// <summary>Texts that stand for a missing label, in upper or lower case; null for NA, N/A, NaN and null.</summary>
    public IReadOnlyList<string>? MissingMark { get; init; }

    /// <summary>Formats of the numbers of each target, null for 1234.5; none where all are.</summary>
    internal IReadOnlyList<NumberFormat?> TargetFormat { get; init; } = [];

    /// <summary>Features that a network of the task Anomaly reconstructs, in the order of the targets; none for other tasks.</summary>
    internal IReadOnlyList<ReconstructedFeature> Reconstruction { get; init; } = [];

    /// <summary>True for the task Anomaly, without labels: the targets are the samples' own features, as numbers of a regression.</summary>
    public bool IsAnomaly => Reconstruction.Count > 0;

    /// <summary>Task: classes or numbers. That of the task Anomaly is <see cref="NetworkTask.Regression"/>, of the features.</summary>
    public NetworkTask Task => ClassLabel.Count switch
    {
        0 when Label.Count > 0 => NetworkTask.MultiLabel,
        0 => NetworkTask.Regression,
        2 => NetworkTask.Binary,
        _ => NetworkTask.MultiClass,
    };

    /// <summary>Number of network outputs: the rows of Y.</summary>
    public int OutputCount => Task switch
    {
        NetworkTask.Binary => 1,
        NetworkTask.MultiClass => ClassLabel.Count,
        _ => TargetName.Count,
    };

    /// <summary>Default schema of a classification: features X1, X2, ..., and Label with classes 0 and 1 (or 0 to outputs - 1).</summary>
    /// <param name="featureCount">Number of features.</param>
    /// <param name="outputCount">Number of outputs: 1 for two classes.</param>
    public static DataSchema Default(int featureCount, int outputCount = 1) =>
        outputCount > MaximumClasses ? throw DataErrors.ClassTooMany(outputCount)
        : new DataSchema(Numbered("X", featureCount), ["Label"], [.. Enumerable.Range(0, Math.Max(2, outputCount)).Cast<object>()]);

    /// <summary>Default schema of a regression: features X1, X2, ..., and targets Y, or Y1, Y2, ...</summary>
    /// <param name="featureCount">Number of features.</param>
    /// <param name="targetCount">Number of target columns.</param>
    public static DataSchema DefaultRegression(int featureCount, int targetCount = 1) =>
        new DataSchema(Numbered("X", featureCount), targetCount == 1 ? ["Y"] : Numbered("Y", targetCount), []);

    /// <summary>Default schema of several labels: features X1, X2, ..., and Label1, Label2, ... with classes 0 and 1.</summary>
    /// <param name="featureCount">Number of features.</param>
    /// <param name="labelCount">Number of labels.</param>
    public static DataSchema DefaultMultiLabel(int featureCount, int labelCount) =>
        new DataSchema(Numbered("X", featureCount).Select(name => new FeatureColumn(name)), Numbered("Label", labelCount).Select(name => new TargetLabel(name, 0, 1)));

    /// <summary>True when each feature is one column of numbers.</summary>
    internal bool IsPlain => Column.All(column => column.IsPlain);

    /// <summary>True when X may have missing values (NaN), which a network imputes.</summary>
    internal bool MayBeMissing => Column.Any(column => column.MayBeMissing);

    /// <summary>The same targets and classes, and how their labels are read, with other feature columns.</summary>
    internal DataSchema With(IEnumerable<FeatureColumn> columns) => With(columns, PositiveIndex);

    /// <summary>The same schema with a positive class.</summary>
    /// <param name="label">The label of one of two classes, as in the data or as text.</param>
    /// <exception cref="NetworkException">There are not two classes, or it is none of them.</exception>
    public DataSchema WithPositiveClass(object label) => With(Column, PositiveLabel.IndexOf(label, this));

    /// <summary>The column of a name; null if there is none.</summary>
    internal FeatureColumn? Find(string name) => _columnOf.Value.GetValueOrDefault(name);

    /// <summary>
    /// The index of a class by its label, also in another type ("1" or 1.0 for 1, true for "TRUE"); -1 if unknown. Texts are compared ordinally,
    /// without blanks around them.
    /// </summary>
    /// <param name="label">A label.</param>
    public int ClassIndex(object label) => ClassIndex(label, ignoreCase: false);

    /// <summary>Short text: "X1, X2 -> Label (0, 1)".</summary>
    public override string ToString()
    {
        string classes = ClassName.Count == 0 ? "" : $" ({string.Join(", ", ClassName)})", columns = string.Join(", ", Column.Where(column => !column.IsLeftOut).Select(column => column.Name));
        string targets = Label.Count > 0 ? string.Join(", ", Label) : string.Join(", ", TargetName);
        return IsAnomaly ? columns : $"{columns} -> {targets}{classes}";
    }

    /// <summary>The class of a label by its value, 1 for the positive one; -1 if unknown.</summary>
    /// <param name="target">The label, from 0.</param>
    /// <param name="value">The value.</param>
    /// <param name="ignoreCase">True to find a class that differs only in case.</param>
    internal int ClassIndex(int target, object value, bool ignoreCase = false) => _labelClasses.Value[target].Find(value, ignoreCase || IgnoreCase);

    /// <summary>The index of a label by its name, in any case.</summary>
    /// <exception cref="NetworkException">The network is not for several labels, or has no such one.</exception>
    internal int LabelNamed(string name) =>
        Task != NetworkTask.MultiLabel ? throw DataErrors.LabelWithoutSeveral(name, Task)
            : TargetName.ToList().FindIndex(one => string.Equals(one, name, StringComparison.OrdinalIgnoreCase)) is >= 0 and var index ? index
            : throw DataErrors.LabelUnknown(name, TargetName);

    /// <summary>The index of a class by its label; -1 if unknown.</summary>
    /// <param name="label">A label.</param>
    /// <param name="ignoreCase">True to find a class that differs only in case.</param>
    internal int ClassIndex(object label, bool ignoreCase) => _classes.Value.Find(label, ignoreCase || IgnoreCase);

    /// <summary>The text of a label in messages and in <see cref="ClassName"/>.</summary>
    internal static string LabelText(object label) =>
        label is DateTime date && date.Ticks % TimeSpan.TicksPerSecond != 0
            ? date.ToString("MM/dd/yyyy HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)
            : Convert.ToString(label, CultureInfo.InvariantCulture) ?? "";

    private DataSchema With(IEnumerable<FeatureColumn> columns, int positive) =>
        new DataSchema(columns, TargetName, ClassLabel, Label) { Reconstruction = columns.SequenceEqual(Column) ? Reconstruction : [], IgnoreCase = IgnoreCase, MissingMark = MissingMark, TargetFormat = TargetFormat, PositiveIndex = positive };

    private static IEnumerable<string> Numbered(string name, int count) => Enumerable.Range(1, count).Select(i => $"{name}{i}");
}
