namespace PSNeuralNet.Tests.Evaluation;

/// <summary>Shapley values against their definition, and what they promise: sums, additive models, convergence, the same bits at any thread count.</summary>
public class ExplanationTests
{
    private static readonly MatrixBuilder<double> Build = Matrix<double>.Build;

    public static TheoryData<string> Kinds => [.. ExplainedNetworks.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void All_coalitions_give_the_values_of_the_definition(string kind)
    {
        Dataset data = ExplainedNetworks.Table(kind);
        NetworkParameter network = ExplainedNetworks.Train(kind, data);
        Dataset encoded = data.Encoded();
        var explainer = new NetworkExplainer(network, permutationCount: 11);
        var predictor = new Predictor(network);
        foreach (int sample in (int[])[0, 4, 13])
        {
            double[] x = encoded.Features[(sample * data.FeatureCount)..((sample + 1) * data.FeatureCount)];
            ShapleyValues actual = explainer.Explain(x, predictor.Predict(x));
            double[,] expected = ExplainedNetworks.BruteForce(network, x);
            Assert.Equal(["a", "b", "c", "color", "flag", "day", "site"], actual.ColumnName);
            for (int output = 0; output < expected.GetLength(1); output++)
            {
                double scale = Enumerable.Range(0, 7).Max(i => Math.Abs(expected[i, output]));
                Reference.AssertClose([.. Enumerable.Range(0, 7).Select(i => expected[i, output])], actual.Share(output), 1e-11 * Math.Max(1, scale));
            }
        }
    }

    [Fact]
    public void Twelve_columns_give_the_values_of_the_definition_and_permutations_converge_to_them()
    {
        NetworkParameter network = Network(12, [8, 6], 5, Activation.ReLU);
        double[] x = [.. Enumerable.Range(0, 12).Select(i => Math.Sin(i + 0.5))];
        double[] prediction = new Predictor(network).Predict(x).ToArray();
        double[,] definition = ExplainedNetworks.BruteForce(network, x);
        double[] expected = [.. Enumerable.Range(0, 12).Select(i => definition[i, 1])];
        Assert.True(expected.Max(one => Math.Abs(one)) > 0.01);
        Reference.AssertClose(expected, Share(200), 1e-12);
        double[] errors = [.. ((int[])[1, 16, 180]).Select(count => Share(count).Zip(expected, (one, other) => Math.Abs(one - other)).Max())];
        Assert.All(errors, error => Assert.InRange(error, 1e-9, 0.02));
        Assert.True(errors[1] < errors[0] / 2 && errors[2] < errors[1] / 1.5, string.Join(", ", errors));

        double[] Share(int permutations) => [.. new NetworkExplainer(network, permutationCount: permutations).Explain(x, prediction).Share(1)];
    }

    [Fact]
    public void Very_many_permutations_are_predicted_in_parts()
    {
        // 2 x 19 x 10,000 coalitions of two outputs a background sample, and up to a million outputs in a part.
        NetworkParameter network = Network(20, [3], 3, Activation.ReLU);
        double[] x = [.. Enumerable.Range(0, 20).Select(i => Math.Sin(i + 0.5))], prediction = new Predictor(network).Predict(x).ToArray();
        ShapleyValues many = Explain(10_000), few = Explain(300);
        Assert.Equal(prediction[1] - new NetworkExplainer(network).Mean[1], many.Share(1).Sum(), 1e-9);
        Reference.AssertClose([.. few.Share(1)], many.Share(1), 0.01);

        ShapleyValues Explain(int permutations) => new NetworkExplainer(network, permutationCount: permutations).Explain(x, prediction);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Shares_add_up_to_the_difference_from_the_mean_prediction_of_the_background(string kind)
    {
        Dataset data = ExplainedNetworks.Table(kind);
        NetworkParameter network = ExplainedNetworks.Train(kind, data, backgroundCount: 23);
        var explainer = new NetworkExplainer(network);
        Matrix<double> predictions = new Predictor(network).Predict(data);
        double[] mean = Mean(network);
        Reference.AssertClose(mean, explainer.Mean, 1e-12 * Math.Max(1, mean.Max(one => Math.Abs(one))));
        int sample = 0;
        foreach (ShapleyValues values in explainer.Explain(data))
        {
            for (int output = 0; output < predictions.RowCount; output++)
            {
                double expected = predictions[output, sample] - mean[output];
                Assert.Equal(expected, values.Share(output).Sum(), 1e-9 * Math.Max(1, Math.Abs(expected)));
            }

            Explanation explanation = values.Explain(name => name, top: 2);
            Assert.Equal(2, explanation.Count);
            Assert.Equal(explanation.Prediction, explanation.Mean + explanation.Sum(one => one.Share) + explanation.OtherShare, 1e-9 * Math.Max(1, Math.Abs(explanation.Prediction)));
            sample++;
        }

        Assert.Equal(data.SampleCount, sample);
    }

    [Fact]
    public void Permutations_are_exact_for_an_additive_model()
    {
        // Of z = w x + b, the share of column i is w_i times the difference from the mean of the background.
        const int Columns = 20;
        NetworkParameter network = Network(Columns, [], 30, Activation.Tanh, NetworkTask.Regression);
        double[] background = network.Metadata.Background!.ToArray(), x = [.. Enumerable.Range(0, Columns).Select(i => Math.Cos(i))];
        IReadOnlyList<double> actual = new NetworkExplainer(network).Explain(x, new Predictor(network).Predict(x)).Share(0);
        Reference.AssertClose(
            Enumerable.Range(0, Columns).Select(i => network.Weight(1)[0, i] * (x[i] - Enumerable.Range(0, 30).Average(b => background[(b * Columns) + i]))), actual, 1e-13);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_at_any_number_of_threads_and_beside_any_other_rows()
    {
        Dataset data = ExplainedNetworks.Table("ensemble");
        NetworkParameter network = ExplainedNetworks.Train("ensemble", data, backgroundCount: 50);
        double[][] one = Shares(1);
        Assert.Equal(one, Shares(2));
        Assert.Equal(one, Shares(7));
        Dataset part = data.Take([17, 5]);
        Assert.Equal([one[17], one[5]], [.. new NetworkExplainer(network).Explain(part).Select(values => (double[])[.. values.Share(1)])]);
        Assert.NotEqual(one, Shares(2, seed: 1));

        double[][] Shares(int threads, long seed = 0) => [.. new NetworkExplainer(network, seed: seed, throttleLimit: threads).Explain(data).Select(values => (double[])[.. values.Share(1)])];
    }

    [Fact]
    public void A_column_that_is_the_same_in_the_background_and_one_without_weights_have_no_share()
    {
        NetworkParameter network = Network(9, [5], 6, Activation.Tanh);
        double[] values = network.Flatten();
        for (int unit = 0; unit < 5; unit++)
        {
            values[(unit * 9) + 3] = 0;
        }

        NetworkMetadata metadata = network.Metadata;
        network = new NetworkParameter(network.Shape, values, network.Schema).With(metadata);
        double[] x = [.. Enumerable.Range(0, 9).Select(i => i == 6 ? 0.5 : i)];
        IReadOnlyList<double> share = new NetworkExplainer(network).Explain(x, new Predictor(network).Predict(x)).Share(1);
        Assert.Equal(0, share[3], 1e-15);
        Assert.Equal(0, share[6]);
        Assert.DoesNotContain(share.Where((_, i) => i is not 3 and not 6), one => Math.Abs(one) < 1e-6);
    }

    [Fact]
    public void Columns_that_count_alike_have_the_same_share()
    {
        // Symmetry: f(x) = tanh(x1 + x2) x weight, and the background has the same values in both.
        var network = new NetworkParameter([Build.DenseOfArray(new double[,] { { 1, 1, 0.5 } }), Build.Dense(1, 1), Build.DenseOfArray(new double[,] { { 2 } }), Build.Dense(1, 1)], DataSchema.DefaultRegression(3));
        var rows = new Dataset(Build.DenseOfColumnArrays([0, 0, 1], [1, 1, 0], [-1, -1, 2]), Build.Dense(1, 3), network.Schema);
        double[] x = [0.5, 0.5, 3];
        IReadOnlyList<double> share = new NetworkExplainer(network, BackgroundSample.Draw(rows, 10, 0)).Explain(x, new Predictor(network).Predict(x)).Share(0);
        Assert.Equal(share[0], share[1], 1e-15);
        Assert.Equal(0.5764809665523534, share[0], 1e-14);
    }

    [Theory]
    [InlineData(0.2134, 2, "+0.21")]
    [InlineData(-0.0504, 2, "-0.05")]
    [InlineData(0.00412, 2, "+0.0041")]
    [InlineData(-1, 2, "-1")]
    [InlineData(0, 2, "0")]
    [InlineData(12345.6, 3, "+12346")]
    [InlineData(-3.14159, 3, "-3.14")]
    [InlineData(2.5e-20, 3, "+2.5E-20")]
    [InlineData(-4.25e20, 3, "-4.25E+20")]
    public void Shares_are_shown_with_their_sign_and_few_digits(double share, int digits, string text) =>
        Assert.Equal($"Hours=51000 {text}", new Contribution("Hours", 51000.0, share, digits).ToString());

    [Fact]
    public void An_explanation_reads_well()
    {
        Dataset data = ExplainedNetworks.Table("binary");
        NetworkParameter network = ExplainedNetworks.Train("binary", data);
        double[] x = data.Encoded().Features[..data.FeatureCount];
        ShapleyValues values = new NetworkExplainer(network).Explain(x, new Predictor(network).Predict(x));
        var cells = data.FeaturesOf(0).ToDictionary(pair => pair.Column, pair => pair.Value);
        Explanation explanation = values.Explain(name => cells[name], top: 3);
        Assert.Equal(("yes", 3), (explanation.Output, explanation.Count));
        Assert.Equal(explanation.Select(one => Math.Abs(one.Share)).OrderDescending(), explanation.Select(one => Math.Abs(one.Share)));
        Assert.All(explanation, one => Assert.Equal(cells[one.Column], one.Value));
        Assert.Matches(@"^\w+=\S+ [+-]0\.\d+; \w+=\S+ [+-]0\.\d+; \w+=\S+ [+-]0\.\d+$", explanation.ToString());
        Explanation other = values.Explain(name => cells[name], output: 0);
        Assert.Equal("no", other.Output);
        Assert.Equal(-explanation[0].Share, other.Single(one => one.Column == explanation[0].Column).Share, 1e-12);
        Assert.Equal("day=2026-01-18 +0.5", new Contribution("day", new DateTime(2026, 1, 18), 0.5, 2).ToString());
        Assert.Equal("a=(missing) -0.5", new Contribution("a", null, -0.5, 2).ToString());
    }

    [Fact]
    public void What_cannot_be_explained_is_named()
    {
        NetworkParameter network = Network(3, [2], 4, Activation.Tanh);
        Assert.Equal("BackgroundNone", Failing(() => new NetworkExplainer(network.With(NetworkMetadata.Empty))).Id);
        Assert.Equal("PermutationCountInvalid", Failing(() => new NetworkExplainer(network, permutationCount: 0)).Id);
        Assert.Equal("PermutationCountInvalid", Failing(() => new NetworkExplainer(network, permutationCount: 10_001)).Id);
        Assert.Equal("InputWidthMismatch", Failing(() => new NetworkExplainer(network, Network(4, [2], 4, Activation.Tanh).Metadata.Background)).Id);
        Assert.Equal("SeedInvalid", Failing(() => new NetworkExplainer(network, seed: -1)).Id);
        var explainer = new NetworkExplainer(network);
        Assert.Equal("InputWidthMismatch", Failing(() => explainer.Explain([1, 2], [0.5, 0.5])).Id);
        Assert.Equal("OutputWidthMismatch", Failing(() => explainer.Explain([1, 2, 3], [0.5])).Id);
        Assert.Equal("TopCountInvalid", Failing(() => explainer.Explain([1, 2, 3], [0.5, 0.5]).Explain(name => name, top: 0)).Id);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => explainer.Explain([1, 2, 3], [0.5, 0.5], source.Token));

        static NetworkException Failing(Func<object> action) => Assert.Throws<NetworkException>(action);
    }

    private static double[] Mean(NetworkParameter network)
    {
        double[] background = network.Metadata.Background!.ToArray();
        var predictor = new Predictor(network);
        double[][] all = [.. background.Chunk(network.FeatureCount).Select(row => predictor.Predict(row).ToArray())];
        return [.. Enumerable.Range(0, all[0].Length).Select(output => all.Average(one => one[output]))];
    }

    private static NetworkParameter Network(int columns, int[] hidden, int background, Activation activation, NetworkTask task = NetworkTask.Binary)
    {
        var random = new RandomState(7);
        DataSchema schema = task == NetworkTask.Regression ? DataSchema.DefaultRegression(columns) : DataSchema.Default(columns);
        NetworkParameter network = Initializer.Initialize(NetworkShape.For(task, [columns, .. hidden, 1], [activation]), Initialization.Xavier, 5, schema);
        var rows = new Dataset(Build.Dense(columns, background, (column, _) => column == 6 ? 0.5 : random.StandardNormal()), Build.Dense(1, background), schema);
        return network.With(new NetworkMetadata { Background = BackgroundSample.Draw(rows, background, 0) });
    }
}
