using PSNeuralNet.Numerics;

namespace PSNeuralNet.Data;

/// <summary>Train/test split and k-fold cross-validation of datasets: the parts of scikit-learn's functions for the same seed.</summary>
public static class DatasetSplitter
{
    /// <summary>
    /// Random split, as <c>train_test_split(test_size=fraction, random_state=seed)</c>; stratified as with <c>stratify=y</c>.
    /// </summary>
    /// <param name="dataset">The data.</param>
    /// <param name="fraction">Share of the test part, between 0 and 1; the number of samples is rounded up.</param>
    /// <param name="stratify">True to keep the class proportions in both parts; no effect on regression and several labels.</param>
    /// <param name="seed">0 to 4294967295.</param>
    /// <param name="cancellation">Cancels the split.</param>
    /// <exception cref="NetworkException">The fraction is not between 0 and 1 or leaves a part empty, a class has a single sample, or the seed is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The split was canceled.</exception>
    public static DatasetSplit Split(Dataset dataset, double fraction, bool stratify, long seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        (int[] train, int[] test) = Order(dataset, fraction, stratify, seed, cancellation);
        return Parts(dataset, train, test, seed);
    }

    /// <summary>The samples of the parts of <see cref="Split"/>.</summary>
    internal static (int[] Train, int[] Test) Order(Dataset dataset, double fraction, bool stratify, long seed, CancellationToken cancellation = default)
    {
        int test = TestCount(fraction, dataset.SampleCount);
        var random = new RandomState(seed);
        if (!stratify || !dataset.Task.HasClasses())
        {
            int[] order = SampleGenerator.Order(dataset.SampleCount, shuffle: true, random, cancellation);
            return (order[test..], order[..test]);
        }

        int[][] classes = Classes(dataset, 2, cancellation);
        int[] sizes = [.. classes.Select(samples => samples.Length)];
        int[] trainSizes = Apportion(sizes, dataset.SampleCount - test, random);
        int[] left = [.. sizes.Zip(trainSizes, (size, taken) => size - taken)];
        int[] testSizes = Apportion(left, test, random);
        var trainPart = new List<int>();
        var testPart = new List<int>();
        for (int c = 0; c < classes.Length; c++)
        {
            random.Shuffle<int>(classes[c], cancellation);
            trainPart.AddRange(classes[c][..trainSizes[c]]);
            testPart.AddRange(classes[c][trainSizes[c]..(trainSizes[c] + testSizes[c])]);
        }

        int[] trainOrder = [.. trainPart], testOrder = [.. testPart];
        random.Shuffle<int>(trainOrder, cancellation);
        random.Shuffle<int>(testOrder, cancellation);
        return (trainOrder, testOrder);
    }

    /// <summary>
    /// K-fold splits, as <c>KFold(count, shuffle=True, random_state=seed)</c> does, or stratified, as <c>StratifiedKFold</c>:
    /// each sample is in the test part of exactly one fold, and in the train part of all others. Sizes differ by one at most,
    /// those of a class as well if stratified. Samples are drawn at random, and keep the order of the dataset. A <see cref="FoldPlan"/> has
    /// warnings, groups, times and repetitions.
    /// </summary>
    /// <param name="dataset">The data.</param>
    /// <param name="count">Number of folds: 2 to the number of samples.</param>
    /// <param name="stratify">True to keep the class proportions in all folds; no effect on regression and several labels.</param>
    /// <param name="seed">0 to 4294967295.</param>
    /// <param name="cancellation">Cancels the split.</param>
    /// <returns>The folds, lazily created.</returns>
    /// <exception cref="NetworkException">Too few or too many folds, fewer samples of each class than folds, or a seed outside its range.</exception>
    /// <exception cref="OperationCanceledException">The split was canceled.</exception>
    public static IEnumerable<DatasetSplit> Folds(Dataset dataset, int count, bool stratify, long seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return FoldPlan.Create(dataset, new FoldOptions { FoldCount = count, Stratify = stratify, Seed = seed }, cancellation).Splits(cancellation);
    }

