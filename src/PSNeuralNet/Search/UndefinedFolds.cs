using PSNeuralNet.Evaluation;

namespace PSNeuralNet.Search;

/// <summary>The folds of a search that its metric is undefined on, for one warning at its end.</summary>
internal sealed class UndefinedFolds
{
    private readonly HashSet<int> _trials = [];
    private readonly SortedSet<int> _folds = [];

    /// <summary>Takes a trial that was finished.</summary>
    public void Add(SearchTrial trial)
    {
        if (trial.Error is null && trial.FoldScore.Any(double.IsNaN))
        {
            _ = _trials.Add(trial.Trial);
            _folds.UnionWith(trial.Outcome.Where(outcome => double.IsNaN(outcome.Score)).Select(outcome => outcome.Fold + 1));
        }
    }

    /// <summary>The warning; null for none.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="count">The number of folds.</param>
    public string? Warning(NetworkMetric metric, int count)
    {
        if (_trials.Count == 0)
        {
            return null;
        }

        bool isOne = _trials.Count == 1;
        return $"{metric} is not defined in fold{(_folds.Count == 1 ? "" : "s")} {string.Join(", ", _folds)} of {count}, whose test parts lack classes, differ in nothing or have values outside its range: the score{(isOne ? "" : "s")} of {_trials.Count} trial{(isOne ? " is the mean" : "s are the means")} of the others.";
    }
}
