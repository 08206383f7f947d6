using PSNeuralNet.Numerics;

namespace PSNeuralNet.Data;

/// <summary>Random assignment of samples to folds: plain (KFold), by class (StratifiedKFold), and by neighbors of the target.</summary>
internal static class RandomFolds
{
    /// <summary>Fold of each sample, at random: sizes differ by one at most.</summary>
    public static int[] Plain(int samples, int count, RandomState random, CancellationToken cancellation)
    {
        int[] order = SampleGenerator.Order(samples, shuffle: true, random, cancellation);
        int[] sizes = SampleGenerator.ClassSizes(samples, count);
        var foldOf = new int[samples];
        int next = 0;
        for (int fold = 0; fold < count; fold++)
        {
            for (int end = next + sizes[fold]; next < end; next++)
            {
                foldOf[order[next]] = fold;
            }
        }

        return foldOf;
    }

    /// <summary>Fold of each sample. Samples are distributed to the folds class by class in turn, which gives the sizes; the assignment is random.</summary>
    public static int[] Stratified(Dataset dataset, int count, RandomState random, CancellationToken cancellation)
    {
        var foldOf = new int[dataset.SampleCount];
        int offset = 0;

        // In scikit-learn, classes are in order of first appearance.
        foreach (int[] samples in DatasetSplitter.Classes(dataset, 1, cancellation).OrderBy(samples => samples[0]))
        {
            int[] folds = [.. Enumerable.Range(offset, samples.Length).Select(i => i % count).Order()];
            random.Shuffle<int>(folds, cancellation);
            for (int i = 0; i < samples.Length; i++)
            {
                foldOf[samples[i]] = folds[i];
            }

            offset += samples.Length;
        }

        return foldOf;
    }

    /// <summary>Fold of each sample: of each stratum, count samples in a row by the first target, one goes to each fold, at random. The last stratum may have fewer.</summary>
    public static int[] Neighbors(Dataset dataset, int count, RandomState random)
    {
        double[] targets = dataset.Target.Numbers;
        int outputs = dataset.Target.OutputCount;
        int[] order = [.. Enumerable.Range(0, dataset.SampleCount).OrderBy(sample => targets[sample * outputs])];
        var foldOf = new int[order.Length];
        for (int start = 0; start < order.Length; start += count)
        {
            int[] folds = random.Permutation(count);
            for (int i = 0; i < Math.Min(count, order.Length - start); i++)
            {
                foldOf[order[start + i]] = folds[i];
            }
        }

        return foldOf;
    }
}
