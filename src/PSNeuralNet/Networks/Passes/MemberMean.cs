using System.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// Arithmetic mean of the predictions of an ensemble's members: (p1 + p2 + ... + pk) / k, summed in the order of the members, so that the
/// bits depend neither on threads nor on how samples are cut into blocks. A member that is there n times is computed once, and n p is added. The
/// mean of one network is its prediction.
/// </summary>
internal static class MemberMean
{
    /// <summary>Predicts with each network in turn, and averages.</summary>
    /// <param name="times">The number of times that each network counts.</param>
    /// <param name="predict">Writes the prediction of a network.</param>
    /// <param name="mean">Receives the mean.</param>
    /// <param name="buffer">An array of the same length for the predictions of the second and later networks; unused for a single one.</param>
    public static void Predict(int[] times, Action<int, double[]> predict, double[] mean, double[] buffer) => Predict(times, predict, mean, buffer, mean.Length);

    /// <summary>As above, where the predictions are the first values of longer arrays.</summary>
    public static void Predict(int[] times, Action<int, double[]> predict, double[] mean, double[] buffer, int length)
    {
        predict(0, mean);
        Multiply(mean.AsSpan(0, length), times.Length == 1 ? 1 : times[0]);
        int count = times[0];
        for (int member = 1; member < times.Length; member++)
        {
            predict(member, buffer);
            Multiply(buffer.AsSpan(0, length), times[member]);
            Add(buffer.AsSpan(0, length), mean.AsSpan(0, length));
            count += times[member];
        }

        Divide(mean.AsSpan(0, length), times.Length == 1 ? 1 : count);
    }

    /// <summary>Adds the prediction of a network to the sum of those before it.</summary>
    public static void Add(ReadOnlySpan<double> prediction, Span<double> sum)
    {
        int i = 0;
        for (; i <= sum.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(sum[i..]) + new Vector<double>(prediction[i..])).CopyTo(sum[i..]);
        }

        for (; i < sum.Length; i++)
        {
            sum[i] += prediction[i];
        }
    }

    /// <summary>Divides the sum by the number of networks.</summary>
    public static void Divide(Span<double> sum, int count)
    {
        for (int i = 0; i < sum.Length && count > 1; i++)
        {
            sum[i] /= count;
        }
    }

    /// <summary>Multiplies the prediction of a network by the number of times that it counts.</summary>
    private static void Multiply(Span<double> prediction, int times)
    {
        for (int i = 0; i < prediction.Length && times > 1; i++)
        {
            prediction[i] *= times;
        }
    }
}
