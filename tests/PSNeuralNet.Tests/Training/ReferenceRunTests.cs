namespace PSNeuralNet.Tests.Training;

/// <summary>Trainings of other kinds, as PyTorch computed them: three classes, every optimizer, L2, class weights, two hidden layers.</summary>
public class ReferenceRunTests
{
    public static TheoryData<string> Runs => [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "reference"), "*.json")
        .Select(path => Path.GetFileNameWithoutExtension(path))
        .Where(name => name.StartsWith("iris_", StringComparison.Ordinal) || name.StartsWith("wine_", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)];

    [Fact]
    public void There_are_runs() => Assert.True(Runs.Count >= 8);

    [Theory, MemberData(nameof(Runs))]
    public void Costs_and_outputs_are_PyTorchs(string name)
    {
        JsonElement run = Reference.Load(name);
        Dataset data = Reference.Table(run.GetProperty("data").GetString()!, NetworkTask.MultiClass);
        Assert.Equal(run.GetProperty("classes").EnumerateArray().Select(label => label.GetString()), data.ClassName);

        string[] initialization = run.GetProperty("initialization").GetString()!.Split(',', '(', ')');
        var shape = new NetworkShape(
            run.Integers("layer_sizes"), [Enum.Parse<Activation>(run.GetProperty("hidden_activation").GetString()!, ignoreCase: true)], LossFunction.For(data.Task).Output);
        NetworkParameter start = Initializer.Initialize(
            shape, initialization[0].StartsWith("xavier", StringComparison.Ordinal) ? Initialization.Xavier : Initialization.He, long.Parse(initialization[2], System.Globalization.CultureInfo.InvariantCulture), data.Schema);
        Reference.AssertClose(run.Doubles("initial_W1_first_row"), start["W1"].Row(0), 1e-15);

        TrainingResult result = Trainer.Train(data, start, new TrainingOptions
        {
            Optimizer = Enum.Parse<Optimizer>(run.GetProperty("optimizer").GetString()!.Replace("_", "", StringComparison.Ordinal), ignoreCase: true),
            LearningRate = run.GetProperty("learning_rate").GetDouble(),
            L2 = run.GetProperty("l2").GetDouble(),
            Standardize = true,
            EpochCount = run.GetProperty("steps").GetInt32(),
            ClassWeight = run.GetProperty("class_weights").ValueKind == JsonValueKind.Null
                ? null
                : ClassWeighting.Of(data.Schema.ClassLabel.Zip(run.Doubles("class_weights"), (label, weight) => KeyValuePair.Create(label, weight))),
        });

        Reference.AssertClose(run.Doubles("costs"), run.Integers("cost_steps").Select(step => result.CostHistory[step].Cost), 1e-9);
        Reference.AssertClose(
            run.Rows("output_first_5_after").SelectMany(row => row), new Predictor(result.Parameter).Predict(data).ToColumnMajorArray().Take(5 * data.ClassName.Count), 1e-8);
        Reference.AssertClose(run.Doubles("final_b_last"), result.Parameter.Bias(shape.LayerCount).Column(0), 1e-8);
    }
}
