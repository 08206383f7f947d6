namespace PSNeuralNet;

/// <summary>The known name that is most like a mistyped one, for messages.</summary>
internal static class NearestName
{
    // A letter that is left out at the end counts less than one in the middle.
    private const double MissingEnd = 0.1;

    /// <summary>
    /// The known name with the fewest edits: letters added, left out, replaced, or exchanged with their neighbour, whatever their case. Letters that are missing at the end, and around a text that
    /// is part of the name, count a tenth. Of several, the first one.
    /// </summary>
    /// <param name="text">The text that is no known name.</param>
    /// <param name="names">The known names; one or more.</param>
    public static string Of(string text, IEnumerable<string> names)
    {
        string wanted = text.ToUpperInvariant();
        return names.MinBy(name => Difference(wanted, name.ToUpperInvariant()))!;
    }

    private static double Difference(string wanted, string known) => wanted.Length > 2 && known.Contains(wanted, StringComparison.Ordinal)
        ? (known.Length - wanted.Length) * MissingEnd
        : Enumerable.Range(0, known.Length + 1).Min(length => Distance(wanted, known[..length]) + ((known.Length - length) * MissingEnd));

    /// <summary>Number of edits from one text to another: the optimal string alignment distance (restricted Damerau-Levenshtein).</summary>
    public static int Distance(string from, string to)
    {
        var edits = new int[from.Length + 1, to.Length + 1];
        for (int i = 0; i <= from.Length; i++)
        {
            for (int j = 0; j <= to.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    edits[i, j] = i + j;
                    continue;
                }

                int cost = from[i - 1] == to[j - 1] ? 0 : 1;
                edits[i, j] = Math.Min(Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1, edits[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
                }
            }
        }

        return edits[from.Length, to.Length];
    }
}
