using System.Text.Json.Nodes;
using PSNeuralNet.Networks;
using PSNeuralNet.Persistence;
using PSNeuralNet.Training;

namespace PSNeuralNet.Fuzz;

/// <summary>Network files. What is read is written again to the same bytes, and predicts.</summary>
internal sealed class NetworkTarget : FuzzTarget
{
    /// <summary>Files of networks of all kinds.</summary>
    internal static readonly Lazy<byte[][]> Sound = new(() => [.. Networks().Select(NetworkFile.ToJson)]);

    /// <inheritdoc/>
    public override string Name => "network";

    /// <inheritdoc/>
    public override int Turns => 8;

    /// <inheritdoc/>
    public override byte[] Generate(Random random)
    {
        byte[] sound = Sound.Value[random.Next(Sound.Value.Length)];
        if (random.Next(2) == 0)
        {
            return Mutator.Damage(sound, random);
        }

        JsonNode root = JsonNode.Parse(sound)!;
        for (int changes = random.Next(1, 4); changes > 0; changes--)
        {
            Change(root, random);
        }

        byte[] changed = Encoding.UTF8.GetBytes(root.ToJsonString());
        return random.Next(4) == 0 ? Mutator.Damage(changed, random) : changed;
    }

    /// <inheritdoc/>
    public override long Check(byte[] input)
    {
        (NeuralNetwork? network, _) = Try(() => NetworkFile.Parse(input, "memory"));
        if (network is not null)
        {
            byte[] written = NetworkFile.ToJson(network);
            Require(written.AsSpan().SequenceEqual(NetworkFile.ToJson(NetworkFile.Parse(written, "memory"))), "network is written otherwise after it was read: ");
            Try(() => new Predictor(network.Parameter).Predict(new double[network.Parameter.FeatureName.Count]).ToArray());
        }

        return input.Length;
    }

    /// <summary>Removes, repeats or replaces a value anywhere in the tree.</summary>
    private static void Change(JsonNode node, Random random)
    {
        if (node is JsonObject { Count: > 0 } parent)
        {
            (string name, JsonNode? value) = parent.ElementAt(random.Next(parent.Count));
            if (value is JsonObject or JsonArray && random.Next(4) != 0)
            {
                Change(value, random);
            }
            else if (random.Next(5) == 0)
            {
                parent.Remove(name);
            }
            else
            {
                parent[random.Next(8) == 0 ? Mutator.Token(random) : name] = Value(random);
            }
        }
        else if (node is JsonArray { Count: > 0 } items)
        {
            int at = random.Next(items.Count);
            switch (random.Next(5))
            {
                case 0:
                    items.RemoveAt(at);
                    break;
                case 1:
                    items.Add(items[at]?.DeepClone());
                    break;
                case 2:
                    items[at] = Value(random);
                    break;
                default:
                    Change(items[at] ?? items, random);
                    break;
            }
        }
    }

    private static JsonNode? Value(Random random) =>
        random.Next(12) switch
        {
            0 => null,
            1 => true,
            2 => 0,
            3 => -1,
            4 => 1e308,
            5 => long.MaxValue,
            6 => 1.5,
            7 => new JsonArray(),
            8 => new JsonObject(),
            9 => Mutator.Token(random),
            10 => random.Next(5),
            _ => random.NextDouble(),
        };

    /// <summary>An ensemble of networks with layers, losses and scalings of their own, one of which is there twice.</summary>
    private static NeuralNetwork Unlike(Dataset regression)
    {
        NetworkParameter first = Train([2, 2, 2], Loss.Huber, new TrainingOptions { Standardize = true, BinCount = 2, FeatureClip = 3, Preset = Preset.Table, ClipTarget = true });
        return new NeuralNetwork(NetworkParameter.Ensemble([first, first, Train([2, 3, 2], Loss.MeanSquaredError, new TrainingOptions()), Train([2, 2], Loss.MeanAbsoluteError, new TrainingOptions { Standardize = true })]));

        NetworkParameter Train(int[] sizes, Loss loss, TrainingOptions options) =>
            Trainer.Train(regression, Initializer.Initialize(NetworkShape.For(regression.Task, sizes, null, loss), Initialization.Xavier, 3, regression.Schema), options with { EpochCount = 2, Seed = 1 }).Parameter;
    }

    private static IEnumerable<NeuralNetwork> Networks()
    {
        Dataset moons = MoonsGenerator.Generate(20, 0.2, shuffle: true, seed: 1);
        var mixed = new TableReader(new TableOptions { Target = ["y"], MissingValue = MissingValue.Indicator });
        for (int i = 0; i < 12; i++)
        {
            int row = i;
            mixed.Add(() => ["n", "c", "d", "t", "f", "one", "y"], name => name switch
            {
                "n" => row == 3 ? null : row,
                "c" => row % 2 == 0 ? "red" : "grün",
                "d" => new DateTime(2026, 1, 1).AddDays(row),
                "t" => TimeSpan.FromMinutes(row),
                "f" => row % 3 == 0,
                "one" => 1,
                _ => (row % 3).ToString(CultureInfo.InvariantCulture) + "x",
            });
        }

        Dataset regression = RegressionGenerator.Generate(10, 2, 2, 2, 1, shuffle: true, seed: 1);
        foreach ((Dataset data, Loss? loss) in (IEnumerable<(Dataset, Loss?)>)[(moons, null), (mixed.ToDataset(), null), (regression, null), (regression, Loss.Huber), (RegressionGenerator.Generate(10, 2, 2, 1, 1, shuffle: true, seed: 1), Loss.Quantile)])
        {
            NetworkShape shape = loss is { } given ? NetworkShape.For(data.Task, [data.FeatureCount, 2, data.Y.RowCount], null, given) : NetworkShape.For(data.Task, [data.FeatureCount, 2, data.Y.RowCount]);
            yield return Trainer.Train(data, Initializer.Initialize(shape, Initialization.Xavier, 3, data.Schema), new TrainingOptions { EpochCount = 2, Standardize = true, Seed = 1 }).Network;
        }

        NetworkParameter start = Initializer.Initialize(NetworkShape.For(moons.Task, [2, 2, 1]), Initialization.Xavier, 3, moons.Schema);
        yield return Trainer.Train(moons, start, new TrainingOptions { EpochCount = 2, Standardize = true, Seed = 1, EnsembleCount = 3 }).Network;
        yield return Unlike(regression);
    }
}
