using System.Management.Automation;
using PSNeuralNet.Data;

namespace PSNeuralNet.Commands;

/// <summary>Samples as objects with a property for each column.</summary>
internal static class SampleRow
{
    /// <summary>A sample of a dataset: its feature columns, then its label as the user wrote it, or its numbers.</summary>
    public static PSObject Create(Dataset dataset, int sample)
    {
        var row = new PSObject();
        foreach ((string column, object? value) in dataset.FeaturesOf(sample))
        {
            Set(row, column, value);
        }

        for (int target = 0; target < dataset.TargetName.Count; target++)
        {
            Set(row, dataset.TargetName[target], dataset.TargetOf(sample, target));
        }

        return row;
    }

    /// <summary>Adds a property at the end, to an object made here that has none of this name.</summary>
    public static void Add(PSObject row, string name, object? value)
    {
        // What the object has already need not be looked at.
        row.Properties.Add(new PSNoteProperty(name, value), preValidated: true);
    }

    /// <summary>Adds a property at the end; one of the same name gives way.</summary>
    public static void Set(PSObject row, string name, object? value)
    {
        if (row.Properties[name] is not null)
        {
            row.Properties.Remove(name);
        }

        row.Properties.Add(new PSNoteProperty(name, value));
    }
}
