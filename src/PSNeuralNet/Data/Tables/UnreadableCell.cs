namespace PSNeuralNet.Data;

/// <summary>What stands for a cell whose value could not be had, because its object failed to give it: a missing one.</summary>
/// <param name="Reason">What the object said.</param>
public sealed record UnreadableCell(string Reason)
{
    /// <summary>What to tell of the first such cell of a column.</summary>
    internal string Warning(int row, string column, bool isLeftOut)
    {
        return $"Row {row}, column '{column}' cannot be read: {Reason.TrimEnd('.')}. {(isLeftOut ? "All rows are so, and the column is left out" : "It counts as missing, there and wherever else that is so")}. To do without the column, say -ExcludeFeature '{column}'.";
    }
}
