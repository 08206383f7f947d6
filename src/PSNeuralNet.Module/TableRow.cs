using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Runtime.InteropServices;
using PSNeuralNet.Data;

namespace PSNeuralNet.Commands;

/// <summary>
/// One object from the pipeline as a row of a table: its properties are the columns; for a hashtable, its keys. Only read,
/// never changed; each property at most once.
/// </summary>
internal sealed class TableRow
{
    private readonly object?[] _cell;

    // The properties that have not been read yet.
    private readonly PSPropertyInfo?[] _property;

    // Where the last column was found: readers ask for the columns of row after row in the same order.
    private int _next;

    /// <param name="row">The object.</param>
    /// <param name="number">The number of the row, from 1, for messages.</param>
    /// <param name="previous">The row before, whose list of columns is taken over where this one has the same; null for none.</param>
    public TableRow(PSObject row, int number, TableRow? previous = null)
    {
        Number = number;
        var names = new List<string>(previous?.Columns.Length ?? 8);
        var cells = new List<object?>();
        var properties = new List<PSPropertyInfo?>(names.Capacity);
        if (row.BaseObject is IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in dictionary)
            {
                names.Add(entry.Key.ToString() ?? "");
                cells.Add(entry.Value);
            }
        }
        else
        {
            foreach (PSPropertyInfo property in row.Properties)
            {
                if (property.IsGettable)
                {
                    names.Add(property.Name);
                    properties.Add(property);
                }
            }
        }

        _property = [.. properties];
        _cell = _property.Length > 0 ? new object?[_property.Length] : [.. cells];
        Columns = previous is not null && previous.Columns.AsSpan().SequenceEqual(CollectionsMarshal.AsSpan(names)) ? previous.Columns : [.. names];
    }

    /// <summary>The number of the row, from 1.</summary>
    public int Number { get; }

    /// <summary>The names of the columns, in order.</summary>
    public string[] Columns { get; }

    /// <summary>The bare value of a column, to be read as a number or a label; null where there is none, and what says why where
    /// its getter fails. Case does not matter.</summary>
    public object? ValueOf(string column)
    {
        int index = IndexOf(column);
        if (index < 0)
        {
            return null;
        }

        try
        {
            object? value = Raw(index);

            // What an if without an else gives.
            return ReferenceEquals(value, AutomationNull.Value) ? null : value is PSObject wrapped ? wrapped.BaseObject : value;
        }
        catch (GetValueException exception)
        {
            return new UnreadableCell((exception.InnerException ?? exception).Message);
        }
    }

    /// <summary>The value of a column as it is, to be handed on; null where its getter fails.</summary>
    /// <param name="index">The column's place in <see cref="Columns"/>.</param>
    public object? Copy(int index)
    {
        try
        {
            return Raw(index);
        }
        catch (GetValueException)
        {
            return null;
        }
    }

    private int IndexOf(string column)
    {
        for (int i = 0; i < Columns.Length; i++)
        {
            int at = _next + i < Columns.Length ? _next + i : _next + i - Columns.Length;
            if (string.Equals(Columns[at], column, StringComparison.OrdinalIgnoreCase))
            {
                _next = at + 1 == Columns.Length ? 0 : at + 1;
                return at;
            }
        }

        return -1;
    }

    /// <summary>A cell; a property is read the first time.</summary>
    private object? Raw(int index)
    {
        if (index < _property.Length && _property[index] is { } property)
        {
            _cell[index] = property.Value;
            _property[index] = null;
        }

        return _cell[index];
    }
}
