namespace PSNeuralNet.Tests.Evaluation;

/// <summary>Importance of thousands of columns, by updates of the first layer.</summary>
public class WideImportanceTests
{
    private static readonly MatrixBuilder<double> Build = Matrix<double>.Build;

    public static TheoryData<string, int[], Activation, NetworkMetric> Networks { get; } = new()
    {
        { "binary", [], Activation.Tanh, NetworkMetric.LogLoss },
        { "binary", [4], Activation.Tanh, NetworkMetric.Accuracy },
        { "binary", [6, 3], Activation.GELU, NetworkMetric.LogLoss },
        { "multiclass", [], Activation.Tanh, NetworkMetric.LogLoss },
        { "multiclass", [5], Activation.ReLU, NetworkMetric.Accuracy },
        { "regression", [4, 4, 4], Activation.Sigmoid, NetworkMetric.R2 },
        { "regression", [], Activation.Tanh, NetworkMetric.MeanSquaredError },
        { "targets", [3], Activation.LeakyReLU, NetworkMetric.R2 },
        { "mixed", [7], Activation.Tanh, NetworkMetric.LogLoss },
        { "indicator", [7], Activation.ReLU, NetworkMetric.LogLoss },
        { "weighted", [4], Activation.Tanh, NetworkMetric.Accuracy },
        { "weighted", [4], Activation.Tanh, NetworkMetric.LogLoss },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Updates_of_the_first_layer_give_the_values_of_whole_passes(string table, int[] hidden, Activation activation, NetworkMetric metric)
    {
        Dataset data = Data(table);
        NetworkParameter start = Initializer.Initialize(NetworkShape.For(data.Task, [data.FeatureCount, .. hidden, data.Schema.OutputCount], [activation]), Initialization.He, 1, data.Schema);
        NetworkParameter network = Trainer.Train(data, start, new TrainingOptions { EpochCount = 20, Optimizer = Optimizer.Adam, LearningRate = 0.05, Standardize = true }).Parameter;
        int last = 0, all = 0;
        IReadOnlyList<FeatureImportance> whole = Measure(long.MaxValue), updated = Measure(0, (done, count) => (last, all) = (done, count));
        Assert.Equal(whole.Select(row => row.Name).Order(), updated.Select(row => row.Name).Order());
        Assert.Equal((whole.Count, whole.Count), (last, all));
        foreach (FeatureImportance row in whole)
        {
            FeatureImportance other = Assert.Single(updated, one => one.Name == row.Name);
            Assert.Equal((row.Kind, row.Baseline, row.Metric, row.Seed), (other.Kind, other.Baseline, other.Metric, other.Seed));
            Reference.AssertClose([.. row.Value], [.. other.Value], 1e-9 * (1 + Math.Abs(row.Baseline)));
        }

        Assert.Contains(whole, row => Math.Abs(row.Importance) > 1e-4);

        IReadOnlyList<FeatureImportance> Measure(long maximumWork, Action<int, int>? progress = null) =>
            PermutationImportance.Measure(Evaluator.Recode(data, network), network, 3, metric, 5, progress, maximumWork, CancellationToken.None);
    }

    [Fact]
    public void It_can_be_canceled()
    {
        Dataset data = Wide(5000, 200);
        NetworkParameter network = Initializer.Initialize(new NetworkShape([5000, 5, 1]), Initialization.He, 1, data.Schema);
        using var source = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => PermutationImportance.Measure(
            data, network, repeat: 1000, progress: (_, _) => source.Cancel(), cancellation: source.Token));
    }

    private static Dataset Wide(int columns, int rows) =>
        new(Build.Dense(columns, rows, (column, s) => ((column * 31) + (s * 17)) % 23), Build.Dense(1, rows, (_, s) => s % 2));

    private static Dataset Data(string table)
    {
        const int Rows = 70;
        bool isMixed = table is "mixed" or "indicator";
        string[] columns = ["a", "b", "c", "text", "y", "z"];
        var reader = new TableReader(new TableOptions
        {
            Target = table == "targets" ? ["y", "z"] : ["y"],
            ExcludeFeature = isMixed ? ["z"] : table is "targets" ? ["text"] : ["text", "z"],
            SampleWeight = table == "weighted" ? "w" : null,
            MissingValue = table == "indicator" ? MissingValue.Indicator : MissingValue.Mean,
            Task = table is "regression" or "targets" ? NetworkTask.Regression : null,
        });
        for (int i = 0; i < Rows; i++)
        {
            int row = i;
            double a = row * 37 % 11, b = row * 13 % 7, c = row * 29 % 17;
            reader.Add(() => table == "weighted" ? [.. columns, "w"] : columns, name => name switch
            {
                "a" => isMixed && row % 9 == 4 ? null : a,
                "b" => b,
                "c" => c,
                "text" => row % 8 == 3 ? null : ((string[])["red", "green", "blue"])[row % 3],
                "w" => 1 + (row % 3 * 0.5),
                "y" => table is "regression" or "targets" ? a + (b * c) : table == "multiclass" ? $"k{(int)((a + b) / 6)}" : a + (row % 3) > 6 ? "yes" : "no",
                _ => a - c,
            });
        }

        return reader.ToDataset();
    }
}
