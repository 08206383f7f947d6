namespace PSNeuralNet.Tests.Search;

/// <summary>Problems of searches on datasets of all kinds.</summary>
internal static class SearchProblems
{
    private static readonly string[] Words = ["disk", "full", "server", "login", "fails", "again", "printer", "network"];

    /// <summary>The kinds of <see cref="Of(string)"/>.</summary>
    public static string[] Kinds { get; } = ["moons", "blobs", "numbers", "two numbers", "binary table", "three classes", "table of numbers", "two targets", "target encoding", "encoded classes"];

    /// <summary>A problem of a kind, with three folds.</summary>
    public static SearchProblem Of(string kind)
    {
        Dataset dataset = kind switch
        {
            "moons" => MoonsGenerator.Generate(60, 0.2, shuffle: true, seed: 1),
            "blobs" => BlobsGenerator.Generate(60, 3, 4, 2.0, shuffle: true, seed: 2),
            "numbers" => Plain(1),
            "two numbers" => Plain(2),
            "binary table" => Table(row => row % 3 == 0 ? "yes" : "no", new TableOptions { Target = ["y"], SampleWeight = "weight", DatePart = DatePart.Month | DatePart.Weekday }),
            "three classes" => Table(row => (row * 7) % 3, new TableOptions { Target = ["y"], MissingValue = MissingValue.Indicator, MaximumCategory = 5 }),
            "table of numbers" => Table(row => row * 0.1 / 3, new TableOptions { Target = ["y"], Task = NetworkTask.Regression, SampleWeight = "weight" }),
            "two targets" => Table(row => row * 0.1 / 3, new TableOptions { Target = ["y", "size"], Task = NetworkTask.Regression }),
            "target encoding" => Table(row => row % 3 == 0 ? "yes" : "no", new TableOptions { Target = ["y"], CategoryEncoding = CategoryEncoding.Target }),
            "encoded classes" => Table(row => $"class {(row * 7) % 3}", new TableOptions { Target = ["y"], CategoryEncoding = CategoryEncoding.Target, SampleWeight = "weight" }),
            _ => throw new ArgumentException(kind, nameof(kind)),
        };
        return Of(dataset);
    }

    /// <summary>A problem with three folds.</summary>
    public static SearchProblem Of(Dataset dataset) => SearchData.Problem(dataset, 3, new SearchOptions().PresetFor(dataset));

    /// <summary>Settings that train in some milliseconds.</summary>
    public static TrialSetting Quick(params (string Name, object? Value)[] more) =>
        new TrialSetting([KeyValuePair.Create("EpochCount", (object?)6), .. more.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))]);

    private static Dataset Plain(int targets)
    {
        var random = new Random(3);
        return new Dataset(
            Matrix<double>.Build.Dense(3, 40, (_, _) => random.NextDouble()),
            Matrix<double>.Build.Dense(targets, 40, (_, _) => random.NextDouble()),
            DataSchema.DefaultRegression(3, targets),
            weight: Enumerable.Range(1, 40).Select(i => i / 7.0));
    }

    private static Dataset Table(Func<int, object?> target, TableOptions options)
    {
        var random = new Random(4);
        var reader = new TableReader(options);
        for (int row = 0; row < 60; row++)
        {
            var cells = new Dictionary<string, object?>
            {
                ["size"] = random.NextDouble() * 1e3,
                ["load"] = random.Next(5) == 0 ? null : random.NextDouble(),
                ["color"] = random.Next(9) == 0 ? null : "red green blue Blue".Split(' ')[random.Next(4)],
                ["host"] = $"host {random.Next(12)}",
                ["since"] = new DateTime(2024, 1 + random.Next(12), 1 + random.Next(28), 7, 30, 0, DateTimeKind.Utc),
                ["uptime"] = TimeSpan.FromSeconds(random.Next(100_000)),
                ["flag"] = random.Next(2) == 0,
                ["message"] = string.Join(' ', Enumerable.Range(0, 6).Select(_ => Words[random.Next(Words.Length)])),
                ["same"] = "always",
                ["weight"] = random.Next(4) * 0.3,
                ["y"] = target(row),
            };
            reader.Add(() => cells.Keys.Where(name => name != "weight" || options.SampleWeight is not null), name => cells[name]);
        }

        return reader.ToDataset();
    }
}
