using PSNeuralNet.Tests.Persistence;

namespace PSNeuralNet.Tests.Evaluation;

/// <summary>Tables and networks of all kinds to be explained, and Shapley values by their definition.</summary>
internal static class ExplainedNetworks
{
    public static readonly string[] Kinds = ["binary", "linear", "multiclass", "regression", "targets", "indicator", "ensemble", "unlike", "log", "encoded"];

    /// <summary>A table of seven columns: three numbers, a category, a boolean, a date and another category; "encoded" has categories encoded by the target.</summary>
    public static Dataset Table(string kind)
    {
        const int Rows = 60;
        bool isRegression = kind is "regression" or "targets" or "log";
        string[] names = ["a", "b", "c", "color", "flag", "day", "site", .. kind == "targets" ? (string[])["y", "z"] : ["y"]];
        var reader = new TableReader(new TableOptions
        {
            Target = kind == "targets" ? ["y", "z"] : ["y"],
            MissingValue = kind == "indicator" ? MissingValue.Indicator : MissingValue.Mean,
            Task = isRegression ? NetworkTask.Regression : null,
            DatePart = DatePart.Month | DatePart.Weekday,
            CategoryEncoding = kind == "encoded" ? CategoryEncoding.Target : CategoryEncoding.OneHot,
        });
        for (int i = 0; i < Rows; i++)
        {
            int row = i;
            double a = row * 37 % 11, b = row * 13 % 7, c = row * 29 % 17;
            reader.Add(() => names, name => name switch
            {
                "a" => row % 9 == 4 ? null : a,
                "b" => b,
                "c" => c,
                "color" => row % 8 == 3 ? null : ((string[])["red", "green", "blue"])[row % 3],
                "flag" => row % 5 < 2,
                "day" => new DateTime(2026, 1, 1).AddDays(row * 17 % 90),
                "site" => $"s{row % 6}",
                "y" => isRegression ? a + (b * c) : kind is "multiclass" ? $"k{(int)((a + b) / 6)}" : a + (row % 3) > 6 ? "yes" : "no",
                _ => a - c,
            });
        }

        return reader.ToDataset();
    }

    /// <summary>A network that was trained on the table for a few epochs, with its background sample.</summary>
    public static NetworkParameter Train(string kind, Dataset data, int backgroundCount = 7)
    {
        if (kind == "unlike")
        {
            NetworkParameter unlike = UnlikeEnsemble.Of(data).Parameter;
            return unlike.With(new NetworkMetadata { Background = BackgroundSample.Draw(data.Encoded(), backgroundCount, 1) });
        }

        int[] hidden = kind switch { "linear" => [], "binary" => [6], _ => [7, 5] };
        NetworkShape shape = NetworkShape.For(data.Task, [data.FeatureCount, .. hidden, data.Schema.OutputCount], [Activation.Tanh]);
        var options = new TrainingOptions
        {
            EpochCount = 30, Optimizer = Optimizer.Adam, LearningRate = 0.05, Standardize = true, BinCount = kind == "linear" ? 0 : 4, FeatureClip = kind == "linear" ? 0 : 3, Seed = 3,
            EnsembleCount = kind == "ensemble" ? 3 : 1, BackgroundCount = backgroundCount, TargetTransform = kind == "log" ? TargetTransform.Log : TargetTransform.None, ClipTarget = kind == "log", Preset = Preset.Table,
        };
        return Trainer.Train(data, Initializer.Initialize(shape, Initialization.He, 1, data.Schema), options).Parameter;
    }

    /// <summary>Shapley values by their definition, over all coalitions: columns x outputs. The prediction of each mixture is that of <see cref="Predictor"/>.</summary>
    public static double[,] BruteForce(NetworkParameter network, double[] x)
    {
        double[] background = network.Metadata.Background!.ToArray();
        int width = network.FeatureCount, samples = background.Length / width;
        FeatureColumn[] columns = [.. network.Schema.Column.Where(column => !column.IsLeftOut)];
        int[] first = [.. columns.Select((_, i) => columns.Take(i).Sum(column => column.Feature.Count))];
        int n = columns.Length;
        var predictor = new Predictor(network);
        double[][] value = [.. Enumerable.Range(0, 1 << n).Select(set =>
        {
            double[] sum = [];
            for (int b = 0; b < samples; b++)
            {
                double[] mixed = background[(b * width)..((b + 1) * width)];
                for (int i = 0; i < n; i++)
                {
                    if ((set >> i & 1) == 1)
                    {
                        x.AsSpan(first[i], columns[i].Feature.Count).CopyTo(mixed.AsSpan(first[i]));
                    }
                }

                double[] output = predictor.Predict(mixed).ToArray();
                sum = b == 0 ? output : [.. sum.Zip(output, (one, other) => one + other)];
            }

            return Array.ConvertAll(sum, one => one / samples);
        })];
        var shapley = new double[n, value[0].Length];
        for (int set = 0; set < 1 << n; set++)
        {
            int size = System.Numerics.BitOperations.PopCount((uint)set);
            for (int i = 0; i < n; i++)
            {
                for (int output = 0; output < value[0].Length && (set >> i & 1) == 0; output++)
                {
                    shapley[i, output] += Factorial(size) * Factorial(n - size - 1) / Factorial(n) * (value[set | (1 << i)][output] - value[set][output]);
                }
            }
        }

        return shapley;
    }

    private static double Factorial(int n) => Enumerable.Range(1, n).Aggregate(1.0, (product, i) => product * i);
}
