using System.Management.Automation;
using System.Reflection;
using PSNeuralNet.Data;

namespace PSNeuralNet.Commands;

/// <summary>Samples as objects with a property for each column.</summary>
internal static class SampleRow
{
    // A list of members of the right size from the start; PowerShellStandard.Library does not know this constructor.
    private static readonly ConstructorInvoker? WithCapacity =
        typeof(PSObject).GetConstructor([typeof(int)]) is { } constructor ? ConstructorInvoker.Create(constructor) : null;

    /// <summary>An object without properties, with room for some.</summary>
    public static PSObject New(int count)
    {
        return WithCapacity is null ? new PSObject() : (PSObject)WithCapacity.Invoke(count);
    }

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
        row.Members.Add(new PSNoteProperty(name, value), preValidated: true);
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
