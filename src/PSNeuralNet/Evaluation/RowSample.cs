using PSNeuralNet.Numerics;

namespace PSNeuralNet.Evaluation;

/// <summary>Random selections of rows, without replacement and in the order of the rows.</summary>
internal static class RowSample
{
    /// <summary>Indexes of a number of rows: all, or so many of them.</summary>
    /// <param name="count">The number of rows.</param>
    /// <param name="maximum">The most rows to select.</param>
    /// <param name="random">The random numbers; none are drawn where all rows are selected.</param>
    public static int[] Of(int count, int maximum, RandomState random) =>
        count <= maximum ? [.. Enumerable.Range(0, count)] : [.. random.Permutation(count).Take(maximum).Order()];

    /// <exception cref="NetworkException">The number of rows is below 1.</exception>
    public static void Require(int maximum)
    {
        if (maximum < 1)
        {
            throw EvaluationErrors.SampleMaximumInvalid(maximum);
        }
    }
}
