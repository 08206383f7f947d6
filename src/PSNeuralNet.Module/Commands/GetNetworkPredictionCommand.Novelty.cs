namespace PSNeuralNet.Commands;

// Rows that are unlike those of the training.
public sealed partial class GetNetworkPredictionCommand
{
    private NoveltyCheck? _novelty;

    /// <summary>
    /// Adds the properties Novelty and NoveltyColumn: by how much the row is outside of those that the network was trained on, and the column of which that is. 0 is within the smallest and largest value of
    /// every column, 0.5 half their distance outside, above 1 far outside; 1 is a category that the training did not have. Free text and columns encoded by the target do not count.
    /// </summary>
    [Parameter]
    public SwitchParameter Novelty { get; set; }

    private string[] NoveltyColumns => Novelty ? ["Novelty", "NoveltyColumn"] : [];

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_novelty?.Warning is { } warning)
        {
            WriteWarning(warning);
        }
    }

    /// <summary>Creates the check, where the network has the summary of its training.</summary>
    /// <exception cref="NetworkException">It has none, but -Novelty is given.</exception>
    private void CreateNoveltyCheck()
    {
        _novelty = Novelty || _network.Parameter.Metadata.Data is not null ? new NoveltyCheck(_network.Parameter, countsCategories: Novelty) : null;
        if (Novelty && _novelty!.UncheckedColumnCount > 0)
        {
            WriteWarning(FormattableString.Invariant($"-Novelty does not look at {_novelty.UncheckedColumnCount} feature columns: a network keeps summaries of up to {DataSummary.MaximumColumns} columns."));
        }
    }

    private void AddNovelty(Span<object?> added, int row, ReadOnlySpan<double> features)
    {
        if (_novelty?.Next(row, features) is { } novelty && Novelty)
        {
            (added[^2], added[^1]) = (novelty.Value, novelty.Column);
        }
    }
}
