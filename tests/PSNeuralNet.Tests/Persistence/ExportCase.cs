namespace PSNeuralNet.Tests.Persistence;

/// <summary>A trained network, a thousand rows of raw cells, and what the network says of them: exports have to say the same.</summary>
internal sealed class ExportCase
{
    public const int RowCount = 1000;

    private static readonly Activation[] AllActivations = [.. Enum.GetValues<Activation>().Where(Activations.IsForHidden)];

    private ExportCase(NeuralNetwork network, IReadOnlyList<Dictionary<string, object?>> rows)
    {
        Network = network;
        Rows = rows;
        var reader = new FeatureEncoder(network.Parameter);
        var predictor = new Predictor(network.Parameter, allQuantiles: true);
        Output = [.. rows.Select((row, i) => predictor.Predict(reader.Read(i + 1, row.Keys, name => row.GetValueOrDefault(name))).ToArray())];
    }

    public static TheoryData<string> Names { get; } =
        ["binary", "multiclass", "regression", "targets", "raw", "bare", "activations", "mixed", "indicator", "median", "strict", "text", "regressionMixed", "never", "neverIndicator", "neverLater", "parts", "partsIndicator", "rare", "rareIndicator", "statistics", "statisticsIndicator", "statisticsRegressionMixed", "ensembleBinary", "ensembleMulticlass", "ensembleTargets", "ensembleMixed", "ensembleIndicator", "ensembleLogClip", "logTarget", "logRaw", "logClip", "clipTarget", "clipFeature", "indicatorClipFeature", "bins", "rawBins", "mixedBins", "indicatorBins", "neverBins", "partsIndicatorBins", "ensembleIndicatorBins", "ensembleRegressionMixedBins", "unlikeBinary", "unlikeMulticlass", "unlikeRegression", "unlikeLogClip", "unlikeMixed", "unlikeIndicator", "unlikeMedian", "unlikeNeverIndicator", "unlikePartsIndicator", "unlikeRareIndicator", "unlikeRegressionMixed", "quantile", "quantileLogClip", "ensembleQuantile", .. Enum.GetNames<Loss>()];

    /// <summary>The cases that exports as code can have: those of ONNX, and columns that ignore case.</summary>
    public static TheoryData<string> CodeNames { get; } = [.. Names.Select(row => row.Data), "fold", "rareFold", "statisticsFold"];

    public NeuralNetwork Network { get; }

    public IReadOnlyList<Dictionary<string, object?>> Rows { get; }

    /// <summary>Rows that the network refuses, with an error.</summary>
    public IReadOnlyList<Dictionary<string, object?>> Refused { get; private init; } = [];

    /// <summary>For each row the probability of each class, or the numbers.</summary>
    public IReadOnlyList<double[]> Output { get; }

    public static ExportCase Of(string name)
    {
        if (Enum.TryParse(name, out Loss loss))
        {
            return Of(loss);
        }

        const string Ensemble = "ensemble", Unlike = "unlike";
        bool isEnsemble = name.StartsWith(Ensemble, StringComparison.Ordinal);
        if (name.StartsWith(Unlike, StringComparison.Ordinal))
        {
            name = char.ToLowerInvariant(name[Unlike.Length]) + name[(Unlike.Length + 1)..];
            Dataset table = Data(name);
            return new ExportCase(UnlikeEnsemble.Of(table), table.IsTable ? Table(name) : RowsOf(table));
        }

        name = isEnsemble ? char.ToLowerInvariant(name[Ensemble.Length]) + name[(Ensemble.Length + 1)..] : name;
        bool hasBins = name.EndsWith("ins", StringComparison.Ordinal), isRaw = name == "rawBins";
        name = name is "bins" or "rawBins" ? "regression" : hasBins ? name[..^4] : name;
        Dataset data = Data(name);
        int[] hidden = name switch { "raw" => [], "activations" => [.. AllActivations.Select((_, i) => 4 + (i % 3))], _ => [5, 4] };
        NetworkShape shape = name.StartsWith("quantile", StringComparison.Ordinal) ? NetworkShape.For(data.Task, [data.FeatureCount, .. hidden, 1], null, Loss.Quantile, null, [0.2, 0.3, 0.6, 0.95])
            : new([data.FeatureCount, .. hidden, data.Y.RowCount], name == "activations" ? AllActivations : [Activation.Tanh], LossFunction.For(data.Task).Output);
        NetworkParameter start = Initializer.Initialize(shape, Initialization.Xavier, 3, name == "bare" ? null : data.Schema);
        var options = new TrainingOptions
        {
            EpochCount = 30, Optimizer = Optimizer.Adam, LearningRate = 0.02, Standardize = !isRaw && name is not ("raw" or "binary" or "logRaw"), Seed = 4, EnsembleCount = isEnsemble ? 5 : 1,
            BinCount = hasBins ? 8 : 0, FeatureClip = hasBins || name.EndsWith("lipFeature", StringComparison.Ordinal) ? 3 : 0,
            TargetTransform = name.Contains("log", StringComparison.OrdinalIgnoreCase) ? TargetTransform.Log : TargetTransform.None, ClipTarget = name.EndsWith("lip", StringComparison.Ordinal) || name == "clipTarget", Preset = hasBins || name.EndsWith("lipFeature", StringComparison.Ordinal) ? Preset.Table : Preset.Tutorial,
        };
        NeuralNetwork network = name == "bare" ? new NeuralNetwork(start) : Trainer.Train(data, start, options).Network;
        return new ExportCase(network, data.IsTable ? Table(name == "neverLater" ? "never" : name) : RowsOf(data));
    }

