using PSNeuralNet.Data;

namespace PSNeuralNet.Commands;

/// <summary>A dataset's samples as objects with a property for each column: features, then the label as the user wrote it, or numbers.</summary>
internal sealed class SampleRowBuilder
{
    private readonly Dataset _dataset;

    /// <param name="dataset">The dataset.</param>
    /// <param name="added">The names of properties that are added: the dataset's own of these names give way.</param>
    public SampleRowBuilder(Dataset dataset, params string[] added)
    {
        _dataset = dataset;
        Columns = [.. dataset.Schema.Column.Select(column => column.Name), .. dataset.TargetName];
        Builder = new RowBuilder(Columns, added);
    }

    /// <summary>The names of the dataset's columns.</summary>
    public string[] Columns { get; }

    /// <summary>Makes the objects, of the sample that was taken and of what is added.</summary>
    public RowBuilder Builder { get; }

    /// <summary>Takes a sample's values for the next object.</summary>
    public void Take(int sample)
    {
        int column = 0, at = 0;
        foreach ((_, object? value) in _dataset.FeaturesOf(sample))
        {
            Take(column++, value, ref at);
        }

        for (int target = 0; target < _dataset.TargetName.Count; target++)
        {
            Take(column++, _dataset.TargetOf(sample, target), ref at);
        }
    }

    private void Take(int column, object? value, ref int at)
    {
        if (at < Builder.Kept.Length && Builder.Kept[at] == column)
        {
            Builder.Values[at++] = value;
        }
    }
}
