using System.Collections;
using System.Data;
using System.Reflection;
using System.Xml;

namespace PSNeuralNet.Commands;

/// <summary>
/// Reads the properties and fields of a .NET type directly, for objects without other properties, and the cells of a data row. They are looked
/// up once for consecutive rows of a type or table; enumerating them through the engine takes 10 us per object or more.
/// </summary>
internal sealed class PropertyAccessor
{
    private readonly Type _type;
    private readonly Func<object, object?>[] _getters;
    private readonly DataTable? _table;
    private readonly int _columnCount;

    private PropertyAccessor(Type type, Func<object, object?>[] getters, DataTable? table = null)
    {
        _type = type;
        _getters = getters;
        _table = table;
        _columnCount = table?.Columns.Count ?? 0;
    }

    /// <summary>Creates an accessor for objects of the same type; null if their properties must be read through the engine.</summary>
    /// <param name="row">An object of the type.</param>
    /// <param name="properties">Its readable properties, from the engine.</param>
    public static PropertyAccessor? Create(PSObject row, IReadOnlyList<PSPropertyInfo?> properties)
    {
        object target = row.ImmediateBaseObject;
        if (RowNames.TableOf(target) is { } table)
        {
            return InstanceMembers.HasProperties(row) == false ? new PropertyAccessor(target.GetType(), [.. properties.Select(property => Cell(table, property!.Name))], table) : null;
        }

        // The properties of these depend on the object, not on its type; dictionaries are read by key.
        if (target is PSObject or PSCustomObject or XmlNode or System.Dynamic.IDynamicMetaObjectProvider or IDictionary || InstanceMembers.HasProperties(row) != false)
        {
            return null;
        }

        Type type = target.GetType();
        var getters = new Func<object, object?>[properties.Count];
        for (int i = 0; i < getters.Length; i++)
        {
            // Other kinds come from the type table or an adapter.
            if (properties[i] is not { } property || property.GetType() != typeof(PSProperty) || Getter(type, property) is not { } getter)
            {
                return null;
            }

            getters[i] = getter;
        }

        return new PropertyAccessor(type, getters);
    }

    /// <summary>True if an object has the accessor's type and no instance properties.</summary>
    public bool Supports(PSObject row) =>
        row.ImmediateBaseObject.GetType() == _type && InstanceMembers.HasProperties(row) == false
        && (_table is null || (RowNames.TableOf(row.ImmediateBaseObject) == _table && _table.Columns.Count == _columnCount));

    /// <summary>Reads a property; an exception of its getter is not caught.</summary>
    public object? Value(object target, int index) => _getters[index](target);

    /// <summary>Reads a cell of a data row, or another property through the engine.</summary>
    private static Func<object, object?> Cell(DataTable table, string name) =>
        table.Columns[name] is { } column
            ? row => row is DataRow data ? data[column] : ((DataRowView)row)[column.Ordinal]
            : row => PSObject.AsPSObject(row).Properties[name]?.Value;

    private static Func<object, object?>? Getter(Type type, PSPropertyInfo property)
    {
        MemberInfo[] members = type.GetMember(property.Name, MemberTypes.Property | MemberTypes.Field, BindingFlags.Instance | BindingFlags.Public);
        Type? value = members is [PropertyInfo { GetMethod.IsPublic: true } one] && one.GetIndexParameters().Length == 0 ? one.PropertyType : (members is [FieldInfo field] ? field.FieldType : null);
        if (value is null || value.IsByRef || value.IsByRefLike || value.IsPointer || value.FullName != property.TypeNameOfValue)
        {
            return null;
        }

        return members[0] is PropertyInfo { GetMethod: { } method } ? MethodInvoker.Create(method).Invoke : ((FieldInfo)members[0]).GetValue;
    }
}