    /// <summary>A network with a loss, untrained.</summary>
    private static ExportCase Of(Loss loss)
    {
        Dataset data = Data(loss switch { Loss.BinaryCrossEntropy => "binary", Loss.CategoricalCrossEntropy => "multiclass", Loss.Quantile => "regression", _ => "targets" });
        NetworkShape shape = NetworkShape.For(data.Task, [data.FeatureCount, 5, data.Y.RowCount], null, loss);
        var network = new NeuralNetwork(Initializer.Initialize(shape, Initialization.Xavier, 3, data.Schema));
        return new ExportCase(network, RowsOf(data));
    }

    /// <summary>A trained network with raw rows of its table; those that it refuses are in <see cref="Refused"/>.</summary>
    public static ExportCase OfRows(NeuralNetwork network, IReadOnlyList<Dictionary<string, object?>> rows)
    {
        var encoder = new FeatureEncoder(network.Parameter);
        ILookup<bool, Dictionary<string, object?>> parts = rows.ToLookup(IsRefused);
        return new ExportCase(network, [.. parts[false]]) { Refused = [.. parts[true]] };

        bool IsRefused(Dictionary<string, object?> row)
        {
            try
            {
                _ = encoder.Read(1, row.Keys, name => row.GetValueOrDefault(name));
                return false;
            }
            catch (NetworkException)
            {
                return true;
            }
        }
    }

    /// <summary>Training data of a network.</summary>
    public static Dataset Data(string name) =>
        name switch
        {
            "binary" or "raw" or "bare" => MoonsGenerator.Generate(RowCount, 0.2, shuffle: true, seed: 1),
            "multiclass" or "activations" => BlobsGenerator.Generate(RowCount, 4, 3, 1.0, shuffle: true, seed: 1),
            "regression" or "clipFeature" or "quantile" => RegressionGenerator.Generate(RowCount, 3, 2, 1, 1.0, shuffle: true, seed: 1),
            "logTarget" or "logRaw" or "logClip" or "quantileLogClip" => Positive(RegressionGenerator.Generate(RowCount, 3, 2, name == "logClip" ? 2 : 1, 1.0, shuffle: true, seed: 1)),
            "targets" or "clipTarget" => RegressionGenerator.Generate(RowCount, 3, 2, 2, 1.0, shuffle: true, seed: 1),
            _ => Read(name, Table(name)),
        };

    /// <summary>The same features with targets of 0 or more, which are skewed; a fifth of them are 0.</summary>
    private static Dataset Positive(Dataset data) =>
        new(data.X, data.Y.MapIndexed((_, s, y) => s % 5 == 0 ? 0 : 300 * Math.Exp(y / 80)), data.Schema);

    /// <summary>A network of one layer for these columns and labels.</summary>
    public static ExportCase Untrained(IReadOnlyList<object> labels, params FeatureColumn[] columns)
    {
        var schema = new DataSchema(columns, ["y"], labels);
        NetworkParameter parameter = Initializer.Initialize(NetworkShape.For(schema.Task, [schema.FeatureName.Count, schema.OutputCount]), Initialization.He, 5, schema);
        Dictionary<string, object?>[] rows =
        [
            .. Enumerable.Range(0, 40).Select(i => columns.ToDictionary(column => column.Name, column => (object?)(column.Category.Count > 0 ? column.Category[i % column.Category.Count] : ((i * 7) % 11) - 5.5))),
        ];
        return new ExportCase(new NeuralNetwork(parameter), rows);
    }

