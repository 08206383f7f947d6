using MathNet.Numerics.LinearAlgebra.Double;

namespace PSNeuralNet.Data;

/// <summary>Turns target columns into class indices or numbers.</summary>
internal static class TargetEncoder
{
    /// <summary>Encodes the target columns.</summary>
    /// <param name="columns">The target columns.</param>
    /// <param name="options">Options of the table: the schema with the classes, and the case of labels.</param>
    /// <param name="task">The task; null to infer it from the labels.</param>
    /// <param name="warnings">Receives warnings; null for none.</param>
    /// <exception cref="NetworkException">The target does not match the task, or a label is not a class.</exception>
    public static EncodedTarget Encode(IReadOnlyList<LabelSummary> columns, TableOptions options, NetworkTask? task, List<string>? warnings = null)
    {
        DataSchema? schema = options.Schema;
        if (task is { } asked && schema is not null && schema.Task != asked)
        {
            throw TableErrors.TaskMismatch(asked, string.Join("', '", columns.Select(column => column.Name)), $"what the table goes with is for the task {schema.Task}");
        }

        if (schema is { ClassLabel.Count: > 0 } && columns.Count == 1)
        {
            return new EncodedTarget(EncodeKnown(columns[0], schema, options.IgnoreCase), [.. schema.ClassLabel]);
        }

        task ??= schema?.Task;
        if (task is { } kind && kind.HasClasses() && columns.Count > 1)
        {
            throw TableErrors.TaskMismatch(kind, string.Join("', '", columns.Select(column => column.Name)), "classes are in one column; several columns are for MultiLabel or Regression");
        }

        if (task == NetworkTask.MultiLabel && columns.Count == 1)
        {
            throw TableErrors.TaskMismatch(NetworkTask.MultiLabel, columns[0].Name, "several labels are in a column each; a single one is for Binary");
        }

        if (task == NetworkTask.MultiLabel || (task is null && columns.Count > 1 && LabelTargets.AreLabels(columns, options, warnings)))
        {
            return LabelTargets.Encode(columns, options, warnings);
        }

        bool isClassification = task is { } known ? known != NetworkTask.Regression : columns.Count == 1 && TaskInference.IsClassification(columns[0], new LabelNumbers(columns[0], options.Culture));
        if (isClassification)
        {
            (TargetValues target, object[] labels) = EncodeClasses(columns[0], task, options, warnings);
            return new EncodedTarget(target, labels);
        }

        LabelNumbers[] numbers = [.. columns.Select((column, i) => new LabelNumbers(column, options.Culture, options.Culture is null ? schema?.TargetFormat.ElementAtOrDefault(i) : null))];
        NumberFormat?[] formats = Array.ConvertAll(numbers, one => one.Format);
        return new EncodedTarget(EncodeNumbers(columns, numbers, task is not null, warnings), []) { Format = Array.TrueForAll(formats, format => format is null) ? [] : formats };
    }

    private static (TargetValues Target, object[] Labels) EncodeClasses(LabelSummary column, NetworkTask? task, TableOptions options, List<string>? warnings)
    {
        if (column.OtherCount > 0 || column.Label.Length > DataSchema.MaximumClasses)
        {
            (int count, bool isAtLeast) = (column.Label.Length + (column.OtherCount > 0 ? 1 : 0), column.OtherCount > 0);
            throw TableErrors.ClassTooMany(column.Name, count, column.NumberCount == column.SampleCount, isAtLeast);
        }

        (object[] classes, int[] classOf) = ClassEncoder.Encode(column.Label, options.IgnoreCase);
        if (task == NetworkTask.Binary ? classes.Length != 2 : task is null && classes.Length < 2)
        {
            throw TableErrors.TargetNotBinary(column.Name, [.. classes.Select(DataSchema.LabelText)]);
        }

        if (task == NetworkTask.MultiClass && classes.Length < 3)
        {
            throw TableErrors.TaskMismatch(NetworkTask.MultiClass, column.Name, $"it has {classes.Length} different value{(classes.Length == 1 ? "" : "s")}, and three or more are wanted");
        }

        warnings?.AddRange(LabelWarnings.Of(column, classes, options.MissingMark is not null));
        return (TargetValues.OfClasses(classes.Length, Classes(column, classOf)), classes);
    }

