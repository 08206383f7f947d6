using MathNet.Numerics.LinearAlgebra.Double;

namespace PSNeuralNet.Data;

/// <summary>
/// Several target columns as labels of two classes each. They are, where no task is given, if each column has exactly two different values, and a column has texts, booleans, or 0 and 1; other
/// columns of numbers are a regression. Labels beside numbers, and columns of more classes, are an error that says what each column is.
/// </summary>
internal static class LabelTargets
{
    /// <summary>True where several columns are labels, false where they are numbers.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="options">The options of the table.</param>
    /// <param name="warnings">Receives a notice where numbers are taken as labels; null for none.</param>
    /// <exception cref="NetworkException">They are neither.</exception>
    public static bool AreLabels(IReadOnlyList<LabelSummary> columns, TableOptions options, List<string>? warnings)
    {
        bool[] isLabel = [.. columns.Select(column => ClassesOf(column, options)?.Length == 2)];
        bool[] isNumeric = [.. columns.Select(column => 2 * column.NumberCount >= column.SampleCount)];
        bool IsClasses(int i) => isLabel[i] ? !isNumeric[i] || IsZeroOrOne(columns[i]) : !isNumeric[i];
        if (Array.TrueForAll(isLabel, one => one) && Enumerable.Range(0, columns.Count).Any(IsClasses))
        {
            if (Array.TrueForAll(isNumeric, one => one))
            {
                warnings?.Add($"The target columns {Failure.Listed(columns.Select(column => column.Name))} have two different numbers each, as 0 and 1, so they are taken as labels: the probability of each is predicted. To predict numbers, give -Task Regression.");
            }

            return true;
        }

        // Columns of numbers have errors of their own for cells that are none.
        if (Enumerable.Range(0, columns.Count).Any(IsClasses))
        {
            foreach (int i in Enumerable.Range(0, columns.Count).Where(i => !isLabel[i]))
            {
                var numbers = new LabelNumbers(columns[i], options.Culture);
                if (numbers.IsComplete)
                {
                    isNumeric[i] = true;
                }
                else
                {
                    numbers.RequireFormat(isToBeNumbers: true);
                }
            }
        }

        return Enumerable.Range(0, columns.Count).Any(IsClasses)
            ? throw TableErrors.TargetMixed(columns[0].Name, [.. columns.Select((column, i) => Describe(column, options, isNumeric[i]))])
            : false;
    }

    /// <summary>Encodes labels: of a schema, or with the positive class that is given or guessed.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="options">The options of the table.</param>
    /// <param name="warnings">Receives warnings about labels; null for none.</param>
    /// <exception cref="NetworkException">A column has another number of classes, or others than the schema.</exception>
    public static EncodedTarget Encode(IReadOnlyList<LabelSummary> columns, TableOptions options, List<string>? warnings)
    {
        DataSchema? schema = options.Schema;
        var labels = new TargetLabel[columns.Count];
        var guessed = new List<string>();
        var y = new DenseMatrix(columns.Count, columns[0].SampleCount);
        for (int target = 0; target < labels.Length; target++)
        {
            LabelSummary column = columns[target];
            int place = schema?.LabelNamed(column.Name) ?? -1;
            labels[target] = schema?.Label[place] ?? NewLabel(column, options, warnings, guessed);
            var index = new LabelIndex([labels[target].Negative, labels[target].Positive]);
            int[] classOf = Array.ConvertAll(column.Label, label => schema?.ClassIndex(place, label, options.IgnoreCase) ?? index.Find(label, options.IgnoreCase));
            int[] unknown = [.. Enumerable.Range(0, classOf.Length).Where(i => classOf[i] < 0)];
            if (unknown.Length > 0 || column.OtherCount > 0)
            {
                throw unknown.Length == 0
                    ? DataErrors.LabelClassUnknown(labels[target], ["other numbers"])
                    : DataErrors.LabelClassUnknown(labels[target], unknown.Select(i => DataSchema.LabelText(column.Label[i])), column.RowOf(column.First[unknown[0]]));
            }

            for (int sample = 0; sample < column.SampleCount; sample++)
            {
                y.Values[(sample * labels.Length) + target] = classOf[column.IndexOf(sample)];
            }
        }

        // Those of a schema stay as they are.
        if (options.PositiveClass is { } given && !Array.Exists(labels, label => IsGiven([label.Negative, label.Positive], given, out int place) && (schema is null || place == 1)))
        {
            throw DataErrors.PositiveClassUnknown(given, [.. labels.SelectMany(label => label.ClassName).Distinct()], columns.Select(column => column.Name));
        }

        if (guessed.Count > 0)
        {
            warnings?.Add($"The positive classes {string.Join(", ", guessed)} are taken by their names, though each is the first of two: the probability, precision and recall of a label are those of its positive class. To say which it is, give -PositiveClass, which is for all labels that have such a class, or write the labels as false and true.");
        }

        return new EncodedTarget(TargetValues.OfNumbers(y), []) { Label = labels };
    }

    private static TargetLabel NewLabel(LabelSummary column, TableOptions options, List<string>? warnings, List<string> guessed)
    {
        object[]? classes = ClassesOf(column, options);
        if (classes is not { Length: 2 })
        {
            throw TableErrors.TargetNotLabel(column.Name, Describe(column, options, 2 * column.NumberCount >= column.SampleCount), options.Task is not null);
        }

        warnings?.AddRange(LabelWarnings.Of(column, classes, options.MissingMark is not null));
        bool isGiven = IsGiven(classes, options.PositiveClass, out int positive);
        if (!isGiven && (positive = PositiveLabel.Guess(classes)) != PositiveLabel.Default)
        {
            guessed.Add($"'{DataSchema.LabelText(classes[positive])}' of '{column.Name}'");
        }

        return new TargetLabel(column.Name, classes[1 - positive], classes[positive]);
    }

    /// <summary>True where a class is the positive one that is given.</summary>
    private static bool IsGiven(object[] classes, object? given, out int index)
    {
        index = given is null ? -1 : new LabelIndex(classes).Find(given, ignoreCase: true);
        return index >= 0;
    }

    private static object[]? ClassesOf(LabelSummary column, TableOptions options) =>
        column.OtherCount > 0 ? null : ClassEncoder.Encode(column.Label, options.IgnoreCase).Classes;

    private static bool IsZeroOrOne(LabelSummary column) =>
        Array.TrueForAll(column.Label, label => ClassEncoder.TryFinite(label, out double number) && number is 0 or 1);

    private static string Describe(LabelSummary column, TableOptions options, bool isNumeric)
    {
        object[]? classes = ClassesOf(column, options);
        return classes is { Length: 1 or 2 } ? $"'{column.Name}' has the value{(classes.Length == 1 ? "" : "s")} {string.Join(" and ", classes.Select(label => $"'{DataSchema.LabelText(label)}'"))}{(classes.Length == 1 ? " only" : "")}"
            : isNumeric ? $"'{column.Name}' has numbers"
            : string.Create(CultureInfo.InvariantCulture, $"'{column.Name}' has {column.Label.Length} classes");
    }
}
