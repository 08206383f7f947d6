namespace PSNeuralNet.Charts;

/// <summary>
/// The numbers behind a picture: what there is to draw, whoever draws it. There is a record for each <see cref="ChartKind"/>.
/// </summary>
/// <param name="Title">What it shows, in a few words.</param>
/// <param name="Subtitle">Of what network or data; empty where there is nothing to add.</param>
public abstract record Chart(string Title, string Subtitle)
{
    /// <summary>What it shows.</summary>
    public abstract ChartKind Kind { get; }

    /// <summary>Indexes of at most so many of a number of things, evenly spread.</summary>
    internal static int[] Spread(int count, int most)
    {
        return count <= most ? [.. Enumerable.Range(0, count)] : [.. Enumerable.Range(0, most).Select(i => (int)((long)i * count / most))];
    }
}
