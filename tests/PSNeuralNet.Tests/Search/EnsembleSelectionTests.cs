namespace PSNeuralNet.Tests.Search;

/// <summary>Greedy ensemble selection, step by step.</summary>
public class EnsembleSelectionTests
{
    [Fact]
    public void Each_step_adds_the_trial_that_makes_the_mean_best()
    {
        // Targets 0 and 10; one trial is 2 too high, two are too low, by 3 and by 1.9 with another error.
        var samples = new Dataset(MathNet.Numerics.LinearAlgebra.Double.DenseMatrix.OfRowArrays([1, 2, 3]), MathNet.Numerics.LinearAlgebra.Double.DenseMatrix.OfRowArrays([0, 10, 20]), DataSchema.DefaultRegression(1));
        double[][] predictions = [[2, 12, 22], [-3, 7, 17], [-4, 8, 22]];
        var selection = new EnsembleSelection(samples, predictions, NetworkMetric.MeanSquaredError);
        (int[] pick, double score) = selection.Select(3, default);

        // 4 alone; then (0.25, 0.25, 0.25) with trial 1; then with trial 0, 1 or 2: 1/9 (0 again: (1 + 1 + 1) / 3 * (1/3)^2).
        Assert.Equal([0, 1, 0], pick);
        Assert.Equal(1.0 / 9, score, 12);
        Assert.Equal(0.25, selection.Select(2, default).Score, 12);
    }

    [Fact]
    public void Without_a_trial_or_with_one_without_predictions_there_is_an_error()
    {
        var samples = new Dataset(MathNet.Numerics.LinearAlgebra.Double.DenseMatrix.OfRowArrays([1, 2]), MathNet.Numerics.LinearAlgebra.Double.DenseMatrix.OfRowArrays([0, 1]));
        Assert.Equal("EnsembleWithoutTrial", Assert.Throws<NetworkException>(() => new EnsembleSelection(samples, [], NetworkMetric.Accuracy)).Id);
        var options = new SearchOptions { TrialCount = 2, Seed = 1, Space = SearchSpace.Of([KeyValuePair.Create("LearningRate", (object?)new[] { 0.01, 0.1 }), KeyValuePair.Create("EpochCount", (object?)2)]) };
        using var search = HyperparameterSearch.Create(SearchData.Table(), options, new FoldOptions { FoldCount = 2 });
        Assert.Equal("EnsembleWithoutTrial", Assert.Throws<NetworkException>(() => search.Ensemble([])).Id);
        IReadOnlyList<SearchTrial> trials = search.Run(new SearchLog());
        NetworkException error = Assert.Throws<NetworkException>(() => search.Ensemble(trials));
        Assert.Equal("EnsembleTrialWithoutPrediction", error.Id);
        Assert.StartsWith($"Trial {trials[0].Trial} has no", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ties_of_the_accuracy_are_broken_by_the_log_loss()
    {
        var samples = new Dataset(MathNet.Numerics.LinearAlgebra.Double.DenseMatrix.OfRowArrays([1, 2]), MathNet.Numerics.LinearAlgebra.Double.DenseMatrix.OfRowArrays([0, 1]));
        double[][] predictions = [[0.6, 0.4, 0.4, 0.6], [0.9, 0.1, 0.1, 0.9], [0.4, 0.6, 0.1, 0.9]];
        (int[] pick, double score) = new EnsembleSelection(samples, predictions, NetworkMetric.Accuracy).Select(1, default);
        Assert.Equal([1], pick);
        Assert.Equal(1, score);
        (_, double loss) = new EnsembleSelection(samples, predictions, NetworkMetric.LogLoss).Select(1, default);
        Assert.Equal(-Math.Log(0.9), loss, 12);
    }
}
