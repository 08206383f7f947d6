using PSNeuralNet.Numerics;

namespace PSNeuralNet.Data;

/// <summary>
/// Plan of cross-validation, or of one held-out part: the samples of each part as indices, and the parts as datasets when asked for.
/// </summary>
/// <remarks>
/// The rules are scikit-learn's: StratifiedKFold for classes and KFold for numbers (shuffled), StratifiedGroupKFold and GroupKFold with
/// groups (in random order), TimeSeriesSplit with times, train_test_split and GroupShuffleSplit for one held-out part, which by time is the last one.
/// </remarks>
public sealed class FoldPlan
{
    private FoldPlan(Dataset dataset, FoldOptions options, SampleFold[] folds, List<string> warnings)
    {
        (Dataset, Options) = (dataset, options);
        Fold = Array.AsReadOnly(folds);
        Warning = warnings.AsReadOnly();
    }

    /// <summary>The data.</summary>
    public Dataset Dataset { get; }

    /// <summary>The options.</summary>
    public FoldOptions Options { get; }

    /// <summary>The folds of all repetitions, in order; one where a part is held out.</summary>
    public IReadOnlyList<SampleFold> Fold { get; }

    /// <summary>Warnings: classes that parts lack, and dates whose order is open.</summary>
    public IReadOnlyList<string> Warning { get; }

    /// <summary>Plans the folds.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="options">The folds wanted.</param>
    /// <param name="cancellation">Cancels the plan.</param>
    /// <exception cref="NetworkException">
    /// Too few samples, groups or samples of every class for the folds, a fraction that leaves a part empty, a group or time column that is not
    /// there or has a cell that cannot be used, options that cannot be combined, or a seed outside its range.
    /// </exception>
    /// <exception cref="OperationCanceledException">The plan was canceled.</exception>
    public static FoldPlan Create(Dataset dataset, FoldOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (options.Fraction is null && (options.FoldCount < 2 || options.FoldCount > dataset.SampleCount))
        {
            throw SplitErrors.FoldCountInvalid(options.FoldCount, dataset.SampleCount);
        }

        var warnings = new List<string>();
        (int[] GroupOf, int Count)? groups = options.Group is null ? null : SplitColumn.Groups(dataset, options.Group);
        int[]? timeOrder = options.TimeColumn is null ? null : SplitColumn.TimeOrder(dataset, options.TimeColumn, options.DateFormat, warnings);
        var folds = new List<SampleFold>();
        var missing = new MissingClasses(dataset);
        for (int repeat = 0; repeat < options.Repeat; repeat++)
        {
            long seed = repeat == 0 ? options.Seed : (options.Seed + repeat) & uint.MaxValue;
            FoldAssignment assignment = timeOrder is not null ? ByTime(timeOrder, options)
                : groups is { } known ? ByGroup(dataset, options, known.GroupOf, known.Count, new RandomState(seed), cancellation)
                : AtRandom(dataset, options, seed, cancellation);
            SampleFold[] next = [.. Enumerable.Range(0, assignment.Count).Select(fold => new SampleFold(
                assignment, fold, options.Fraction is null ? fold + 1 : null, options.Repeat > 1 ? repeat + 1 : null, seed))];
            missing.Add(assignment, next);
            folds.AddRange(next);
        }

        warnings.AddRange(missing.Warnings());
        return new FoldPlan(dataset, options, [.. folds], warnings);
    }

    /// <summary>The parts of a fold. Target-encoded columns are encoded with statistics of the training part, in both.</summary>
    /// <param name="fold">A fold of this plan.</param>
    public DatasetSplit Split(SampleFold fold)
    {
        ArgumentNullException.ThrowIfNull(fold);
        return DatasetSplitter.Parts(Dataset, fold.TrainSamples(), fold.TestSamples(), fold.Seed, fold.Number, fold.Repeat);
    }

    /// <summary>The parts of all folds, lazily created.</summary>
    /// <param name="cancellation">Cancels the splits.</param>
    /// <exception cref="OperationCanceledException">The splits were canceled.</exception>
    public IEnumerable<DatasetSplit> Splits(CancellationToken cancellation = default) => Fold.Select(fold =>
    {
        cancellation.ThrowIfCancellationRequested();
        return Split(fold);
    });

