using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;
using System.Management.Automation.Internal;
using PSNeuralNet.Data;

namespace PSNeuralNet.Commands;

/// <summary>
/// An object from the pipeline as a row of a table: its properties are the columns; for a hashtable, its keys. Only read,
/// never changed; each property at most once. Takes one object after the other.
/// </summary>
internal sealed class RowReader
{
    private object?[] _cell = [];
    private PSPropertyInfo?[] _property = [];
    private bool[] _isRead = [];

    // What the last row was: nothing but its own note properties, or nothing but those of its .NET type; and the names of its types.
    // The next one that is the same is read a short way.
    private bool _isPlain;
    private PropertyAccessor? _getters;
    private string[] _typeNames = [];
    private PSObject? _row;

    // Where the last column was found: readers ask for the columns of row after row in the same order.
    private int _next;

    // Where each column is, for those who ask in another order; made when one does.
    private Dictionary<string, int>? _place;

    /// <summary>The number of the row, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The names of the columns, in order: the same array as for the row before where that has the same.</summary>
    public string[] Columns { get; private set; } = [];

    /// <summary>Takes an object.</summary>
    /// <param name="row">The object.</param>
    /// <param name="number">The number of the row, from 1, for messages.</param>
    public void Read(PSObject row, int number)
    {
        Number = number;
        _row = row;
        _next = 0;
        if (!(_isPlain && TryReadPlain(row)) && !(_getters is not null && _getters.Fit(row) && IsSameType(row)))
        {
            ReadAny(row);
        }

        Array.Clear(_isRead);
    }

    /// <summary>The bare value of a column, to be read as a number or a label; null where there is none, and what says why where
    /// its getter fails. Case does not matter.</summary>
    public object? ValueOf(string column)
    {
        int index = IndexOf(column);
        if (index < 0)
        {
            return null;
        }

        object? value = Raw(index);

        // What an if without an else gives.
        return ReferenceEquals(value, AutomationNull.Value) ? null : BaseObject.Of(value);
    }

    /// <summary>A column as it is; null where its getter fails.</summary>
    /// <param name="index">The column's place in <see cref="Columns"/>.</param>
    public object? CellOf(int index)
    {
        object? value = Raw(index);
        return value is UnreadableCell ? null : value;
    }

    /// <summary>Reads a row like the one before: no other columns, no other types, nothing but note properties.</summary>
    private bool TryReadPlain(PSObject row)
    {
        if (InstanceMembers.Of(row) is not { } members || !IsSameType(row))
        {
            return false;
        }

        lock (members)
        {
            return TryTake(members);
        }
    }

    private bool TryTake(OrderedDictionary members)
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

    private bool IsSameType(PSObject row)
    {
        return InstanceMembers.TypeNames(row).SequenceEqual(_typeNames);
    }

    private void ReadAny(PSObject row)
    {
        _isPlain = false;
        _getters = null;
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
            foreach (PSPropertyInfo property in row.Properties)
            {
                if (IsGettable(property))
                {
                    names.Add(property.Name);
                    cells.Add(null);
                    properties.Add(property);
                }
            }
        }

        if (!names.SequenceEqual(Columns))
        {
            Columns = [.. names];
            _place = null;
            _isRead = new bool[names.Count];
        }

        _property = [.. properties];
        _cell = [.. cells];
        _typeNames = [.. InstanceMembers.TypeNames(row)];

        // Objects from another process may have properties that are not members of their own.
        _getters = PropertyAccessor.Create(row, properties);
        _isPlain = _getters is null && !_typeNames.Any(name => name.StartsWith("Deserialized.", StringComparison.OrdinalIgnoreCase)) && TryReadPlain(row);
    }

    private NetworkException NoName(PSObject row)
    {
        string why = "one of its keys is an empty text, which no property can have for a name";
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
            // An alias of nothing: its value tells.
            return true;
        }
    }

    private int IndexOf(string column)
    {
        int at = _next;
        if (at >= Columns.Length || Columns[at] != column)
        {
            _place ??= Places();
            if (!_place.TryGetValue(column, out at))
            {
                return -1;
            }

            // Keys may differ in case alone: then the one that is meant is the very name.
            int exact = _place.Count < Columns.Length ? Array.IndexOf(Columns, column) : -1;
            at = exact < 0 ? at : exact;
        }

        _next = at + 1;
        return at;
    }

    private Dictionary<string, int> Places()
    {
        var places = new Dictionary<string, int>(Columns.Length, StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < Columns.Length; i++)
        {
            _ = places.TryAdd(Columns[i], i);
        }

        return places;
    }

    /// <summary>A cell, or why it cannot be read; a property is asked the first time only.</summary>
    private object? Raw(int index)
    {
        if (!_isRead[index])
        {
            _cell[index] = _getters is not null ? FromType(index) : _property[index] is { } property ? ValueOf(property) : _cell[index];
            _isRead[index] = true;
        }

        return _cell[index];
    }

    private object? FromType(int index)
    {
        try
        {
            return _getters!.Value(_row!.ImmediateBaseObject, index);
        }
#pragma warning disable CA1031 // A getter may throw anything; the engine makes one kind of it.
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
