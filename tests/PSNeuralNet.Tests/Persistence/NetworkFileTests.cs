using System.Text.Json.Nodes;

namespace PSNeuralNet.Tests.Persistence;

public sealed class NetworkFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psneuralnet-").FullName;

    public static TheoryData<string> Tables { get; } = ["binary", "multiclass", "regression", "targets", "mixed", "indicator", "raw", "bare", "ensemble", "unlike", "unlikeTargets"];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_network_read_again_predicts_the_same_bits(string table)
    {
        (NeuralNetwork network, Dataset data) = Trained(table);
        string path = Path.Combine(_folder, "netz ä.json");
        NetworkFile.Write(network, path);
        NeuralNetwork read = NetworkFile.Read(path);

        Assert.Equal(network.Parameter.Single.SelectMany(one => one.Flatten()), read.Parameter.Single.SelectMany(one => one.Flatten()));
        Assert.Equal(network.Member.Select(member => member.Training), read.Member.Select(member => member.Training));
        Assert.Equal(new Predictor(network.Parameter).Predict(data), new Predictor(read.Parameter).Predict(data));
        Assert.Equal(network.Task, read.Task);
        Assert.Equal(network.FeatureName, read.FeatureName);
        Assert.Equal(network.TargetName, read.TargetName);
        Assert.Equal(network.Parameter.Schema.ClassLabel, read.Parameter.Schema.ClassLabel);
        Assert.Equal(network.Activation, read.Activation);
        Assert.Equal(network.Training, read.Training);
        Assert.Equal((network.Seed, network.ModuleVersion), (read.Seed, read.ModuleVersion));
        Assert.Equal(network.Parameter.Schema.Column.Select(column => column.ToString()), read.Parameter.Schema.Column.Select(column => column.ToString()));
        Assert.Equal(File.ReadAllBytes(path), NetworkFile.ToJson(read));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Mutations_give_a_network_or_an_error_and_nothing_else(string table)
    {
        byte[] json = NetworkFile.ToJson(Trained(table).Network);
        var random = new Random(table.Length);
        int refused = 0;
        for (int i = 0; i < 10_000 / Tables.Count; i++)
        {
            refused += IsRefused(Mutated(json, random)) ? 1 : 0;
        }

        Assert.InRange(refused, 100, 10_000);
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        byte[] json = NetworkFile.ToJson(Trained("mixed").Network);
        for (int length = 0; length < json.Length - 2; length++)
        {
            Assert.True(IsRefused(json[..length]), $"the first {length} bytes are taken for a network");
        }
    }

    [Theory]
    [InlineData("format", "\"Keras\"", "")]
    [InlineData("formatVersion", "\"1\"", "formatVersion")]
    [InlineData("formatVersion", "1.5", "formatVersion")]
    [InlineData("formatVersion", "0", "formatVersion")]
    [InlineData("columns[1].name", "\"An\"", "columns")]
    [InlineData("task", "\"Regression\"", "task")]
    [InlineData("task", "\"2\"", "task")]
    [InlineData("classes", "[\"a\"]", "columns")]
    [InlineData("classes", "[{\"type\":\"Process\",\"value\":\"1\"},\"b\",\"c\"]", "classes[0]")]
    [InlineData("classes", "[\"a\",\"b\",\"c\",\"d\"]", "layers")]
    [InlineData("targets", "[]", "columns")]
    [InlineData("layers", "[]", "layers")]
    [InlineData("layers", "{}", "layers")]
    [InlineData("layers[0].activation", "\"Softmax\"", "layers")]
    [InlineData("layers[1].activation", "\"ReLU\"", "layers")]
    [InlineData("layers[0].weights[1]", "[1, 2]", "layers[0].weights[1]")]
    [InlineData("layers[0].weights[1][0]", "\"NaN\"", "layers[0].weights[1][0]")]
    [InlineData("layers[0].weights[1][0]", "1e999", "layers[0].weights[1][0]")]
    [InlineData("layers[0].biases", "[1]", "layers[0].biases")]
    [InlineData("scaling.featureMean", "[1]", "scaling.featureMean")]
    [InlineData("scaling.featureDeviation", "[0,1,1,1,1,1]", "scaling")]
    [InlineData("columns[0].kind", "\"Colour\"", "columns[0].kind")]
    [InlineData("columns[0].categories", "[\"x\"]", "columns[0].categories")]
    [InlineData("columns[2].categories", "[\"a\",\"a\",\"b\"]", "columns[2].categories")]
    [InlineData("hasNames", "null", "")]
    [InlineData("training.epochCount", "-1", "training.epochCount")]
    public void What_is_wrong_is_named_with_its_place(string place, string value, string expected)
    {
        byte[] json = Replaced(NetworkFile.ToJson(Trained("mixed").Network), place, value);
        NetworkException error = Assert.Throws<NetworkException>(() => NetworkFile.Parse(json, "net.json"));
        Assert.Equal("NetworkFileInvalid", error.Id);
        Assert.Contains(expected.Length == 0 ? "'net.json' is no usable network" : $", at {expected}: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("members", "[]", "members")]
    [InlineData("members", "{}", "members")]
    [InlineData("members[1]", "1", "members[1]")]
    [InlineData("members[2].layers[0].activation", "\"ReLU\"", "members[2].layers")]
    [InlineData("members[1].layers[1].weights[0][2]", "null", "members[1].layers[1].weights[0][2]")]
    [InlineData("members[1].training.epochCount", "-1", "members[1].training.epochCount")]
    [InlineData("formatVersion", "4", "")]
    public void What_is_wrong_in_an_ensemble_is_named_with_its_place(string place, string value, string expected)
    {
        byte[] json = Replaced(NetworkFile.ToJson(Trained("ensemble").Network), place, value);
        NetworkException error = Assert.Throws<NetworkException>(() => NetworkFile.Parse(json, "net.json"));
        Assert.Equal("NetworkFileInvalid", error.Id);
        Assert.Contains(expected.Length == 0 ? "there is no \"layers\"" : $", at {expected}: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("members[1].count", "0", "members[1].count")]
    [InlineData("members[1].count", "4097", "members[1].count")]
    [InlineData("members[1].count", "1.5", "members[1].count")]
    [InlineData("members[1].count", "4095", "members")]
    [InlineData("members[0].scaling.fillValue", "[1]", "members[0].scaling.fillValue")]
    [InlineData("members[1].scaling.featureEdges[0]", "[2,1]", "members[1].scaling.featureEdges[0]")]
    [InlineData("members[1].scaling.featureEdges", "[]", "members[1].layers[0].weights[0]")]
    [InlineData("members[1].loss", "\"BinaryCrossEntropy\"", "members[1].loss")]
    [InlineData("members[1].loss", "\"MeanSquaredError\"", "members[1].loss")]
    [InlineData("members[1].loss", "null", "members[1].delta")]
    [InlineData("members[2].layers[3].activation", "\"Exp\"", "members[2].layers[3].activation")]
    [InlineData("formatVersion", "6", "members[1].layers[0].weights[0]")]
    public void What_is_wrong_in_an_ensemble_of_unlike_networks_is_named_with_its_place(string place, string value, string expected)
    {
        byte[] json = Replaced(NetworkFile.ToJson(Trained("unlikeTargets").Network), place, value);
        NetworkException error = Assert.Throws<NetworkException>(() => NetworkFile.Parse(json, "net.json"));
        Assert.Equal("NetworkFileInvalid", error.Id);
        Assert.Contains($", at {expected}: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Networks_that_differ_have_their_own_scaling_and_loss_in_the_file()
    {
        NeuralNetwork network = Trained("unlikeTargets").Network;
        JsonNode root = JsonNode.Parse(NetworkFile.ToJson(network))!;
        JsonArray members = root["members"]!.AsArray();
        Assert.Equal(7, root["formatVersion"]!.GetValue<int>());
        Assert.Equal((false, false, 3), (root.AsObject().ContainsKey("scaling"), root.AsObject().ContainsKey("loss"), members.Count));
        Assert.Equal((null, 2, null), ((int?)members[0]!["count"], (int?)members[1]!["count"], (int?)members[2]!["count"]));
        Assert.Equal((null, "Huber", "MeanAbsoluteError"), ((string?)members[0]!["loss"], (string?)members[1]!["loss"], (string?)members[2]!["loss"]));
        Assert.Equal(0.75, (double?)members[1]!["delta"]);

        // The networks of one shape and scaling are written as before, unless one counts several times.
        NetworkParameter[] alike = [.. Trained("ensemble").Network.Parameter.Member];
        Assert.Equal(5, JsonNode.Parse(NetworkFile.ToJson(new NeuralNetwork(NetworkParameter.Ensemble(alike))))!["formatVersion"]!.GetValue<int>());
        NeuralNetwork repeated = new(NetworkParameter.Ensemble([alike[1], alike[0], alike[1], alike[1]]));
        root = JsonNode.Parse(NetworkFile.ToJson(repeated))!;
        Assert.Equal((7, true, 3), (root["formatVersion"]!.GetValue<int>(), root.AsObject().ContainsKey("scaling"), (int?)root["members"]![0]!["count"]));
        Assert.False(root["members"]![0]!.AsObject().ContainsKey("scaling"));
        NeuralNetwork read = NetworkFile.Parse(NetworkFile.ToJson(repeated), "x");
        Assert.Equal((4, 2), (read.Member.Count, read.Parameter.Single.Count));
        Assert.Same(read.Member[0], read.Member[2]);
        Dataset data = Trained("ensemble").Data;
        Assert.Equal(new Predictor(repeated.Parameter).Predict(data), new Predictor(read.Parameter).Predict(data));
        Assert.Equal(NetworkFile.ToJson(repeated), NetworkFile.ToJson(read));
    }

    [Fact]
    public void Only_ensembles_are_written_in_the_version_that_has_them()
    {
        Assert.Equal(5, JsonNode.Parse(NetworkFile.ToJson(Trained("ensemble").Network))!["formatVersion"]!.GetValue<int>());
        Assert.Equal(1, JsonNode.Parse(NetworkFile.ToJson(Trained("targets").Network))!["formatVersion"]!.GetValue<int>());
        NeuralNetwork member = Trained("ensemble").Network.Member[1], read = NetworkFile.Parse(NetworkFile.ToJson(member), "x");
        Assert.Equal(member.Parameter.Flatten(), read.Parameter.Flatten());
        Assert.Equal(1, JsonNode.Parse(NetworkFile.ToJson(member))!["formatVersion"]!.GetValue<int>());
    }

    [Fact]
    public void Two_members_to_sixty_four_are_read()
    {
        JsonNode root = JsonNode.Parse(NetworkFile.ToJson(Trained("ensemble").Network))!;
        JsonArray members = root["members"]!.AsArray();
        while (members.Count < 64)
        {
            members.Add(members[0]!.DeepClone());
        }

        Assert.Equal(64, Parse().Member.Count);
        members.Add(members[0]!.DeepClone());
        Assert.Contains("there are 65 networks; an ensemble has 2 to 64", Assert.Throws<NetworkException>(Parse).Message, StringComparison.Ordinal);
        root["formatVersion"] = 7;
        Assert.Equal(65, Parse().Member.Count);
        members[64]!["count"] = 4032;
        Assert.Equal(4096, Parse().Member.Count);
        members[64]!["count"] = 4033;
        Assert.Contains("there are 4097 networks; an ensemble has 2 to 4096", Assert.Throws<NetworkException>(Parse).Message, StringComparison.Ordinal);

        NeuralNetwork Parse() => NetworkFile.Parse(Encoding.UTF8.GetBytes(root.ToJsonString()), "net.json");
    }

    [Fact]
    public void An_ensemble_of_more_networks_than_are_trained_is_written_in_version_7_and_not_trained_further()
    {
        (NeuralNetwork network, Dataset data) = Trained("ensemble");
        NetworkParameter[] members = [.. Enumerable.Range(0, 70).Select(i => network.Parameter.Member[i % 3].With(network.Parameter.Member[i % 3].Scaling))];
        var large = new NeuralNetwork(NetworkParameter.Ensemble(members));
        byte[] json = NetworkFile.ToJson(large);
        Assert.Equal(7, JsonNode.Parse(json)!["formatVersion"]!.GetValue<int>());
        NeuralNetwork read = NetworkFile.Parse(json, "x");
        Assert.Equal((70, 70), (read.Member.Count, read.Parameter.Single.Count));
        Assert.Equal(new Predictor(large.Parameter).Predict(data), new Predictor(read.Parameter).Predict(data));
        NetworkException error = Assert.Throws<NetworkException>(() => Trainer.Train(data, new TrainingStart(read.Parameter), new TrainingOptions { EnsembleCount = 70 }));
        Assert.Equal("EnsembleTooManyNetworks", error.Id);
        Assert.Contains("of 70 networks, but 64 at most", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_format_is_refused_by_its_number()
    {
        byte[] json = Replaced(NetworkFile.ToJson(Trained("binary").Network), "formatVersion", "10");
        NetworkException error = Assert.Throws<NetworkException>(() => NetworkFile.Parse(json, "net.json"));
        Assert.Equal("NetworkFileTooNew", error.Id);
        Assert.Contains("format version 10", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Claims_of_a_billion_layers_and_deep_nesting_cost_nothing()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(IsRefused(Encoding.UTF8.GetBytes("{\"format\":\"PSNeuralNet network\",\"formatVersion\":1,\"layerCount\":1000000000,\"layers\":[")));
        Assert.True(IsRefused(Encoding.UTF8.GetBytes(new string('[', 100_000))));
        Assert.True(IsRefused("[]"u8.ToArray()));
        Assert.True(IsRefused([]));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5_000_000);
    }

    [Fact]
    public void Files_are_replaced_only_when_told_to()
    {
        NeuralNetwork network = Trained("binary").Network;
        string path = Path.Combine(_folder, "a.json");
        File.WriteAllText(path, "precious");
        Assert.Equal("FileExists", Assert.Throws<NetworkException>(() => NetworkFile.Write(network, path)).Id);
        Assert.Equal("precious", File.ReadAllText(path));
        NetworkFile.Write(network, path, overwrite: true);
        Assert.Equal("2-3-1 tanh/sigmoid", NetworkFile.Read(path).ToString());
        Assert.Equal("FolderMissing", Assert.Throws<NetworkException>(() => NetworkFile.Write(network, Path.Combine(_folder, "no", "a.json"))).Id);
        NetworkException isFolder = Assert.Throws<NetworkException>(() => NetworkFile.Write(network, _folder, overwrite: true));
        Assert.Equal(("FileExists", $"'{_folder}' is a folder. Give the path of a file."), (isFolder.Id, isFolder.Message));
        Assert.Equal("NetworkFileMissing", Assert.Throws<NetworkException>(() => NetworkFile.Read(Path.Combine(_folder, "none.json"))).Id);

        // What cannot be written leaves what was there.
        network.Parameter["W1"][0, 0] = double.NaN;
        Assert.Equal("NetworkNotFinite", Assert.Throws<NetworkException>(() => NetworkFile.Write(network, path, overwrite: true)).Id);
        Assert.Equal("2-3-1 tanh/sigmoid", NetworkFile.Read(path).ToString());
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Labels_come_back_as_what_they_were()
    {
        object[] labels = ["text", "ö\n\"", 1, 2.0, 0.1, true, 3L, 4.5m, 6f, 'x', new DateTime(2026, 11, 24, 1, 2, 3, DateTimeKind.Utc)];
        var schema = new DataSchema(["x"], ["y"], labels);
        NetworkParameter parameter = Initializer.Initialize(NetworkShape.For(NetworkTask.MultiClass, [1, labels.Length]), Initialization.He, 1, schema);
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        object[] read = [.. NetworkFile.Parse(NetworkFile.ToJson(new NeuralNetwork(parameter)), "x").Parameter.Schema.ClassLabel];
        Assert.Equal(labels, read);
        Assert.Equal(labels.Select(label => label.GetType()), read.Select(label => label.GetType()));
    }

    private static bool IsRefused(byte[] json)
    {
        try
        {
            NeuralNetwork network = NetworkFile.Parse(json, "net.json");
            Assert.All(network.Parameter.Single.SelectMany(one => one.Flatten()), value => Assert.True(double.IsFinite(value)));
            _ = new Predictor(network.Parameter).Predict(new double[network.FeatureName.Count]);
            return false;
        }
        catch (NetworkException exception)
        {
            Assert.Contains(exception.Id, (string[])["NetworkFileInvalid", "NetworkFileTooNew"]);
            return true;
        }
    }

    private static byte[] Mutated(byte[] json, Random random)
    {
        var bytes = new List<byte>(json);
        for (int times = random.Next(1, 4); times > 0; times--)
        {
            int at = random.Next(bytes.Count), length = Math.Min(random.Next(1, 30), bytes.Count - at);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - length), length));
                    break;
                case 3:
                    // Another digit, sign or letter: still JSON, more often than not.
                    bytes[at] = (byte)"0123456789-e.,:[]{}\"null"[random.Next(24)];
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    bytes.Add((byte)'}');
                    break;
            }
        }

        return [.. bytes];
    }

    internal static byte[] Replaced(byte[] json, string place, string value)
    {
        JsonNode root = JsonNode.Parse(json)!, node = root;
        string[] steps = place.Replace("]", "", StringComparison.Ordinal).Split('.', '[');
        foreach (string step in steps[..^1])
        {
            node = int.TryParse(step, CultureInfo.InvariantCulture, out int index) ? node[index]! : node[step]!;
        }

        const string Mark = "\"the mark\"";
        if (int.TryParse(steps[^1], CultureInfo.InvariantCulture, out int last))
        {
            node[last] = "the mark";
        }
        else
        {
            node[steps[^1]] = "the mark";
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString().Replace(Mark, value, StringComparison.Ordinal));
    }

    private static (NeuralNetwork Network, Dataset Data) Trained(string table)
    {
        Dataset data = table switch
        {
            "binary" => MoonsGenerator.Generate(40, 0.2, shuffle: true, seed: 1),
            "raw" or "bare" => MoonsGenerator.Generate(40, 0.2, shuffle: true, seed: 2),
            "multiclass" => BlobsGenerator.Generate(40, 3, 2, 1.0, shuffle: true, seed: 1),
            "regression" => RegressionGenerator.Generate(40, 3, 2, 1, 1.0, shuffle: true, seed: 1),
            "targets" => RegressionGenerator.Generate(40, 3, 2, 2, 1.0, shuffle: true, seed: 1),
            "ensemble" => RegressionGenerator.Generate(40, 3, 2, 2, 1.0, shuffle: true, seed: 1),
            "unlikeTargets" => RegressionGenerator.Generate(60, 3, 2, 2, 1.0, shuffle: true, seed: 1),
            _ => Mixed(table == "indicator" ? MissingValue.Indicator : MissingValue.Mean),
        };
        if (table.StartsWith("unlike", StringComparison.Ordinal))
        {
            return (UnlikeEnsemble.Of(data), data);
        }

        int[] hidden = table == "raw" ? [] : [3];
        NetworkParameter start = Initializer.Initialize(
            NetworkShape.For(data.Task, [data.FeatureCount, .. hidden, data.Y.RowCount]), Initialization.Xavier, 3, table == "bare" ? null : data.Schema);
        var options = new TrainingOptions { EpochCount = 20, LearningRate = 0.05, ValidationFraction = table == "multiclass" ? 0.2 : 0, Standardize = table is not ("raw" or "binary"), Seed = 4, EnsembleCount = table == "ensemble" ? 3 : 1 };
        return (table == "bare" ? new NeuralNetwork(start) : Trainer.Train(data, start, options).Network, data);
    }

    private static Dataset Mixed(MissingValue missing)
    {
        var reader = new TableReader(new TableOptions { Target = ["Art"], MissingValue = missing });
        for (int i = 0; i < 60; i++)
        {
            var row = new Dictionary<string, object?>
            {
                ["Größe"] = i % 7 == 0 ? null : i / 3.0,
                ["Tag"] = new DateTime(2026, 1, 1).AddDays(i),
                ["Farbe"] = i % 11 == 0 ? "" : ((string[])["rot", "grün", "\"blau\", hell"])[i % 3],
                ["Fest"] = "immer",
                ["An"] = i % 2 == 0,
                ["Art"] = ((string[])["Äpfel", "Birnen", "日本"])[i % 5 % 3],
            };
            reader.Add(() => row.Keys, name => row[name]);
        }

        return reader.ToDataset();
    }
}
