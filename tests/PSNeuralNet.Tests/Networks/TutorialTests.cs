namespace PSNeuralNet.Tests.Networks;

/// <summary>The tutorial's run, number by number, as NumPy computed it.</summary>
public class TutorialTests
{
    private static readonly Dataset Moons = MoonsGenerator.Generate(500, 0.2, shuffle: true, seed: 0);

    [Theory]
    [InlineData("tutorial_run_he", Initialization.He)]
    [InlineData("tutorial_run_small", Initialization.Small)]
    public void First_iteration(string reference, Initialization initialization)
    {
        JsonElement run = Reference.Load(reference);
        NetworkParameter parameter = Start(initialization);
        AssertMatrices(run.GetProperty("initial"), parameter, 1e-15);

        ForwardCache cache = ForwardCache.Compute(Moons, parameter);
        JsonElement forward = run.GetProperty("first_forward");
        Reference.AssertClose(forward.Doubles("Z1_first_sample"), cache["Z1"].Column(0), 1e-12);
        Reference.AssertClose(forward.Doubles("A1_first_sample"), cache["A1"].Column(0), 1e-12);
        Reference.AssertClose(forward.Doubles("Z2_first_5"), cache["Z2"].Row(0).Take(5), 1e-12);
        Reference.AssertClose(forward.Doubles("y_first_5"), cache["A2"].Row(0).Take(5), 1e-12);
        Assert.Equal(run.GetProperty("first_cost").GetDouble(), cache.Cost(), 1e-12);
        AssertMatrices(run.GetProperty("first_gradient"), cache.Gradient(), 1e-12);
    }

    [Theory]
    [InlineData("tutorial_run_he", Initialization.He)]
    [InlineData("tutorial_run_small", Initialization.Small)]
    public void Whole_training(string reference, Initialization initialization)
    {
        JsonElement run = Reference.Load(reference);
        TrainingResult result = Trainer.Train(Moons, Start(initialization), new TrainingOptions());

        double[] costs = [.. result.CostHistory.Select(epoch => epoch.Cost)];
        Assert.Equal(run.GetProperty("iterations").GetInt32(), costs.Length);
        Reference.AssertClose(run.Doubles("first_20_costs"), costs.Take(20), 1e-9);
        Reference.AssertClose(run.Doubles("costs_every_100"), costs.Where((_, i) => i % 100 == 0), 1e-9);
        Assert.Equal(run.GetProperty("first_cost").GetDouble(), result.FirstCost, 1e-9);
        Assert.Equal(run.GetProperty("last_cost").GetDouble(), result.LastCost, 1e-9);
        AssertMatrices(run.GetProperty("final"), result.Parameter, 1e-9);
        Assert.Equal(run.GetProperty("final_accuracy").GetDouble(), result.Accuracy!.Value, 1e-12);

        Reference.AssertClose(run.Doubles("final_probability_first_10"), new Predictor(result.Parameter).Predict(Moons).Row(1).Take(10), 1e-9);
    }

    [Fact]
    public void A_deeper_network()
    {
        JsonElement run = Reference.Load("deep_run_he");
        Dataset data = MoonsGenerator.Generate(101, 0.15, shuffle: true, seed: 9);
        NetworkParameter start = Initializer.Initialize(new NetworkShape(run.Integers("layer_sizes")), Initialization.He, 11);
        var options = new TrainingOptions { LearningRate = run.GetProperty("learning_rate").GetDouble(), EpochCount = run.GetProperty("iterations").GetInt32() };
        TrainingResult result = Trainer.Train(data, start, options);
        Reference.AssertClose(run.Doubles("costs"), result.CostHistory.Select(epoch => epoch.Cost), 1e-9);
        AssertMatrices(run.GetProperty("final"), result.Parameter, 1e-9);
    }

    [Fact]
    public void The_loop_by_hand_gives_the_same_numbers()
    {
        const int Epochs = 1000;
        NetworkParameter parameter = Start(Initialization.He);
        TrainingResult result = Trainer.Train(Moons, parameter, new TrainingOptions { EpochCount = Epochs });
        var costs = new List<double>();
        for (int i = 0; i < Epochs; i++)
        {
            ForwardCache cache = ForwardCache.Compute(Moons, parameter);
            costs.Add(cache.Cost());
            parameter = Trainer.Step(cache.Gradient(), 0.3);
        }

        Reference.AssertClose(result.CostHistory.Select(epoch => epoch.Cost), costs, 1e-12);
        foreach (string name in parameter.MatrixName)
        {
            Reference.AssertClose(result.Parameter[name].Enumerate(), parameter[name].Enumerate(), 1e-12);
        }
    }

    private static NetworkParameter Start(Initialization initialization) =>
        Initializer.Initialize(new NetworkShape([2, 5, 1]), initialization, seed: 3, Moons.Schema);

    private static void AssertMatrices(JsonElement expected, LayerMatrices actual, double tolerance)
    {
        string[] names = [.. expected.EnumerateObject().Select(property => property.Name)];
        Assert.Equal(actual.MatrixName, names);
        foreach (string name in names)
        {
            double[][] rows = expected.Rows(name);
            Assert.Equal((rows.Length, rows[0].Length), (actual[name].RowCount, actual[name].ColumnCount));
            Reference.AssertClose(rows.SelectMany(row => row), actual[name].ToRowArrays().SelectMany(row => row), tolerance);
        }
    }
}
