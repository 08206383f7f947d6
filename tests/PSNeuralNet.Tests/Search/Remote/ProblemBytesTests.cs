namespace PSNeuralNet.Tests.Search;

/// <summary>Problems and lines as they are sent: what arrives gives the same trials to the last bit.</summary>
public class ProblemBytesTests
{
    public static TheoryData<string> Kinds => [.. SearchProblems.Kinds];

    [Theory, MemberData(nameof(Kinds))]
    public void A_problem_that_was_sent_has_the_same_digest_and_the_same_trials(string kind)
    {
        SearchProblem problem = SearchProblems.Of(kind) with { KeepsPrediction = true, KeepsState = true };
        SearchProblem read = ProblemBytes.Read(ProblemBytes.Of(problem).Piece);

        Assert.Equal((problem.DataDigest, problem.FoldDigest), (read.DataDigest, read.FoldDigest));
        Assert.Equal(problem.Dataset.CategoryCode.Keys, read.Dataset.CategoryCode.Keys);
        Assert.Equal(problem.Dataset.Schema.Column.Select(column => column.ToString()), read.Dataset.Schema.Column.Select(column => column.ToString()));
        Assert.Equal((problem.Metric, problem.Preset, problem.Seed, problem.Dataset.IsTable, true, true), (read.Metric, read.Preset, read.Seed, read.Dataset.IsTable, read.KeepsPrediction, read.KeepsState));
        Assert.Equal(problem.Dataset.Weight, read.Dataset.Weight);
        TrialRunner here = new(problem), there = new(read);
        TrialPlan half = new(7, SearchProblems.Quick(("HiddenSize", Array.AsReadOnly([4, 3]))), 0, 0.5);
        Same(new FoldTask(new TrialPlan(0, SearchProblems.Quick()), 0), new FoldTask(new TrialPlan(0, SearchProblems.Quick()), 0));
        (TrialState? kept, TrialState? sent) = Same(new FoldTask(half, 2), new FoldTask(half, 2));

        // States have the time of the training, too: equal is what goes on from them.
        Assert.NotNull(kept);
        TrialPlan whole = half with { Rung = 1, Share = 1 };
        Same(new FoldTask(whole, 2, kept), new FoldTask(whole, 2, new TrialState(sent!.Bytes)));

        (TrialState? Here, TrialState? There) Same(FoldTask task, FoldTask other)
        {
            FoldOutcome expected = here.Run(task, 1, default), actual = there.Run(other, 2, default);
            Assert.Null(expected.Error);
            Assert.Equal((expected.Score, expected.EpochCount, expected.BestEpoch), (actual.Score, actual.EpochCount, actual.BestEpoch));
            Assert.Equal(expected.Prediction!, actual.Prediction!);
            return (expected.State, actual.State);
        }
    }

    [Fact]
    public void Flags_that_are_not_set_keep_states_and_predictions_there()
    {
        SearchProblem read = ProblemBytes.Read(ProblemBytes.Of(SearchProblems.Of("moons")).Piece);
        FoldOutcome outcome = new TrialRunner(read).Run(new FoldTask(new TrialPlan(0, SearchProblems.Quick(), 0, 0.5), 0), 1, default);
        Assert.Null(outcome.State);
        Assert.Null(outcome.Prediction);
        Assert.Null(outcome.Network);
    }

    [Fact]
    public void Data_of_several_pieces_arrive()
    {
        var random = new Random(1);
        var dataset = new Dataset(
            Matrix<double>.Build.Dense(20, 20_000, (_, _) => random.NextDouble()),
            Matrix<double>.Build.Dense(1, 20_000, (_, _) => random.Next(2)));
        SearchProblem problem = SearchProblems.Of(dataset);
        var bytes = ProblemBytes.Of(problem);

        Assert.InRange(bytes.Piece.Count, 3, 6);
        Assert.All(bytes.Piece, piece => Assert.InRange(piece.Length, 1, ProblemBytes.PieceLength));
        Assert.Equal(bytes.Length, bytes.Piece.Sum(piece => piece.Length));
        Assert.Equal(problem.DataDigest, ProblemBytes.Read(bytes.Piece).DataDigest);
    }

