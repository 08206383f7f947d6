namespace PSNeuralNet.Data;

/// <summary>Texts of a column of free text in a dataset, one per sample: its features do not tell them.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Values">The texts; null for a missing one.</param>
internal sealed record TextCells(string Name, string?[] Values)
{
    /// <summary>The texts of some samples, in this order.</summary>
    public TextCells Take(int[] samples) => this with { Values = Array.ConvertAll(samples, sample => Values[sample]) };
}
