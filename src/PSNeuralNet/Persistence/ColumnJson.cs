using PSNeuralNet.Data;

namespace PSNeuralNet.Persistence;

/// <summary>The columns of a network in its file.</summary>
internal static class ColumnJson
{
    /// <summary>The first version of the format that has everything of a column.</summary>
    public static int VersionOf(FeatureColumn column) =>
        column.IsText || column.IsTargetEncoded || column.HasOther || column.IgnoreCase || column.Definition.NumberFormat is not null || column.Definition.Date is not null || (!column.IsLeftOut && !HasNumericMarks(column)) ? 4
        : column.SentinelTime != SentinelTime.Number ? 3
        : 1;

    /// <summary>Writes a column.</summary>
    public static void Write(ContentWriter json, FeatureColumn column)
    {
        json.StartObject();
        json.Name("name").Text(column.Name);
        json.Name("kind").Text(column.Kind.ToString());
        if (column.IsLeftOut)
        {
            json.Name("isLeftOut").Boolean(true);
            LabelJson.Write(json.Name("constant"), column.Constant);
            if (column.Definition.Reason is { } reason)
            {
                json.Name("reason").Text(reason);
            }
        }
        else
        {
            json.Name("missingValue").Text(column.MissingValue.ToString());
            json.Name("categories").Texts(column.Category);
            if (column.SentinelTime != SentinelTime.Number)
            {
                json.Name("sentinelTime").Text(column.SentinelTime.ToString());
            }

            if (!HasNumericMarks(column))
            {
                json.Name("missingMarks").Texts(column.MissingMark);
            }

            if (column.Definition.NumberFormat is { } numberFormat)
            {
                json.Name("numberFormat").Text(numberFormat.ToString());
            }

            if (column.Definition.Vocabulary is { } vocabulary)
            {
                VocabularyJson.Write(json, vocabulary);
            }

            if (column.Definition.Date is { } date)
            {
                DateJson.Write(json.Name("date"), date);
            }

            if (column.HasOther)
            {
                json.Name("hasOther").Boolean(true);
            }

            if (column.IgnoreCase)
            {
                json.Name("ignoreCase").Boolean(true);
            }
            if (column.Definition.TargetEncoding is { } table)
            {
                json.Name("targetEncoding").StartObject();
                json.Name("outputs").Texts(table.Output);
                json.Name("prior").Numbers(table.Prior);
                json.Name("values").StartArray();
                foreach (double[] values in table.Values)
                {
                    json.Numbers(values);
                }

                json.EndArray();
                json.EndObject();
            }
        }

        json.EndObject();
    }

    /// <summary>Reads a column.</summary>
    /// <param name="field">The column.</param>
    /// <param name="version">Version of the file.</param>
    /// <exception cref="NetworkException">Something is not as it has to be.</exception>
    public static FeatureColumn Read(JsonField field, long version)
    {
        string name = field["name"].Text();
        ColumnKind kind = field["kind"].Name<ColumnKind>();
        if (field.Find("isLeftOut")?.Boolean() == true)
        {
            return FeatureColumn.LeftOut(name, kind, field.Find("constant") is { } constant ? LabelJson.Read(constant) : null, field.Find("reason")?.Text());
        }

        var definition = new ColumnDefinition(name, kind)
        {
            Category = [.. field["categories"].Items().Select(item => item.Text())],
            MissingValue = field["missingValue"].Name<MissingValue>(),
            SentinelTime = version >= 3 ? field.Find("sentinelTime")?.Name<SentinelTime>() ?? SentinelTime.Number : SentinelTime.Number,
        };
        if (version >= 4)
        {
            definition = definition with
            {
                MissingMark = field.Find("missingMarks") is { } marks ? [.. marks.Items().Select(item => item.Text())] : MissingMarks.Numeric,
                NumberFormat = field.Find("numberFormat") is { } format ? ReadFormat(format) : null,
                Date = field.Find("date") is { } date ? DateJson.Read(date) : null,
                HasOther = field.Find("hasOther")?.Boolean() == true,
                IgnoreCase = field.Find("ignoreCase")?.Boolean() == true,
                Vocabulary = kind == ColumnKind.Text ? VocabularyJson.Read(field) : null,
                TargetEncoding = field.Find("targetEncoding") is { } encoding ? ReadTable(encoding, definition) : null,
            };
        }

        return Checked(field, definition);
    }

    private static TargetTable ReadTable(JsonField field, ColumnDefinition definition)
    {
        double[] prior = field["prior"].Numbers();
        string[] outputs = [.. field["outputs"].Items().Select(item => item.Text())];
        double[][] values = [.. field["values"].Items().Select(item => item.Numbers())];

        // The values are in the order of the categories, which is ordinal.
        return definition.IsCategory && prior.Length > 0 && outputs.Length == (prior.Length == 1 ? 0 : prior.Length) && values.Length == definition.Category.Count && values.All(one => one.Length == prior.Length)
            && definition.Category.SequenceEqual(definition.Category.Order(StringComparer.Ordinal), StringComparer.Ordinal)
            ? new TargetTable(values, prior) { Output = outputs }
            : throw field.Invalid("there is not a value for each category and output");
    }

    /// <summary>Reads a number format, given as an example number.</summary>
    public static NumberFormat ReadFormat(JsonField field)
    {
        try
        {
            return NumberFormat.Parse(field.Text());
        }
        catch (FormatException exception)
        {
            throw field.Invalid(exception.Message);
        }
    }

    private static FeatureColumn Checked(JsonField field, ColumnDefinition definition)
    {
        StringComparer comparer = definition.IgnoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
        if (definition is { IsText: true, Vocabulary: null })
        {
            throw field["kind"].Invalid("free text is of version 4 and later");
        }

        if (definition is { SentinelTime: not SentinelTime.Number, IsTime: false })
        {
            throw field["sentinelTime"].Invalid($"a column of the kind {definition.Kind} has no times");
        }

        if (definition.Date is not null && definition.Kind != ColumnKind.Date)
        {
            throw field["date"].Invalid($"a column of the kind {definition.Kind} has no dates");
        }

        return definition.IsCategory == definition.Category.Count > 0 && (definition.IsOneHot || !definition.HasOther) && definition.Category.Distinct(comparer).Count() == definition.Category.Count
            ? new FeatureColumn(definition)
            : throw field["categories"].Invalid(definition.IsCategory ? "a column of text has a category once for each value" : $"a column of the kind {definition.Kind} has none");
    }

    private static bool HasNumericMarks(FeatureColumn column) => column.MissingMark.SequenceEqual(MissingMarks.Numeric, StringComparer.Ordinal);
}
