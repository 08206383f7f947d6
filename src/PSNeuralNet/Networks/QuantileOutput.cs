using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace PSNeuralNet.Networks;

/// <summary>
/// Predictions of quantiles, and their names. They do not cross: the outputs of a sample are sorted, the rearrangement of V. Chernozhukov, I. Fernandez-Val and A. Galichon ("Quantile and probability curves without
/// crossing", Econometrica 78, 2010), which is never farther from the true quantiles than the outputs are.
/// </summary>
public static class QuantileOutput
{
    // Quantiles that differ by less have the same distance to the median.
    private const int Digits = 9;

    /// <summary>The place of the prediction among the quantiles: 0.5, else the one nearest to it, of two the lower one.</summary>
    /// <param name="quantile">The quantiles.</param>
    public static int Middle(IReadOnlyList<double> quantile)
    {
        ArgumentNullException.ThrowIfNull(quantile);
        int middle = 0;
        for (int i = 1; i < quantile.Count; i++)
        {
            middle = Distance(quantile[i]) < Distance(quantile[middle]) ? i : middle;
        }

        return middle;
    }

    /// <summary>The predictions, 1 x samples, of predicted quantiles, quantiles x samples; other predictions as they are.</summary>
    internal static Matrix<double> Prediction(Matrix<double> predicted, IReadOnlyList<double> quantile) =>
        quantile.Count < 2 ? predicted : new DenseMatrix(1, predicted.ColumnCount, [.. predicted.Row(Middle(quantile))]);

    /// <summary>The property of a quantile: Quantile10 for 0.1, Quantile2_5 for 0.025.</summary>
    /// <param name="quantile">The quantile.</param>
    public static string NameOf(double quantile) =>
        "Quantile" + (decimal.Parse(quantile.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture) * 100).ToString("0.############################", CultureInfo.InvariantCulture).Replace('.', '_');

    /// <summary>Sorts the outputs of each sample of a block of outputs x samples.</summary>
    internal static unsafe void Sort(double* output, int rows, int stride, int count)
    {
        for (int sample = 0; sample < count; sample++)
        {
            double* column = output + sample;
            for (int row = 1; row < rows; row++)
            {
                double value = column[(nint)row * stride];
                int place = row;
                for (; place > 0 && column[(nint)(place - 1) * stride] > value; place--)
                {
                    column[(nint)place * stride] = column[(nint)(place - 1) * stride];
                }

                column[(nint)place * stride] = value;
            }
        }
    }

    private static double Distance(double quantile) => Math.Round(Math.Abs(quantile - 0.5), Digits);
}