    [Fact]
    public void Bytes_that_are_no_problem_are_an_error()
    {
        Assert.Equal("SearchProblemDamaged", Assert.Throws<NetworkException>(() => ProblemBytes.Read([[1, 2, 3]])).Id);
        var bytes = ProblemBytes.Of(SearchProblems.Of("moons"));
        Assert.Equal("SearchProblemDamaged", Assert.Throws<NetworkException>(() => ProblemBytes.Read([bytes.Piece[0][..200]])).Id);
    }

    [Fact]
    public void Settings_arrive_as_the_same_values()
    {
        var weights = ClassWeighting.Of([KeyValuePair.Create<object, double>("yes", 0.1), KeyValuePair.Create<object, double>(3, 1 / 3.0)]);
        TrialSetting setting = SearchProblems.Quick(
            ("LearningRate", 0.1 + 0.2), ("HiddenSize", Array.AsReadOnly([64, 32])), ("Activation", Array.AsReadOnly([Activation.ReLU])), ("Dropout", Array.AsReadOnly([0.1, 0.2])),
            ("Optimizer", Optimizer.AdamW), ("BatchSize", null), ("Loss", Loss.Huber), ("Delta", 1.0), ("Standardize", true), ("ClassWeight", weights));
        FoldTask task = SearchLineOf(new FoldTask(new TrialPlan(3, setting, 2, 1 / 3.0), 4, new TrialState([1, 2, 3])));

        Assert.Equal((3, 2, 1 / 3.0, 4), (task.Plan.Trial, task.Plan.Rung, task.Plan.Share, task.Fold));
        Assert.Equal([1, 2, 3], task.State!.Bytes);
        Assert.Equal(setting.ToString(), task.Plan.Setting.ToString());
        Assert.Equal(setting.Keys, task.Plan.Setting.Keys);
        Assert.Equal(0.1 + 0.2, task.Plan.Setting["LearningRate"]);
        Assert.Equal(Optimizer.AdamW, task.Plan.Setting["Optimizer"]);
        Assert.Equal(true, task.Plan.Setting["Standardize"]);
        Assert.Equal([64, 32], Assert.IsAssignableFrom<IReadOnlyList<int>>(task.Plan.Setting["HiddenSize"]));
        Assert.Equal([Activation.ReLU], Assert.IsAssignableFrom<IReadOnlyList<Activation>>(task.Plan.Setting["Activation"]));
        Assert.Equal([("yes", 0.1), (3, 1 / 3.0)], Assert.IsType<ClassWeighting>(task.Plan.Setting["ClassWeight"]).Given);
        Assert.Same(ClassWeighting.Balanced, SearchLineOf(new FoldTask(new TrialPlan(0, SearchProblems.Quick(("ClassWeight", ClassWeighting.Balanced))), 0)).Plan.Setting["ClassWeight"]);
    }

    [Fact]
    public void A_task_is_a_few_hundred_bytes()
    {
        TrialSetting setting = SearchProblems.Quick(("LearningRate", 0.0123), ("HiddenSize", Array.AsReadOnly([64, 32])), ("L2", 1e-5), ("Optimizer", Optimizer.AdamW));
        Assert.InRange(SearchLine.Add(new FoldTask(new TrialPlan(100, setting), 4)).Length, 50, 300);
    }

    [Theory, InlineData(double.PositiveInfinity), InlineData(double.NegativeInfinity), InlineData(double.NaN), InlineData(0.1)]
    public void Scores_that_are_not_finite_arrive(double score) =>
        Assert.Equal(score, JournalLine.Outcome(Encoding.UTF8.GetBytes(SearchLine.Outcome(new FoldOutcome(1, 0, 2, score, 3, default)))).Outcome.Score);

    private static FoldTask SearchLineOf(FoldTask task)
    {
        using var document = JsonDocument.Parse(SearchLine.Add(task));
        return SearchLine.Task(document.RootElement);
    }
}