    /// <summary>Short text: "5 folds of moons (500 samples, 2 features)".</summary>
    public override string ToString() =>
        $"{(Options.Fraction is null ? $"{Fold.Count} folds" : $"{Fold.Count} held-out part{(Fold.Count == 1 ? "" : "s")}")} of {Dataset}";

    private static FoldAssignment AtRandom(Dataset dataset, FoldOptions options, long seed, CancellationToken cancellation)
    {
        if (options.Fraction is { } fraction)
        {
            (int[] train, int[] test) = DatasetSplitter.Order(dataset, fraction, options.Stratify, seed, cancellation);
            return FoldAssignment.HeldOut(train, test);
        }

        var random = new RandomState(seed);
        if (!IsStratified(dataset, options))
        {
            return new FoldAssignment(RandomFolds.Plain(dataset.SampleCount, options.FoldCount, random, cancellation), options.FoldCount);
        }

        RequireClass(dataset, options.FoldCount, cancellation);
        return new FoldAssignment(RandomFolds.Stratified(dataset, options.FoldCount, random, cancellation), options.FoldCount);
    }

    private static FoldAssignment ByGroup(Dataset dataset, FoldOptions options, int[] groupOf, int groups, RandomState random, CancellationToken cancellation)
    {
        if (options.Fraction is { } fraction)
        {
            int[] permutation = random.Permutation(groups);
            var isTest = new bool[groups];
            Array.ForEach(permutation[..DatasetSplitter.TestCount(fraction, groups, "group")], group => isTest[group] = true);
            return new FoldAssignment(Array.ConvertAll(groupOf, group => isTest[group] ? 0 : -1), 1);
        }

        int count = options.FoldCount;
        if (groups < count)
        {
            throw SplitErrors.GroupTooFew(options.Group!, groups, count);
        }

        if (!IsStratified(dataset, options))
        {
            return new FoldAssignment(GroupFolds.BySize(groupOf, groups, count, random), count);
        }

        int[][] classes = RequireClass(dataset, count, cancellation);
        var classOf = new int[dataset.SampleCount];
        for (int c = 0; c < classes.Length; c++)
        {
            Array.ForEach(classes[c], sample => classOf[sample] = c);
        }

        int[] foldOf = GroupFolds.ByClass(classOf, groupOf, groups, count, random, cancellation);
        int empty = Array.FindIndex([.. Enumerable.Range(0, count)], fold => !foldOf.Contains(fold));
        return empty < 0 ? new FoldAssignment(foldOf, count) : throw SplitErrors.GroupFoldEmpty(options.Group!, empty + 1, count);
    }

    /// <summary>Blocks of equal size at the end of the time order, the samples before them first (TimeSeriesSplit).</summary>
    private static FoldAssignment ByTime(int[] order, FoldOptions options)
    {
        int count = options.Fraction is null ? options.FoldCount : 1;
        int size = options.Fraction is { } fraction ? DatasetSplitter.TestCount(fraction, order.Length) : order.Length / (count + 1);
        if (size == 0)
        {
            throw SplitErrors.FoldCountOfTimeInvalid(count, order.Length);
        }

        var foldOf = new int[order.Length];
        int first = order.Length - (count * size);
        for (int i = 0; i < order.Length; i++)
        {
            foldOf[order[i]] = i < first ? -1 : (i - first) / size;
        }

        return new FoldAssignment(foldOf, count, order, IsExpanding: true);
    }

    private static bool IsStratified(Dataset dataset, FoldOptions options) => options.Stratify && dataset.Task.HasClasses();

    /// <summary>The samples of each class, of which one at least has as many as there are folds.</summary>
    private static int[][] RequireClass(Dataset dataset, int count, CancellationToken cancellation)
    {
        int[][] classes = DatasetSplitter.Classes(dataset, 1, cancellation);
        int[] largest = classes.MaxBy(samples => samples.Length)!;
        return largest.Length >= count ? classes : throw SplitErrors.ClassAllTooSmall(dataset.ClassName[dataset.ClassOf(largest[0])], largest.Length, count);
    }
}