    /// <summary>Fold of each sample: stratified by class where each class has as many samples as there are folds.</summary>
    internal static int[] FoldOf(Dataset dataset, int count, long seed)
    {
        bool isStratified = dataset.Task.HasClasses() && Enumerable.Range(0, dataset.SampleCount).GroupBy(dataset.ClassOf).All(samples => samples.Skip(count - 1).Any());
        return isStratified ? RandomFolds.Stratified(dataset, count, new RandomState(seed), default) : RandomFolds.Plain(dataset.SampleCount, count, new RandomState(seed), default);
    }

    /// <summary>
    /// Fold of each sample: stratified by class, also where a class has fewer samples than there are folds; of numbers, by the order of the first
    /// target; of several labels, at random.
    /// </summary>
    internal static int[] BalancedFolds(Dataset dataset, int count, long seed) =>
        dataset.Task.HasClasses() ? RandomFolds.Stratified(dataset, count, new RandomState(seed), default)
            : dataset.Task == NetworkTask.Regression ? RandomFolds.Neighbors(dataset, count, new RandomState(seed))
            : RandomFolds.Plain(dataset.SampleCount, count, new RandomState(seed), default);

    /// <summary>The parts of a split. Target-encoded columns are encoded with statistics of the training part, in both.</summary>
    internal static DatasetSplit Parts(Dataset dataset, int[] train, int[] test, long seed, int? fold = null, int? repeat = null)
    {
        Dataset training = TargetEncodings.Refit(dataset.Take(train)), others = dataset.Take(test);
        return new DatasetSplit(training, others.CategoryCode.Count == 0 ? others : TargetEncodings.Encode(others, training.Schema), seed, fold, repeat);
    }

    /// <summary>Size of the test part: a share of the samples, or of groups, rounded up.</summary>
    /// <exception cref="NetworkException">A part would be empty.</exception>
    internal static int TestCount(double fraction, int count, string unit = "sample")
    {
        // Rounded, since 0.07 * 100 = 7.000000000000001.
        double share = Math.Ceiling(Math.Round(fraction * count, 9));
        return fraction is > 0 and < 1 && share >= 1 && share < count ? (int)share : throw SplitErrors.FractionInvalid(fraction, count, unit);
    }

    /// <summary>Indices of the samples of each class that occurs.</summary>
    internal static int[][] Classes(Dataset dataset, int minimum, CancellationToken cancellation)
    {
        List<int>[] classes = [.. dataset.ClassName.Select(_ => new List<int>())];
        for (int sample = 0; sample < dataset.SampleCount; sample++)
        {
            SampleGenerator.ThrowIfCanceled(sample, cancellation);
            classes[dataset.ClassOf(sample)].Add(sample);
        }

        int small = Array.FindIndex(classes, samples => samples.Count > 0 && samples.Count < minimum);
        return small < 0
            ? [.. classes.Where(samples => samples.Count > 0).Select(samples => samples.ToArray())]
            : throw SplitErrors.ClassTooSmall(dataset.ClassName[small], classes[small].Count, minimum);
    }

    /// <summary>
    /// Largest-remainder apportionment of places to classes in proportion to their sizes; ties are broken at random (scikit-learn's
    /// <c>_approximate_mode</c>, draw for draw).
    /// </summary>
    private static int[] Apportion(int[] sizes, int places, RandomState random)
    {
        double total = sizes.Sum();
        double[] shares = [.. sizes.Select(size => size / total * places)];
        int[] allotted = [.. shares.Select(share => (int)Math.Floor(share))];
        int missing = places - allotted.Sum();
        IEnumerable<int[]> ranks = Enumerable.Range(0, sizes.Length)
            .GroupBy(c => shares[c] - Math.Floor(shares[c]))
            .OrderByDescending(group => group.Key)
            .Select(group => group.ToArray())
            .TakeWhile(_ => missing > 0);
        foreach (int[] rank in ranks)
        {
            int more = Math.Min(rank.Length, missing);
            foreach (int i in random.Permutation(rank.Length).Take(more))
            {
                allotted[rank[i]]++;
            }

            missing -= more;
        }

        return allotted;
    }
}
