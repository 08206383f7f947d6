namespace PSNeuralNet.Data;

/// <summary>Cells of a column that can be read as the same <see cref="CellClass"/>.</summary>
internal sealed class CellGroup
{
    /// <summary>The codes of the different cells, in the order of their first rows.</summary>
    public List<int> Codes { get; } = [];

    /// <summary>Number of cells.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a different cell.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="count">Number of cells that have it.</param>
    public void Add(int code, int count)
    {
        Codes.Add(code);
        Count += count;
    }
}
