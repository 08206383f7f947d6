using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using Values = System.Collections.Generic.Dictionary<string, object?>;

namespace PSNeuralNet.Persistence;

/// <summary>
/// Networks as source code. All languages have the same program, in a template each: the columns as a table, the layers as another,
/// the functions that turn cells into features, and one function that goes through them.
/// </summary>
internal static class NetworkCode
{
    private const int NumbersInLine = 8;
    private const int DateFormatsInLine = 6;
    private const int WordsInLine = 8;
    private const string LocalNumber = "LocalNumber";

    /// <summary>Writes a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="language">The language.</param>
    /// <param name="name">The name that the function or class is named after.</param>
    /// <exception cref="NetworkException">A number of the network is not finite.</exception>
    public static string Write(NeuralNetwork network, CodeLanguage language, string name)
    {
        Values values = ValuesOf(network, ExportColumn.Of(network.Parameter), language);
        values["name"] = CodeText.Identifier(name);
        return Template.Fill(Template.Include(Read(language.Name), part => Read($"{language.Name}.{part}")), value => values[value]);
    }

    private static string Read(string template)
    {
        using var reader = new StreamReader(typeof(NetworkCode).Assembly.GetManifestResourceStream($"PSNeuralNet.Exports.{template}.mustache")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static Values ValuesOf(NeuralNetwork network, ExportColumn[] columns, CodeLanguage language)
    {
        IReadOnlyList<object> labels = network.Parameter.Schema.ClassLabel;
        NetworkParameter parameter = network.Parameter;
        IReadOnlyList<double> quantiles = parameter.Quantile;
        string targetNames = CodeText.InComment(string.Join(", ", quantiles.Count == 0 ? network.TargetName
            : quantiles.Select(quantile => string.Create(CultureInfo.InvariantCulture, $"the quantile {quantile} of {network.TargetName[0]}"))));

        // Networks with layers or scalings of their own, and those that count several times, are written one by one.
        // So are those that find anomalies, whose scores are of features with the missing ones.
        bool isAnomaly = network.Task == NetworkTask.Anomaly, isMixed = isAnomaly || !parameter.IsUniform || Array.Exists(parameter.Times, times => times > 1);
        bool hasDateNumber = columns.Any(column => IsNewDate(column) && ExportDate.HasNumber(column.Date!.Format));
        var values = new Values
        {
            ["origin"] = Origin(network, columns).Select(line => new Values { ["line"] = CodeText.InComment(line).TrimEnd() }),
            ["columns"] = columns.Select(column => ValuesOf(column, language)),
            ["hasOther"] = columns.Any(column => column.Other >= 0),
            ["hasTable"] = columns.Any(column => column.Table is not null),
            ["hasFold"] = columns.Any(column => column.IgnoresCase),
            ["hasText"] = columns.Any(column => column.IsText),
            ["hasValue"] = columns.Any(column => column.IsValue),
            ["hasWords"] = columns.Any(column => column.Vocabulary is not null),
            ["needsText"] = columns.Any(column => !column.IsValue),
            ["vocabularies"] = columns.Where(column => column.Vocabulary is not null).Select(column => new Values
            {
                ["column"] = language.Quoted(column.Name),
                ["words"] = string.Join(",\n", column.Vocabulary!.Word.Select(language.Quoted).Chunk(WordsInLine).Select(chunk => string.Join(", ", chunk))),
                ["wordWeights"] = Lines(column.Vocabulary.Idf),
            }),
            ["hasNumber"] = columns.Any(column => column.Kind is ColumnKind.Number or ColumnKind.Boolean),
            ["hasLocal"] = columns.Any(column => column.NumberFormat is not null),
            ["hasPattern"] = columns.Any(column => column.NumberFormat is not null || IsNewDate(column)),
            ["hasBytes"] = columns.Any(column => column.NumberFormat is { Affix: NumberPart.Bytes }),
            ["hasMissingNumber"] = columns.Any(column => column.MissingNumber.Count > 0),
            ["hasOwnMark"] = columns.Any(column => column.MissingMark.Count > 0 && !column.MissingMark.SequenceEqual(MissingMarks.Numeric)),
            ["hasNumberReader"] = columns.Any(column => column.IsValue || column.MissingNumber.Count > 0),
            ["whiteSpace"] = language.Pattern(ExportPattern.WhiteSpace),
            ["hasDate"] = columns.Any(column => column.Date is not null),
            ["hasOldDate"] = columns.Any(column => ExportDate.IsOld(column.Date)),
            ["hasNewDate"] = columns.Any(IsNewDate),
            ["hasDateFormat"] = columns.Any(column => IsNewDate(column) && column.Date!.Format.IsExact),
            ["hasDateNumber"] = hasDateNumber,
            ["hasNumberOf"] = hasDateNumber || columns.Any(column => column.MissingNumber.Count > 0),
            ["hasLoose"] = columns.Any(column => IsNewDate(column) && ExportDate.HasLoose(column.Date!.Format)),
            ["hasShortYear"] = columns.Any(column => IsNewDate(column) && ExportDate.HasShortYear(column.Date!.Format)),
            ["hasRegex"] = columns.Any(column => column.NumberFormat is not null || IsNewDate(column) || column.Kind == ColumnKind.Duration),
            ["halfDayPattern"] = language.Pattern(ExportPattern.HalfDay),
            ["datePatterns"] = ExportPattern.Date.Select(pattern => new Values { ["pattern"] = language.Pattern(pattern) }),
            ["firstWordPattern"] = language.Pattern(ExportPattern.FirstWord),
            ["clockPattern"] = language.Pattern(ExportPattern.Clock),
            ["hasParts"] = columns.Any(column => column.Date is { Part: not DatePart.None }),
            ["hasZone"] = columns.Any(column => column.Date is { Zone: not null }),
            ["hasNever"] = columns.Any(column => column.Never is not null),
            ["firstLateDay"] = NetworkJsonWriter.Shortest(CellTime.FirstLateDay),
            ["lastEarlyDay"] = NetworkJsonWriter.Shortest(CellTime.LastEarlyDay),
            ["fileTimeDay"] = NetworkJsonWriter.Shortest(-CellTime.FileTimeDay),
            ["longestSpan"] = NetworkJsonWriter.Shortest(CellTime.LongestSpan),
            ["hasDuration"] = columns.Any(column => column.Kind == ColumnKind.Duration),
            ["valueKinds"] = columns.Where(column => column.IsValue && column.Kind != ColumnKind.Date).Select(KindOf).Distinct().Select(kind => new Values
            {
                ["valueKind"] = kind,
                ["convert"] = kind switch { nameof(ColumnKind.Duration) => "toSeconds", LocalNumber => "toLocalNumber", _ => "toNumber" },
            }),
            ["layers"] = parameter.Single.SelectMany(one => LayersOf(one, language)),
            ["networks"] = parameter.Single.Zip(parameter.Times, (one, times) => new Values(ScalingOf(one)) { ["times"] = times, ["layers"] = LayersOf(one, language) }),
            ["isEnsemble"] = parameter.IsEnsemble || isAnomaly,
            ["isMixed"] = isMixed,
            ["networkCount"] = parameter.Times.Sum(),
            ["layerCount"] = parameter.Single[0].Shape.LayerCount,
            ["outputCount"] = Math.Max(quantiles.Count, OutputDecoder.CountOf(parameter)),
            ["activations"] = parameter.Single.SelectMany(Functions).OfType<Activation>().Distinct().Select(activation => ValuesOf(activation, language)),
            ["isFirst"] = parameter.DecisionRule().PositiveIndex == 0,
            ["threshold"] = NetworkJsonWriter.Shortest(parameter.Metadata.Anomaly?.Threshold ?? parameter.DecisionRule().Threshold),
            ["isAnomaly"] = isAnomaly,
            ["anomalyUnit"] = NetworkJsonWriter.Shortest(parameter.Metadata.Anomaly?.Unit ?? 1),
            ["smallestProbability"] = NetworkJsonWriter.Shortest(AnomalyModel.SmallestProbability),
            ["scored"] = isAnomaly ? new AnomalyColumns(parameter.Schema, parameter.Metadata.Anomaly!.Deviation).Scored(parameter.Metadata.Anomaly.Mean).Select(ValuesOf) : [],
            ["isBinary"] = network.Task == NetworkTask.Binary,
            ["isMultiClass"] = network.Task == NetworkTask.MultiClass,
            ["isRegression"] = !network.Task.HasClasses(),
            ["isMultiLabel"] = network.Task == NetworkTask.MultiLabel,
            ["isSingle"] = network.TargetName.Count == 1 && quantiles.Count < 2,
            ["isQuantile"] = quantiles.Count > 1,
            ["labels"] = string.Join(", ", language.Labels(labels)),
            ["labelType"] = CodeLanguage.CSharpType(labels),
            ["targetNames"] = targetNames,
            ["targetNamesInXml"] = targetNames.Replace('&', ' '),
            ["targets"] = network.TargetName.Select((target, i) => new Values
            {
                ["index"] = quantiles.Count == 0 ? i : QuantileOutput.Middle(quantiles),
                ["property"] = network.TargetName.Count == 1 ? "Prediction" : language.Quoted($"Prediction({target})"),
                ["probability"] = language.Quoted($"Probability({target})"),
                ["target"] = language.Quoted(target),
                ["labelThreshold"] = NetworkJsonWriter.Shortest(parameter.DecisionRule().ThresholdOf(i)),
                ["type"] = network.Task == NetworkTask.MultiLabel ? CodeLanguage.CSharpType([parameter.Schema.Label[i].Negative, parameter.Schema.Label[i].Positive]) : "",
                ["negative"] = LabelsOf(network, i, language).FirstOrDefault(),
                ["positive"] = LabelsOf(network, i, language).LastOrDefault(),
            }).Concat(quantiles.Select((quantile, i) => new Values { ["index"] = i, ["property"] = QuantileOutput.NameOf(quantile) })),
        };
        foreach ((string key, object? value) in isMixed ? ScalingOf((Scaling?)null) : ScalingOf(parameter.Single[0]))
        {
            values[key] = value;
        }

        return values;
    }

    private static Values ScalingOf(NetworkParameter network) =>
        ScalingOf(network.Shape.Quantile.Count > 0 ? network.Scaling?.ForOutputs(network.Shape.OutputSize) : network.Scaling);

    private static Values ScalingOf(Scaling? scaling) =>
        new Values
        {
            ["fill"] = Lines(scaling?.FillValue),
            ["isStandardized"] = scaling is { FeatureMean.Count: > 0 },
            ["mean"] = Lines(scaling?.FeatureMean),
            ["deviation"] = Lines(scaling?.FeatureDeviation),
            ["isClipped"] = scaling is { FeatureClip.Count: > 0 },
            ["clip"] = Lines(scaling?.FeatureClip),
            ["hasBins"] = scaling is { UnitCount: > 0 },
            ["binFeature"] = Lines(scaling?.Encoding?.Feature.Select(feature => (double)feature)),
            ["binStart"] = Lines(scaling?.Encoding?.Start),
            ["binWidth"] = Lines(scaling?.Encoding?.Width),
            ["hasScaledTarget"] = scaling is { TargetMean.Count: > 0 },
            ["hasTargetRule"] = scaling is { HasTargetRule: true },
            ["hasLogTarget"] = scaling is { TargetShift.Count: > 0 },
            ["targetShift"] = Line(scaling?.TargetShift),
            ["hasTargetRange"] = scaling is { TargetMinimum.Count: > 0 },
            ["targetMinimum"] = Line(scaling?.TargetMinimum),
            ["targetMaximum"] = Line(scaling?.TargetMaximum),
            ["targetMean"] = Line(scaling?.TargetMean),
            ["targetDeviation"] = Line(scaling?.TargetDeviation),
        };

    private static Values ValuesOf(ScoredColumn column) =>
        new Values
        {
            ["categories"] = column.CategoryCount,
            ["absent"] = column.AbsentFeature,
            ["usual"] = NetworkJsonWriter.Shortest(column.MeanSurprise),
            ["parts"] = column.Target.Zip(column.Deviation, (target, deviation) => new Values { ["values"] = Line([target.Feature, target.Center, target.Scale, deviation]) }),
        };

    private static IEnumerable<Values> LayersOf(NetworkParameter parameter, CodeLanguage language) =>
        Functions(parameter).Select((function, i) => ValuesOf(parameter, i + 1, function, language));

    /// <summary>The classes of one of several labels, the negative one first; none for other tasks.</summary>
    private static IEnumerable<string> LabelsOf(NeuralNetwork network, int target, CodeLanguage language) =>
        network.Parameter.Schema.Label.ElementAtOrDefault(target) is { } label ? language.Labels([label.Negative, label.Positive]) : [];

    /// <summary>The function of each layer; null for none, and for the last one of classes, whose result has sigmoid or softmax in it.</summary>
    private static Activation?[] Functions(NetworkParameter parameter) =>
        [.. parameter.Activation.Select((activation, i) =>
            i < parameter.Activation.Count - 1 || (!parameter.Task.HasClasses() && activation != Activation.Identity) ? activation : (Activation?)null)];

    private static Values ValuesOf(ExportColumn column, CodeLanguage language) =>
        new Values
        {
            ["column"] = language.Quoted(column.Name),
            ["kind"] = KindOf(column),
            ["isText"] = column.IsText,
            ["other"] = column.Other,
            ["isOther"] = column.Other >= 0,
            ["isTable"] = column.Table is not null,
            ["table"] = (column.Table ?? []).Select(row => new Values { ["values"] = Line(row) }),
            ["isFold"] = column.IgnoresCase,
            ["categories"] = string.Join(", ", column.Category.Select(language.Quoted)),
            ["marks"] = string.Join(", ", column.MissingMark.Prepend("").Select(language.Quoted)),
            ["size"] = column.FeatureCount,
            ["missing"] = column.Missing is null ? null : Line(column.Missing, language),
            ["isLocal"] = column.NumberFormat is not null,
            ["digits"] = column.NumberFormat is { } format ? language.Pattern(ExportPattern.Digits(format)) : "",
            ["around"] = column.NumberFormat is { } shape ? language.Pattern(ExportPattern.Around(shape)) : "",
            ["decimalMark"] = column.NumberFormat?.DecimalMark.ToString(),
            ["isBytes"] = Flag(column.NumberFormat is { Affix: NumberPart.Bytes }),
            ["hasMark"] = column.MissingNumber.Count > 0,
            ["missingNumbers"] = Line(column.MissingNumber),
            ["isOldDate"] = ExportDate.IsOld(column.Date),
            ["isNewDate"] = IsNewDate(column),
            ["dateFormats"] = string.Join(",\n", (column.Date is not { } date ? [] : ExportDate.IsOld(date) ? CellTime.DateFormats : date.Format.Readable).Select(language.Quoted).Chunk(DateFormatsInLine).Select(chunk => string.Join(", ", chunk))),
            ["formatParts"] = string.Join(", ", (IsNewDate(column) ? column.Date!.Format.Exact : []).Select(pattern => language.Quoted(ExportDate.Parts(pattern)))),
            ["formatPatterns"] = language.HasDateFormats || !IsNewDate(column) ? "" : string.Join(", ", column.Date!.Format.Exact.Select((format, i) => FormatPattern(column, format, column.Date.Format.Readable[i], language))),
            ["order"] = IsNewDate(column) ? language.Quoted(ExportDate.Order(column.Date!.Format)) : null,
            ["zone"] = column.Date?.Zone is { } zone ? language.Quoted(zone.Id) : null,
            ["parts"] = language.Quoted(ExportDate.Letters(column.Date?.Part ?? DatePart.None)),
            ["isTime"] = column.Never is not null,
            ["never"] = Line(column.Never ?? [], language),
        };

    /// <summary>Pattern of a format string, whether it has a time of day, and the digits of one whose texts are numbers.</summary>
    private static string FormatPattern(ExportColumn column, string format, string readable, CodeLanguage language)
    {
        string pattern = ExportDate.Pattern(readable) ?? throw PersistenceErrors.ExportDateFormat(column.Name, format, language.Name), digits = ExportDate.Digits(format);
        return $"[{language.Pattern(pattern)}, {Flag(new DateFormatString(format).HasTime)}{(digits.Length > 0 ? $", {language.Quoted(digits)}" : "")}]";
    }

    private static string KindOf(ExportColumn column) => column.NumberFormat is not null ? LocalNumber : column.Kind.ToString();

    private static bool IsNewDate(ExportColumn column) => column.Date is { } date && !ExportDate.IsOld(date);

    private static string Flag(bool value) => value ? "true" : "false";

    private static Values ValuesOf(NetworkParameter parameter, int layer, Activation? function, CodeLanguage language)
    {
        IEnumerable<string> rows = parameter.Weight(layer).EnumerateRows().Select(row => Lines(row, language.RowIndent));
        return new Values
        {
            ["activation"] = function is { } activation ? language.Function(activation) : null,
            ["bias"] = Lines(parameter.Bias(layer).Column(0)),
            ["rows"] = rows.Select(row => new Values { ["row"] = row }),
            ["weights"] = string.Join(",\n", rows),
        };
    }

    private static Values ValuesOf(Activation activation, CodeLanguage language)
    {
        ActivationCode code = Activations.Get(activation).Code;
        return new Values
        {
            ["function"] = language.Function(activation),
            ["remark"] = code.Remark,
            ["powerShell"] = code.PowerShell,
            ["cSharp"] = code.CSharp,
            ["javaScript"] = code.JavaScript,
        };
    }

    /// <summary>The origin of the code, for a comment at the top.</summary>
    private static string[] Origin(NeuralNetwork network, ExportColumn[] columns)
    {
        DecisionRule rule = network.Parameter.DecisionRule();
        string classes = network.ClassName.Count > 0 ? $" ({Listed(network.ClassName)})" : "";
        string trained = network.Training is not { } training ? "not by this module" : training.ToString()
            + (training.Score is { } score && network.Task != NetworkTask.Anomaly ? FormattableString.Invariant($"; {(network.Task == NetworkTask.Regression ? "R2" : "accuracy")} {score:0.0000} on {training.SampleCount} samples") : "")
            + (training.ValidationScore is { } validation && network.Task != NetworkTask.Anomaly ? FormattableString.Invariant($", {validation:0.0000} on those held back") : "")
            + (training.Seed is { } seed ? FormattableString.Invariant($"; seed {seed}") : "");
        return
        [
            $"A neural network, written by Export-Network of PSNeuralNet {network.ModuleVersion}. Needs nothing but this file.",
            $"Network: {network} ({network.Task})",
            $"Takes:   {Listed(columns.Select(column => column.Name))}",
            $"Gives:   {(network.Task == NetworkTask.Anomaly ? "AnomalyScore, IsAnomaly" : network.Label.Count > 0 ? Listed(network.Label.Select(label => label.ToString())) : Listed(network.TargetName))}{classes}{(network.Parameter.Quantile.Count == 0 ? "" : $", the quantiles {string.Join(", ", network.Parameter.Quantile.Select(NetworkJsonWriter.Shortest))}")}",
            .. network.Parameter.Metadata.Anomaly is { } anomaly ? [FormattableString.Invariant($"Decides: an anomaly where the score is above {anomaly.Threshold}")]
                : rule == DecisionRule.Default || network.Label.Count > 0 ? (string[])[] : [FormattableString.Invariant($"Decides: '{network.PositiveClass}' where its probability is above {rule.Threshold}")],
            $"Trained: {trained}",
        ];
    }

    private static string Lines(IEnumerable<double>? numbers, string indent = "") =>
        string.Join(",\n" + indent, (numbers ?? []).Select(NetworkJsonWriter.Shortest).Chunk(NumbersInLine).Select(chunk => string.Join(", ", chunk)));

    private static string Line(IEnumerable<double>? numbers) => string.Join(", ", (numbers ?? []).Select(NetworkJsonWriter.Shortest));

    /// <summary>Numbers of which some may be NaN.</summary>
    private static string Line(IEnumerable<double> numbers, CodeLanguage language) => string.Join(", ", numbers.Select(number => double.IsNaN(number) ? language.NotANumber : NetworkJsonWriter.Shortest(number)));

    private static string Listed(IEnumerable<string> names)
    {
        const int Shown = 20;
        string[] all = [.. names];
        return string.Join(", ", all.Take(Shown)) + (all.Length > Shown ? string.Create(CultureInfo.InvariantCulture, $", ... ({all.Length} in all)") : "");
    }
}
