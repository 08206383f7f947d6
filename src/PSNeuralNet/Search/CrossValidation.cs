using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Search;

/// <summary>
/// Cross-validation of the settings of a training: each fold is held out once, a single network is trained on the others as in a trial of a search, and measured on it. The same dataset, options and
/// seed give the same scores to the last bit on any number of threads; they are those of trial 0 of a search with this seed and these folds.
/// </summary>
public static class CrossValidation
{
    /// <summary>Trains and measures the folds.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="options">The settings.</param>
    /// <param name="warn">Called for what the user should know.</param>
    /// <param name="progress">Called about five times a second: the number of folds that are done, and that of all.</param>
    /// <param name="cancellation">Cancels the trainings.</param>
    /// <exception cref="NetworkException">A setting is out of its range or does not go with the data, or a training failed.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static CrossValidationReport Measure(Dataset dataset, CrossValidationOptions options, Action<string>? warn = null, Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        FoldPlan plan = FoldPlan.Create(dataset, options.Folds with { Seed = options.Seed }, cancellation);
        foreach (string warning in plan.Warning)
        {
            warn?.Invoke(warning);
        }

        SearchFold[] folds = [.. plan.Fold.Select(fold => new SearchFold(fold.TrainSamples(), fold.TestSamples()))];
        var problem = new SearchProblem(dataset, folds, options.Metric ?? NetworkMetrics.DefaultFor(dataset.Task), options.PresetFor(dataset), options.Seed) { KeepsPrediction = true, AllowsUndefined = true };
        problem.RequireMetric(warn);
        var observer = new Observer(folds.Length, progress, warn);
        using var worker = new LocalWorker(options.ThrottleLimit ?? 0, timeout: null, cancellation);
        SearchTrial trial = new SearchRun(problem, new SinglePlan(new TrialPlan(0, problem.WithoutPreset(options.Setting))), [worker], journal: null, new SearchLimits(), observer).Run(cancellation)[0];
        return Report(problem, trial, options, warn, cancellation);
    }

    private static CrossValidationReport Report(SearchProblem problem, SearchTrial trial, CrossValidationOptions options, Action<string>? warn, CancellationToken cancellation)
    {
        NetworkReport[] reports = [.. trial.Outcome.Select(outcome => FoldReport(problem, outcome, cancellation))];
        double ratio = (double)problem.Fold.Sum(fold => fold.Test.Length) / problem.Fold.Sum(fold => fold.Train.Length);
        CrossValidationMetric[] metrics = [.. NetworkMetrics.Of(reports[0]).Select(metric => new CrossValidationMetric(
            metric, FoldStatistics.Of(reports.Select(report => metric.ValueOf(report)), ratio, options.Confidence), new FoldScores([.. reports.Select(report => metric.ValueOf(report))])))];
        CrossValidationMetric score = Array.Find(metrics, one => one.Metric == problem.Metric)!;
        if (score.Statistics.UndefinedCount > 0)
        {
            warn?.Invoke($"{problem.Metric} is not defined in {score.Statistics.UndefinedCount} of {reports.Length} folds, whose test parts lack classes, differ in nothing or have values outside its range: the score is the mean of the others.");
        }

        var heldOut = new HeldOutSamples(problem);
        return new CrossValidationReport
        {
            Metric = problem.Metric,
            Statistics = score.Statistics,
            FoldScore = score.FoldScore,
            AllMetric = Array.AsReadOnly(metrics),
            OutOfFold = heldOut.ToOutOfFold(heldOut.PredictionOf(trial.Outcome)!),
            Setting = trial.Setting,
            Folds = $"{options.Folds}",
            Epochs = trial.Epochs,
            Duration = trial.Duration,
            Seed = options.Seed,
        };
    }

    private static NetworkReport FoldReport(SearchProblem problem, FoldOutcome outcome, CancellationToken cancellation)
    {
        Dataset test = problem.Dataset.Take(problem.Fold[outcome.Fold].Test);
        var prediction = new MathNet.Numerics.LinearAlgebra.Double.DenseMatrix(outcome.Prediction!.Length / test.SampleCount, test.SampleCount, outcome.Prediction);
        return Evaluator.Measure(test, prediction, problem.Dataset.Task, DecisionRule.Default, test.Weight is null ? null : [.. test.Weight], cancellation);
    }

    /// <summary>A strategy with a single plan.</summary>
    private sealed class SinglePlan(TrialPlan plan) : ISearchStrategy
    {
        private bool _isGiven;

        /// <inheritdoc/>
        public int? PlanCount => 1;

        /// <inheritdoc/>
        public IReadOnlyList<TrialPlan> Next(IReadOnlyList<TrialScore> finished)
        {
            TrialPlan[] next = _isGiven ? [] : [plan];
            _isGiven = true;
            return next;
        }
    }

    private sealed class Observer(int foldCount, Action<int, int>? progress, Action<string>? warn) : ISearchObserver
    {
        /// <inheritdoc/>
        public void Finished(SearchTrial trial)
        {
            if (trial.Outcome.FirstOrDefault(outcome => outcome.Error is not null) is { } failed)
            {
                throw SearchErrors.CrossValidationFailed(failed.Fold + 1, foldCount, failed.Error!);
            }
        }

        /// <inheritdoc/>
        public void Report(SearchProgress value) => progress?.Invoke(value.TrainingCount, foldCount);

        /// <inheritdoc/>
        public void Warn(string text) => warn?.Invoke(text);
    }
}
