namespace PSNeuralNet.Data;

/// <summary>Placeholder of a cell whose property getter failed; counts as missing.</summary>
/// <param name="Reason">Message of the exception.</param>
public sealed record UnreadableCell(string Reason)
{
    /// <summary>Warning about the first such cell of a column.</summary>
    internal string Warning(int row, string column, bool isLeftOut) =>
        $"Row {row}, column '{column}' cannot be read: {Reason.TrimEnd('.')}. {(isLeftOut ? "All rows are so, and the column is left out" : "It counts as missing, there and wherever else that is so")}. To do without the column, say -ExcludeFeature '{column}'.";
}