    /// <summary>Encodes labels with the classes of a schema.</summary>
    private static TargetValues EncodeKnown(LabelSummary column, DataSchema schema, bool ignoreCase)
    {
        int[] classOf = Array.ConvertAll(column.Label, label => schema.ClassIndex(label, ignoreCase));
        int[] unknown = [.. Enumerable.Range(0, classOf.Length).Where(i => classOf[i] < 0)];
        if (unknown.Length > 0)
        {
            throw DataErrors.ClassUnknown(unknown.Select(i => DataSchema.LabelText(column.Label[i])), schema.ClassName, column.RowOf(column.First[unknown[0]]));
        }

        if (column.OtherCount > 0)
        {
            throw TableErrors.ClassTooMany(column.Name, column.Label.Length + 1, isNumeric: false, isAtLeast: true);
        }

        return TargetValues.OfClasses(schema.ClassLabel.Count, Classes(column, classOf));
    }

    private static int[] Classes(LabelSummary column, int[] classOf)
    {
        var classIndex = new int[column.SampleCount];
        for (int sample = 0; sample < classIndex.Length; sample++)
        {
            classIndex[sample] = classOf[column.IndexOf(sample)];
        }

        return classIndex;
    }

    private static TargetValues EncodeNumbers(IReadOnlyList<LabelSummary> columns, LabelNumbers[] numbers, bool isTaskGiven, List<string>? warnings)
    {
        for (int target = 0; target < numbers.Length; target++)
        {
            numbers[target].RequireFormat(isToBeNumbers: true);
            for (int i = 0; isTaskGiven && i < numbers[target].Value.Length; i++)
            {
                // Booleans are 1 and 0 where that is wanted.
                numbers[target].Value[i] = columns[target].Label[i] is bool flag ? flag ? 1 : 0 : numbers[target].Value[i];
            }
        }

        (LabelSummary Column, int Index) bad = columns
            .SelectMany((column, target) => Enumerable.Range(0, column.Label.Length).Where(i => double.IsNaN(numbers[target].Value[i])).Select(i => (Column: column, Index: i)))
            .OrderBy(entry => entry.Column.First[entry.Index]).FirstOrDefault();
        if (bad.Column is not null)
        {
            int place = columns.ToList().IndexOf(bad.Column);
            bool isText = columns.Count > 1 && 2 * bad.Column.NumberCount < bad.Column.SampleCount;
            throw isText ? TableErrors.TargetTextOfSeveral(bad.Column.RowOf(bad.Column.First[bad.Index]), bad.Column.Name, bad.Column.Label[bad.Index])
                : NotNumeric(bad.Column, bad.Index, numbers[place].Format, bad.Column.Unfit(i => double.IsNaN(numbers[place].Value[i])));
        }

        var y = new DenseMatrix(columns.Count, columns[0].SampleCount);
        for (int target = 0; target < columns.Count; target++)
        {
            ReadOnlySpan<double> values = columns[target].Column.Values;
            for (int sample = 0; sample < values.Length; sample++)
            {
                int index = columns[target].IndexOf(sample);
                y.Values[(sample * columns.Count) + target] = index < 0 ? numbers[target].Reread(values[sample]) : numbers[target].Value[index];
            }
        }

        for (int target = 0; target < columns.Count && warnings is not null; target++)
        {
            if (TimeHint.OfNumbers(Enumerable.Range(0, y.ColumnCount).Select(sample => y[target, sample])) is { } date)
            {
                warnings.Add($"The label column '{columns[target].Name}' has numbers, all of which would be dates ({date}, where it is a feature), and they are predicted as numbers. To predict dates, make days of them first.");
            }
        }

        return TargetValues.OfNumbers(y);
    }

    private static NetworkException NotNumeric(LabelSummary column, int index, NumberFormat? format, UnreadableTexts texts)
    {
        object label = column.Label[index];
        int row = column.RowOf(column.First[index]);
        return format is null && Cell.TryNumber(label, out double number) ? TableErrors.CellIsInfinite(row, column.Name, number, texts) : TableErrors.CellNotNumeric(row, column.Name, label, format, texts);
    }
}