    /// <summary>A sum of features of a column of each kind, with rows of each cell of <see cref="CodeTexts.Cells"/> in each column, and none of errors.</summary>
    /// <param name="refused">Receives the rows that the network refuses.</param>
    public static ExportCase Cells(out Dictionary<string, object?>[] refused)
    {
        FeatureColumn[] columns =
        [
            new("Zahl", ColumnKind.Number, null, MissingValue.Mean), new("An", ColumnKind.Boolean, null, MissingValue.Mean), new("Tag", ColumnKind.Date, null, MissingValue.Indicator, SentinelTime.Indicator),
            new("Dauer", ColumnKind.Duration, null, MissingValue.Mean, SentinelTime.Missing), new("Frist", ColumnKind.Duration, null, MissingValue.Error, SentinelTime.Missing), new("Alt", ColumnKind.Date, null, MissingValue.Mean), new("Farbe", ColumnKind.Category, ["rot", "Rot", "\u200B", "rot\u200B", "1"], MissingValue.Indicator),
        ];
        var schema = new DataSchema(columns, ["y"], []);
        double[] fill = [.. schema.FeatureName.Select((_, i) => 100.0 + i)], weights = [.. schema.FeatureName.Select((_, i) => i + 1.5), 0];
        var network = new NeuralNetwork(new NetworkParameter(NetworkShape.For(NetworkTask.Regression, [fill.Length, 1]), weights, schema, scaling: new Scaling([], [], [], [], fill)));
        var plain = new Dictionary<string, object?> { ["Zahl"] = "2.5", ["An"] = "false", ["Tag"] = "2026-01-02", ["Dauer"] = "00:00:07", ["Frist"] = "00:00:08", ["Alt"] = "2026-01-03", ["Farbe"] = "rot" };
        var exported = OfRows(network, [.. columns.SelectMany(column => CodeTexts.Cells.Select(cell => new Dictionary<string, object?>(plain) { [column.Name] = cell }))]);
        refused = [.. exported.Refused];
        return exported;
    }

    /// <summary>A sum of features of free text: words of any script, texts that would do harm in code, and missing ones.</summary>
    /// <param name="maximumWord">The number of words.</param>
    public static ExportCase FreeText(int maximumWord)
    {
        string[] texts =
        [
            .. CodeTexts.Hostile.Where(text => !text.Contains('\uD800', StringComparison.Ordinal)), .. CodeTexts.Hostile.Select(text => $"{text.Replace("\uD800", "", StringComparison.Ordinal)} printer is BROKEN again"),
            "Straße STRASSE ﬁx ﬀ", "ΣΊΣΥΦΟΣ ΟΔΟΣ", "İstanbul ISPARTA ıslak", "\u212Aelvin \u2126hm \u1E9E\u1E9E", "x2 ½½ 10² Ⅲⅲ ①②", "\U00010400\U00010428 \U00020000\U00020001 \U0001F600\U0001F601",
            "cafe\u0301 café", "snake_case __init__ a_b", "don't e-mail", "a b c", "", "NA", "Принтер не ПЕЧАТАЕТ", "印刷机 坏了", "ᲐᲑ აბ ՍԵՎ", "ǅungla ǄUNGLA",
        ];
        TextVocabulary vocabulary = TextVocabulary.Fit([.. texts.Select(text => (text, 1))], maximumWord);
        FeatureColumn[] columns =
        [
            new(new ColumnDefinition("Größe", ColumnKind.Number)), new(new ColumnDefinition("Was 'ist'?", ColumnKind.Text) { Vocabulary = vocabulary, MissingValue = MissingValue.Indicator, MissingMark = [] }),
            new(new ColumnDefinition("Notiz", ColumnKind.Text) { Vocabulary = TextVocabulary.Fit([("printer broken", 1), ("so so so", 2), ("so printer", 1)], 9), MissingValue = MissingValue.MostFrequent }),
        ];
        var schema = new DataSchema(columns, ["y"], []);
        var random = new RandomState(6);
        double[] weights = [.. schema.FeatureName.Select(_ => random.StandardNormal()), 0.5];
        var network = new NeuralNetwork(new NetworkParameter(NetworkShape.For(NetworkTask.Regression, [schema.FeatureName.Count, 1]), weights, schema));
        object?[] notes = ["so printer, SO!", null, "NA", "broken printer broken", "\u00A0", 5.25, true];
        return new ExportCase(network, [.. texts.Select((text, i) => new Dictionary<string, object?> { ["Größe"] = i, ["Was 'ist'?"] = text, ["Notiz"] = notes[i % notes.Length] })]);
    }

