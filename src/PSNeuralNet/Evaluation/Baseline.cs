using PSNeuralNet.Data;

namespace PSNeuralNet.Evaluation;

/// <summary>Baseline of classes: always predicting the most frequent class.</summary>
internal static class Baseline
{
    /// <summary>The accuracy of always predicting the class with the largest weight among the training samples: 0 to 1.</summary>
    /// <param name="training">The training samples, of classes or several labels.</param>
    /// <param name="measured">The samples of the accuracy, with the same classes.</param>
    public static double Accuracy(Dataset training, Dataset measured)
    {
        if (training.Task == NetworkTask.MultiLabel)
        {
            return OfLabels(training, measured);
        }

        double[] known = ClassWeights(training), shares = ClassWeights(measured);
        return shares[Array.IndexOf(known, known.Max())] / shares.Sum();
    }

    /// <summary>The subset accuracy of always predicting, for each label, its more frequent class among the training samples.</summary>
    private static double OfLabels(Dataset training, Dataset measured)
    {
        int labels = training.Target.OutputCount;
        double[] positive = new double[labels];
        double total = 0, right = 0, all = 0;
        for (int sample = 0; sample < training.SampleCount; sample++)
        {
            double weight = training.Weight?[sample] ?? 1;
            total += weight;
            for (int label = 0; label < labels; label++)
            {
                positive[label] += training.IsPositive(sample, label) ? weight : 0;
            }
        }

        for (int sample = 0; sample < measured.SampleCount; sample++)
        {
            double weight = measured.Weight?[sample] ?? 1;
            all += weight;
            right += Enumerable.Range(0, labels).All(label => measured.IsPositive(sample, label) == (2 * positive[label] > total)) ? weight : 0;
        }

        return right / all;
    }

    private static double[] ClassWeights(Dataset dataset)
    {
        var sums = new double[dataset.ClassName.Count];
        for (int sample = 0; sample < dataset.SampleCount; sample++)
        {
            sums[dataset.ClassOf(sample)] += dataset.Weight?[sample] ?? 1;
        }

        return sums;
    }
}
