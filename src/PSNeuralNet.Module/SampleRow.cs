using System.Management.Automation;
using System.Reflection;
using PSNeuralNet.Data;

namespace PSNeuralNet.Commands;

/// <summary>A dataset's samples as objects with a property for each column: features, then the label as the user wrote it, or numbers.</summary>
internal sealed class SampleRow
{
    // A list of members of the right size from the start; PowerShellStandard.Library does not know this constructor.
    private static readonly ConstructorInvoker? WithCapacity =
        typeof(PSObject).GetConstructor([typeof(int)]) is { } constructor ? ConstructorInvoker.Create(constructor) : null;

    private readonly Dataset _dataset;
    private readonly bool[] _givesWay;
    private readonly int _capacity;

    /// <param name="dataset">The dataset.</param>
    /// <param name="added">The names of properties that will be added: the dataset's own of these names give way.</param>
    public SampleRow(Dataset dataset, params string[] added)
    {
        _dataset = dataset;
        Columns = [.. dataset.Schema.Column.Select(column => column.Name), .. dataset.TargetName];
        _givesWay = GivesWay(Columns, added);
        _capacity = Columns.Length + added.Length;
    }

    /// <summary>The names of the dataset's columns.</summary>
    public string[] Columns { get; }

    /// <summary>An object without properties, with room for some.</summary>
    public static PSObject New(int count)
    {
        return WithCapacity is null ? new PSObject() : (PSObject)WithCapacity.Invoke(count);
    }

    /// <summary>Adds a property at the end, to an object made here that has none of this name.</summary>
    public static void Add(PSObject row, string name, object? value)
    {
        // What the object has already need not be looked at.
        row.Properties.Add(new PSNoteProperty(name, value), preValidated: true);
    }

    /// <summary>Which columns make way for a later one of the same name, or for one that is added.</summary>
    public static bool[] GivesWay(string[] columns, string[] added)
    {
        var later = new HashSet<string>(added, StringComparer.OrdinalIgnoreCase);
        bool[] givesWay = new bool[columns.Length];
        for (int i = columns.Length - 1; i >= 0; i--)
        {
            givesWay[i] = !later.Add(columns[i]);
        }

        return givesWay;
    }

    /// <summary>A sample as an object.</summary>
    public PSObject Create(int sample)
    {
        PSObject row = New(_capacity);
        int index = 0;
        foreach ((string column, object? value) in _dataset.FeaturesOf(sample))
        {
            if (!_givesWay[index++])
            {
                Add(row, column, value);
            }
        }

        for (int target = 0; target < _dataset.TargetName.Count; target++)
        {
            if (!_givesWay[index++])
            {
                Add(row, _dataset.TargetName[target], _dataset.TargetOf(sample, target));
            }
        }

        return row;
    }
}