    private static Dictionary<string, object?>[] RowsOf(Dataset data) =>
        [.. Enumerable.Range(0, RowCount).Select(sample => data.FeaturesOf(sample).ToDictionary(cell => cell.Column, cell => cell.Value))];

    private static Dataset Read(string name, IEnumerable<Dictionary<string, object?>> rows)
    {
        string target = name is "regressionMixed" or "statisticsRegressionMixed" ? "Größe" : name == "text" ? "An" : "Art";
        var reader = new TableReader(new TableOptions
        {
            Target = [target],
            ExcludeFeature = name == "text" ? ["Größe", "Tag", "Dauer", "Art"] : null,
            DatePart = name.StartsWith("parts", StringComparison.Ordinal) ? DatePart.Auto : DatePart.None,
            LocalZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"),
            MissingValue = name switch { "indicator" or "indicatorClipFeature" or "neverIndicator" or "partsIndicator" or "rareIndicator" or "statisticsIndicator" => MissingValue.Indicator, "median" => MissingValue.Median, "strict" => MissingValue.Error, _ => MissingValue.Mean },
            MaximumCategory = IsRare(name) ? 2 : 50,
            IgnoreCase = IsFold(name),
            CategoryEncoding = name.StartsWith("statistics", StringComparison.Ordinal) ? CategoryEncoding.Target : CategoryEncoding.OneHot,
        });
        foreach (Dictionary<string, object?> row in rows)
        {
            reader.Add(() => row.Keys, column => row[column]);
        }

        return reader.ToDataset();
    }

    private static bool IsRare(string name) => name.StartsWith("rare", StringComparison.Ordinal);

    private static bool IsFold(string name) => name.EndsWith("fold", StringComparison.OrdinalIgnoreCase);

    private static string Color(string name, int i)
    {
        string color = ((string[])["rot", "grün", "\"blau\", hell", "it's ’quoted’"])[i % 4];
        return IsRare(name) && i % 4 > 1 ? $"selten {i % 60}" : IsFold(name) && i % 3 > 0 ? i % 3 == 1 ? color.ToUpperInvariant() : $"{char.ToUpperInvariant(color[0])}{color[1..]}" : color;
    }

    internal static Dictionary<string, object?>[] Table(string name)
    {
        bool isWhole = name == "strict", hasNever = name is "never" or "neverIndicator" or "partsIndicator";
        string[] dates = ["9999-12-31T23:59:59.9999999", "0001-01-01", "12/31/1600 7:00:00 PM", "9999-01-01", "1601-01-01 00:00:00Z"], spans = ["10675199.02:48:05.4775807", "-10675199.02:48:05.4775808"];
        string[] formats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "M/d/yyyy h:mm:ss tt", "d.M.yyyy", "yyyy-MM-ddTHH:mm:ss+02:00", "yyyy/M/d H:mm", "yyyy-MM-dd HH:mm:ssZ"];
        return
        [
            .. Enumerable.Range(0, RowCount).Select(i => new Dictionary<string, object?>
            {
                ["Größe"] = name is not ("regressionMixed" or "statisticsRegressionMixed") && !isWhole && i % 7 == 0 ? ((object?[])[null, "", " NA ", "n/a", double.NaN])[i / 7 % 5] : i % 2 == 0 ? (i * 37 % 1000) / 3.0 : ((i * 37 % 1000) / 3.0).ToString("R", CultureInfo.InvariantCulture),
                ["Tag"] = hasNever && i % 17 == 4 ? dates[i % dates.Length] : !isWhole && i % 13 == 0 ? "" : new DateTime(2026, 1, 1, 7, 8, 9).AddTicks(i * 864_000_123_457L).ToString(formats[i % formats.Length], CultureInfo.InvariantCulture),
                ["Dauer"] = hasNever && i % 19 == 4 ? spans[i % 2] : (i % 17 == 5 ? "-" : "") + TimeSpan.FromSeconds(i * 531.25).ToString("c"),
                ["Farbe"] = !isWhole && i % 11 == 0 ? "null" : Color(name, i),
                ["Fest"] = "immer",
                ["An"] = i % 3 == 0 ? true : i % 2 == 0 ? "false" : "TRUE",
                ["Art"] = ((string[])["Äpfel", "Birnen", "日本"])[i * 5 % 7 % 3],
            }),
        ];
    }
}
