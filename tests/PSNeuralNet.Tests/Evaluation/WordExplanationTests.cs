using static PSNeuralNet.Tests.Data.Tables;

namespace PSNeuralNet.Tests.Evaluation;

/// <summary>Explanations of free text by word, and of wide sparse rows.</summary>
public class WordExplanationTests
{
    private static readonly string[] Subjects =
    [
        "The printer is broken again", "Please reset my old password", "A printer jams, please help", "Password of the printer expired", "My screen is broken, help", "Please order a new screen",
    ];

    [Fact]
    public void The_words_of_a_text_add_up_to_its_column()
    {
        Dataset data = Text();
        NetworkParameter network = Train(data);
        foreach ((ShapleyValues values, int sample) in new NetworkExplainer(network, permutationCount: 3).Explain(data).Select((values, sample) => (values, sample)))
        {
            Explanation explanation = values.Explain(name => name == "Subject" ? Subjects[sample % 6] : sample, top: 100);
            Contribution text = explanation.Single(one => one.Column == "Subject");
            Assert.Equal(text.Share, text.Word.Sum(word => word.Share), 1e-12);
            Assert.Contains(text.Word, word => word.Word == WordContribution.Absent);

            // Words have two letters or more.
            string subject = string.Join(' ', Subjects[sample % 6].Replace(",", "", StringComparison.Ordinal).Split(' ').Where(word => word.Length > 1)).ToUpperInvariant();
            Assert.All(text.Word.Where(word => word.Word != WordContribution.Absent), word => Assert.Contains(word.Word.ToUpperInvariant(), subject, StringComparison.Ordinal));
            Assert.Empty(explanation.Single(one => one.Column == "Hours").Word);
            Assert.Equal(explanation.Prediction - explanation.Mean, explanation.Sum(one => one.Share), 1e-12);
        }
    }

    [Fact]
    public void Words_of_an_additive_model_have_their_weight_times_their_value()
    {
        Dataset data = Text();
        NetworkParameter network = Initializer.Initialize(NetworkShape.For(NetworkTask.Regression, [data.FeatureCount, 1]), Initialization.Xavier, 3, new DataSchema(data.Schema.Column, ["y"], []));
        BackgroundSample background = BackgroundSample.Draw(data, 100, 0);
        double[] rows = background.ToArray(), x = data.Features[..data.FeatureCount];
        FeatureColumn text = data.Schema.Column[0];
        Contribution actual = new NetworkExplainer(network, background).Explain(x, new Predictor(network).Predict(x)).Explain(name => name, top: 1000).Single(one => one.Column == "Subject");
        double absent = 0;
        for (int i = 0; i < text.Feature.Count; i++)
        {
            double share = network.Weight(1)[0, i] * (x[i] - Enumerable.Range(0, background.Count).Average(row => rows[(row * data.FeatureCount) + i]));
            if (x[i] != 0)
            {
                Assert.Equal(share, actual.Word.Single(word => word.Word == text.Word[i]).Share, 1e-13);
            }
            else
            {
                absent += share;
            }
        }

        Assert.Equal(absent, actual.Word.Single(word => word.Word == WordContribution.Absent).Share, 1e-13);
        Assert.Equal(actual.Word.Select(word => Math.Abs(word.Share)).OrderDescending(), actual.Word.Select(word => Math.Abs(word.Share)));
        Assert.StartsWith($"Subject {(actual.Share < 0 ? '-' : '+')}", actual.ToString(), StringComparison.Ordinal);
        Assert.Contains($"({actual.Word[0]}, {actual.Word[1]}", actual.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_column_of_text_has_the_whole_difference()
    {
        Dataset data = Read(new TableOptions { Target = ["y"] }, Column("Subject", [.. Subjects, .. Subjects]));
        NetworkParameter network = Train(data);
        ShapleyValues values = new NetworkExplainer(network).Explain(data).First();
        Explanation explanation = values.Explain(_ => Subjects[0]);
        Assert.Equal(explanation.Prediction - explanation.Mean, Assert.Single(explanation).Share, 1e-15);
    }

    [Fact]
    public void Ten_thousand_words_take_no_more_than_those_of_the_rows()
    {
        // 40 rows of 12 words each out of 10,000.
        const int Words = 10_000;
        DataSchema schema = new([new FeatureColumn(new ColumnDefinition("t", ColumnKind.Text) { Vocabulary = new TextVocabulary([.. Enumerable.Range(0, Words).Select(i => $"w{i:00000}")], [.. Enumerable.Repeat(1.0, Words)]) })], ["y"], ["no", "yes"]);
        var x = Matrix<double>.Build.Dense(Words, 40, (word, row) => word % 811 == row * 7 % 811 ? 0.3 : 0);
        var data = new Dataset(x, Matrix<double>.Build.Dense(1, 40, (_, row) => row % 2), schema);
        var network = Initializer.Initialize(NetworkShape.For(NetworkTask.Binary, [Words, 16, 1]), Initialization.He, 1, schema).With(new NetworkMetadata { Background = BackgroundSample.Draw(data, 100, 1) });
        Assert.InRange(network.Metadata.Background!.Rows.Value.Length, 400, 600);
        Assert.InRange(NetworkFile.ToJson(new NeuralNetwork(network)).Length - NetworkFile.ToJson(new NeuralNetwork(network.With(NetworkMetadata.Empty))).Length, 1000, 12_000);
        var timer = System.Diagnostics.Stopwatch.StartNew();
        foreach (Explanation explanation in new NetworkExplainer(network).Explain(data).Select(values => values.Explain(_ => "text", top: 100)))
        {
            Assert.Equal(explanation.Prediction - explanation.Mean, explanation.Sum(one => one.Share), 1e-12);
            Assert.InRange(explanation.Sum(one => one.Word.Count), 12, 14);
        }

        Assert.True(timer.Elapsed < TimeSpan.FromSeconds(30), timer.Elapsed.ToString());
    }

    private static Dataset Text() =>
        Read(new TableOptions { Target = ["y"] }, Column("Subject", [.. Subjects, .. Subjects]), Column("Hours", [.. Enumerable.Range(0, 12).Select(i => (object)(double)(i * 5 % 12))]), Column("Place", [.. Enumerable.Range(0, 12).Select(i => i % 3 == 0 ? "Bonn" : "York")]));

    private static NetworkParameter Train(Dataset data) =>
        Trainer.Train(data, Initializer.Initialize(NetworkShape.For(data.Task, [data.FeatureCount, 6, 1]), Initialization.He, 1, data.Schema), new TrainingOptions { EpochCount = 40, Optimizer = Optimizer.Adam, LearningRate = 0.05, Standardize = true, Preset = Preset.Table, EnsembleCount = 2, Seed = 1 }).Parameter;
}
