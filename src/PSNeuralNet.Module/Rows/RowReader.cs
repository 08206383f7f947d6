using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation.Internal;

namespace PSNeuralNet.Commands;

/// <summary>
/// Reads objects from the pipeline as rows of a table: the columns are the properties of an object, or the keys of a hashtable. Objects
/// are not changed, and each property is read at most once. One reader processes many objects, one at a time.
/// </summary>
internal sealed class RowReader
{
    private object?[] _cell = [];
    private PSPropertyInfo?[] _property = [];
    private bool[] _isRead = [];

    // Fast paths for a row like the previous one: an object with note properties only, or one with the properties of its .NET type only.
    private bool _hasNotesOnly;
    private PropertyAccessor? _accessor;
    private string[] _typeNames = [];
    private PSObject? _row;

    // Guess for the next lookup: columns are usually read in the same order for each row.
    private int _next;

    // Index by name, created when columns are read in another order.
    private Dictionary<string, int>? _indexes;

    /// <summary>The number of the current row, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The property names, in order; the same array as for the previous row if they are equal.</summary>
    public string[] Columns { get; private set; } = [];

    /// <summary>The column names: <see cref="Columns"/> without blanks around them.</summary>
    public string[] Names { get; private set; } = [];

    /// <summary>Properties of the object's class that are no cells, such as the RowState of a data row.</summary>
    public string[] Extra { get; private set; } = [];

    /// <summary>Moves to an object.</summary>
    /// <param name="row">The object.</param>
    /// <param name="number">The number of the row, from 1, for messages.</param>
    public void Read(PSObject row, int number)
    {
        Number = number;
        _row = row;
        _next = 0;
        if (!(_hasNotesOnly && TryReadNotes(row)) && !(_accessor is not null && _accessor.Supports(row) && IsSameType(row)))
        {
            ReadProperties(row);
        }

        Array.Clear(_isRead);
    }

    /// <summary>
    /// The base object of a cell, by case-insensitive column name: null if there is no such column, and an <see cref="UnreadableCell"/>
    /// with the reason if its getter throws.
    /// </summary>
    public object? ValueOf(string column)
    {
        int index = IndexOf(column);
        if (index < 0)
        {
            return null;
        }

        object? value = Raw(index);

        // The output of a statement without output, such as an if without else.
        return ReferenceEquals(value, AutomationNull.Value) ? null : BaseObject.Of(value);
    }

    /// <summary>A cell as it is, by index in <see cref="Columns"/>; null if its getter throws.</summary>
    public object? CellOf(int index)
    {
        object? value = Raw(index);
        return value is UnreadableCell ? null : value;
    }

    /// <summary>Fast path for a row with the columns and types of the previous row, and note properties only.</summary>
    private bool TryReadNotes(PSObject row)
    {
        if (InstanceMembers.Of(row) is not { } members || !IsSameType(row))
        {
            return false;
        }

        lock (members)
        {
            return TryReadMembers(members);
        }
    }

    private bool TryReadMembers(OrderedDictionary members)
    {
        int count = 0;
        for (int i = 0; i < members.Count; i++)
        {
            var member = (PSMemberInfo)members[i]!;
            if (member is PSNoteProperty note)
            {
                if (count == Columns.Length || note.Name != Columns[count])
                {
                    return false;
                }

                _property[count++] = note;
            }
            else if (InstanceMembers.IsProperty(member))
            {
                return false;
            }
        }

        return count == Columns.Length;
    }

    private bool IsSameType(PSObject row) => InstanceMembers.TypeNames(row).SequenceEqual(_typeNames);

    private void ReadProperties(PSObject row)
    {
        _hasNotesOnly = false;
        _accessor = null;
        var names = new List<string>(Columns.Length);
        var cells = new List<object?>();
        var properties = new List<PSPropertyInfo?>(Columns.Length);
        if (row.BaseObject is IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in dictionary)
            {
                names.Add(entry.Key.ToString() is { Length: > 0 } name ? name : throw NoName(row));
                cells.Add(entry.Value);
                properties.Add(null);
            }
        }
        else
        {
            // After a line #TYPE, rows of Import-Csv also have the members that PowerShell adds to objects of that type.
            bool isCsv = InstanceMembers.TypeNames(row).Any(name => name.StartsWith("CSV:", StringComparison.OrdinalIgnoreCase));
            foreach (PSPropertyInfo property in row.Properties)
            {
                if ((!isCsv || property.IsInstance) && IsGettable(property))
                {
                    names.Add(property.Name);
                    cells.Add(null);
                    properties.Add(property);
                }
            }
        }

        if (!names.SequenceEqual(Columns))
        {
            Names = RowNames.Trimmed(names, Number, row);
            Columns = [.. names];
            _indexes = null;
            _isRead = new bool[names.Count];
        }

        Extra = RowNames.Extra(row, properties);

        _property = [.. properties];
        _cell = [.. cells];
        _typeNames = [.. InstanceMembers.TypeNames(row)];

        // Deserialized objects may have properties that are not instance members.
        _accessor = PropertyAccessor.Create(row, properties);
        _hasNotesOnly = _accessor is null && !_typeNames.Any(name => name.StartsWith("Deserialized.", StringComparison.OrdinalIgnoreCase)) && TryReadNotes(row);
    }

    private NetworkException NoName(PSObject row)
    {
        string why = "one of its keys is an empty string";
        return Errors.ColumnNameMissing(Number, why, row);
    }

    private static bool IsGettable(PSPropertyInfo property)
    {
        try
        {
            return property.IsGettable;
        }
        catch (ExtendedTypeSystemException)
        {
            // An alias without its property: reading the value reports it.
            return true;
        }
    }

    private int IndexOf(string column)
    {
        int at = _next;
        if (at >= Names.Length || Names[at] != column)
        {
            _indexes ??= CreateIndexes();

            // Networks of earlier versions may have names with blanks around them.
            string name = column.Trim();
            if (!_indexes.TryGetValue(name, out at))
            {
                return -1;
            }

            // Keys may differ only in case: prefer the exact name.
            int exact = _indexes.Count < Names.Length ? Array.IndexOf(Names, name) : -1;
            at = exact < 0 ? at : exact;
        }

        _next = at + 1;
        return at;
    }

    private Dictionary<string, int> CreateIndexes()
    {
        var indexes = new Dictionary<string, int>(Names.Length, StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < Names.Length; i++)
        {
            _ = indexes.TryAdd(Names[i], i);
        }

        return indexes;
    }

    /// <summary>A cell, or an <see cref="UnreadableCell"/>; cached after the first read.</summary>
    private object? Raw(int index)
    {
        if (!_isRead[index])
        {
            _cell[index] = _accessor is not null ? ReadAccessor(index) : _property[index] is { } property ? ValueOf(property) : _cell[index];
            _isRead[index] = true;
        }

        return _cell[index];
    }

    private object? ReadAccessor(int index)
    {
        try
        {
            return _accessor!.Value(_row!.ImmediateBaseObject, index);
        }
#pragma warning disable CA1031 // A getter may throw any exception; the engine wraps them all into one.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new UnreadableCell(exception.Message);
        }
    }

    private static object? ValueOf(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (ExtendedTypeSystemException exception)
        {
            return new UnreadableCell((exception.InnerException ?? exception).Message);
        }
    }
}
