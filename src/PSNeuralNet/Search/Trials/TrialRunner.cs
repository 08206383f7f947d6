using System.Diagnostics;
using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;
using PSNeuralNet.Training;

namespace PSNeuralNet.Search;

/// <summary>Trains and measures trials on folds. Thread-safe: the outcome depends on the task alone, to the last bit, but for its duration.</summary>
internal sealed class TrialRunner
{
    private readonly SearchProblem _problem;
    private readonly Lazy<DatasetSplit>[] _split;

    public TrialRunner(SearchProblem problem)
    {
        _problem = problem;
        _split = [.. problem.Fold.Select((fold, i) => new Lazy<DatasetSplit>(() => DatasetSplitter.Parts(problem.Dataset, fold.Train, fold.Test, problem.Seed, i + 1)))];
    }

    /// <summary>Trains a trial on a fold.</summary>
    /// <param name="task">The trial and the fold.</param>
    /// <param name="threads">The largest number of threads; 0 for the number of processors.</param>
    /// <param name="cancellation">Cancels the training.</param>
    /// <exception cref="OperationCanceledException">The training was canceled.</exception>
    public FoldOutcome Run(FoldTask task, int threads, CancellationToken cancellation)
    {
        long begin = Stopwatch.GetTimestamp();
        FoldOutcome outcome;
        try
        {
            outcome = Train(task, threads, cancellation);
        }
        catch (NetworkException exception)
        {
            // Settings that do not go with the data, or a training that diverged: other trials may do.
            outcome = new FoldOutcome(task.Plan.Trial, task.Plan.Rung, task.Fold, double.NaN, 0, default) { Error = exception.Message };
        }

        return outcome with { Duration = Stopwatch.GetElapsedTime(begin) };
    }

    private FoldOutcome Train(FoldTask task, int threads, CancellationToken cancellation)
    {
        TrialPlan plan = task.Plan;
        DatasetSplit split = _split[task.Fold].Value;
        (NetworkParameter initial, TrainingOptions options) = TrialTraining.OfFold(split, plan.Setting, _problem.Preset, _problem.SeedOf(plan.Trial, task.Fold));
        options = options with
        {
            ThrottleLimit = threads == 0 ? null : threads,
            PauseEpoch = plan.Share < 1 ? Math.Max(1, (int)Math.Round(plan.Share * options.EpochCount)) : null,
        };
        TrainingStart start = task.State is null ? new TrainingStart(initial) : new TrainingStart(initial, task.State.ToTrainingState());
        TrainingResult result = Trainer.Train(split.Train, start, options, cancellation: cancellation);
        cancellation.ThrowIfCancellationRequested();
        result.ThrowIfDiverged();

        TrialState? state = _problem.KeepsState && plan.Share < 1 ? new TrialState(result.State!) : null;
        if (_problem.WritesState)
        {
            // On this thread, beside others, and not on that of the search.
            _ = state?.Bytes;
        }

        Dataset test = Evaluator.Recode(split.Test, result.Parameter);
        DenseMatrix prediction = new Predictor(result.Parameter).Predict(test, new WorkerGroup(threads), cancellation);
        NetworkReport report = Evaluator.Measure(test, prediction, result.Parameter.Task, DecisionRule.Default, test.Weight is null ? null : [.. test.Weight], cancellation);
        return new FoldOutcome(plan.Trial, plan.Rung, task.Fold, _problem.Metric.ValueOf(report), result.EpochCount, default)
        {
            BestEpoch = result.BestEpoch,
            Prediction = _problem.KeepsPrediction ? prediction.Values : null,
            State = state,
            Network = _problem.KeepsNetwork ? result.Parameter.With(NetworkMetadata.Empty) : null,
        };
    }
}
