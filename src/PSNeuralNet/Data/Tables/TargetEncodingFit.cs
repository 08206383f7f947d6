namespace PSNeuralNet.Data;

/// <summary>Statistics of the target by category, as scikit-learn's TargetEncoder computes them with smooth="auto" (empirical Bayes).</summary>
internal static class TargetEncodingFit
{
    /// <summary>Number of folds of the encoding of training samples.</summary>
    public const int FoldCount = 5;

    private const long FoldSeed = 0;

    /// <summary>
    /// The values of each category: l mean(category) + (1 - l) mean, with l = n v / (n v + v(category)), where n is the number of samples of the category, v the
    /// population variance of the target, and v(category) that within the category.
    /// </summary>
    /// <param name="codes">The category of each sample; -1 for an unknown one.</param>
    /// <param name="categories">Number of categories.</param>
    /// <param name="target">The target: for each output the values of the samples.</param>
    /// <param name="weight">The weight of each sample, which counts as so many; null for 1 each.</param>
    /// <param name="samples">The samples to use.</param>
    public static TargetTable Fit(int[] codes, int categories, double[][] target, IReadOnlyList<double>? weight, IReadOnlyList<int> samples)
    {
        double[][] values = [.. Enumerable.Range(0, categories).Select(_ => new double[target.Length])];
        var prior = new double[target.Length];
        for (int output = 0; output < target.Length; output++)
        {
            (double[] encoded, prior[output]) = Fit(codes, categories, target[output], weight, samples);
            for (int category = 0; category < categories; category++)
            {
                values[category][output] = encoded[category];
            }
        }

        return new TargetTable(values, prior);
    }

    /// <summary>The values of training samples, each from the samples of the other folds: a sample's own target is not in its feature.</summary>
    /// <returns>The values, sample after sample.</returns>
    public static double[] OutOfFold(int[] codes, int categories, double[][] target, IReadOnlyList<double>? weight, int[] foldOf)
    {
        var values = new double[codes.Length * target.Length];
        int[] all = [.. Enumerable.Range(0, codes.Length)];
        foreach (int fold in foldOf.Distinct())
        {
            int[] others = [.. all.Where(sample => foldOf[sample] != fold)];
            bool areWeightless = others.All(sample => weight?[sample] == 0);
            TargetTable table = Fit(codes, categories, target, weight, areWeightless ? all : others);
            if (areWeightless && others.Length > 0)
            {
                // A sample's own target is not in its feature, but for the mean of all.
                table = table with { Values = [.. table.Values.Select(_ => table.Prior)] };
            }

            foreach (int sample in all.Where(sample => foldOf[sample] == fold))
            {
                table.Of(codes[sample]).CopyTo(values, sample * target.Length);
            }
        }

        return values;
    }

    /// <summary>The fold of each sample: five, the same for the same data; stratified by class where each class has five samples.</summary>
    public static int[] Folds(Dataset dataset) => DatasetSplitter.FoldOf(dataset, Math.Min(FoldCount, dataset.SampleCount), FoldSeed);

    /// <summary>The target of a dataset: for each output the numbers, 1 and 0 for the second of two classes, or for each class, or label, 1 and 0.</summary>
    public static double[][] TargetOf(Dataset dataset)
    {
        int samples = dataset.SampleCount;
        return dataset.Task switch
        {
            NetworkTask.Regression or NetworkTask.Anomaly or NetworkTask.MultiLabel => [.. dataset.TargetName.Select((_, output) => Values(sample => dataset.Targets[(sample * dataset.TargetName.Count) + output]))],
            NetworkTask.Binary => [Values(sample => dataset.ClassOf(sample))],
            NetworkTask.MultiClass => [.. dataset.ClassName.Select((_, index) => Values(sample => dataset.ClassOf(sample) == index ? 1 : 0))],
        };

        double[] Values(Func<int, double> valueOf) => [.. Enumerable.Range(0, samples).Select(valueOf)];
    }

    private static (double[] Values, double Prior) Fit(int[] codes, int categories, double[] target, IReadOnlyList<double>? weight, IReadOnlyList<int> samples)
    {
        double total = 0, sum = 0, squares = 0;
        double[] count = new double[categories], mean = new double[categories], within = new double[categories];
        foreach (int sample in samples)
        {
            double each = weight?[sample] ?? 1;
            total += each;
            sum += each * target[sample];
            if (codes[sample] is >= 0 and var category)
            {
                count[category] += each;
                mean[category] += each * target[sample];
            }
        }

        double prior = sum / total;
        for (int category = 0; category < categories; category++)
        {
            mean[category] /= count[category];
        }

        foreach (int sample in samples)
        {
            double each = weight?[sample] ?? 1, difference = target[sample] - prior;
            squares += each * difference * difference;
            if (codes[sample] is >= 0 and var category)
            {
                double own = target[sample] - mean[category];
                within[category] += each * own * own;
            }
        }

        double variance = squares / total;
        return ([.. Enumerable.Range(0, categories).Select(category =>
        {
            double share = variance * count[category] / ((variance * count[category]) + (within[category] / count[category]));

            // No samples, or a target that is the same in all.
            return double.IsNaN(share) ? prior : (share * mean[category]) + ((1 - share) * prior);
        })], prior);
    }
}
