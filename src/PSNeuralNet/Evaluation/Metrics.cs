using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Evaluation;

/// <summary>How good predictions are, in one number: what is looked at while a network trains.</summary>
public static class Metrics
{
    /// <summary>The weighted share of samples whose predicted class is the true one: 0 to 1.</summary>
    /// <param name="dataset">The data, with the true classes.</param>
    /// <param name="probability">The probability of each class, classes x samples.</param>
    public static double Accuracy(Dataset dataset, Matrix<double> probability)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        double[] values = Values(probability);
        int classes = probability.RowCount;
        double right = 0, total = 0;
        for (int s = 0; s < dataset.SampleCount; s++)
        {
            double weight = dataset.Weight?[s] ?? 1;
            total += weight;
            right += Decision.Of(values.AsSpan(s * classes, classes)).ClassIndex == dataset.ClassOf(s) ? weight : 0;
        }

        return right / total;
    }

    /// <summary>
    /// The coefficient of determination R2 = 1 - sum (y - p)^2 / sum (y - mean y)^2, the mean of it over the targets; 1 for a
    /// constant target that is met exactly, and 0 for one that is not.
    /// </summary>
    /// <param name="dataset">The data, with the true numbers.</param>
    /// <param name="predicted">The predicted numbers, targets x samples.</param>
    public static double R2(Dataset dataset, Matrix<double> predicted)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        double[] values = Values(predicted);
        int targets = dataset.Y.RowCount;
        double sum = 0;
        for (int target = 0; target < targets; target++)
        {
            double total = 0, mean = 0;
            for (int s = 0; s < dataset.SampleCount; s++)
            {
                double weight = dataset.Weight?[s] ?? 1;
                total += weight;
                mean += weight * dataset.Targets[(s * targets) + target];
            }

            mean /= total;
            double rest = 0, spread = 0;
            for (int s = 0; s < dataset.SampleCount; s++)
            {
                double weight = dataset.Weight?[s] ?? 1;
                double actual = dataset.Targets[(s * targets) + target];
                rest += weight * Math.Pow(actual - values[(s * targets) + target], 2);
                spread += weight * Math.Pow(actual - mean, 2);
            }

            sum += spread > 0 ? 1 - (rest / spread) : rest == 0 ? 1 : 0;
        }

        return sum / targets;
    }

    /// <summary>Accuracy for classes, R2 for numbers.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="prediction">The probability of each class, or the numbers.</param>
    public static double Score(Dataset dataset, Matrix<double> prediction)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return dataset.Task == NetworkTask.Regression ? R2(dataset, prediction) : Accuracy(dataset, prediction);
    }

    private static double[] Values(Matrix<double> matrix)
    {
        return (matrix as DenseMatrix ?? DenseMatrix.OfMatrix(matrix)).Values;
    }
}
