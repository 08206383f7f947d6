using System.Collections;
using System.Data;
using System.Management.Automation;
using System.Reflection;
using System.Xml;

namespace PSNeuralNet.Commands;

/// <summary>
/// The properties and fields of a .NET type, for objects that have no other properties: they are looked for once for rows of a type that follow
/// each other, and then read directly. Asking the engine for them takes 10 us an object and more.
/// </summary>
internal sealed class PropertyAccessor
{
    private readonly Type _type;
    private readonly Func<object, object?>[] _getters;

    private PropertyAccessor(Type type, Func<object, object?>[] getters)
    {
        _type = type;
        _getters = getters;
    }

    /// <summary>How to read objects like this one; null where the engine has to be asked.</summary>
    /// <param name="row">The object.</param>
    /// <param name="properties">All of its properties that can be read, as the engine gives them.</param>
    public static PropertyAccessor? Create(PSObject row, IReadOnlyList<PSPropertyInfo?> properties)
    {
        object target = row.ImmediateBaseObject;

        // Of these, the type does not tell what properties there are; and dictionaries are read by their keys.
        if (target is PSObject or PSCustomObject or DataRow or DataRowView or XmlNode or System.Dynamic.IDynamicMetaObjectProvider or IDictionary || InstanceMembers.HasProperties(row) != false)
        {
            return null;
        }

        Type type = target.GetType();
        var getters = new Func<object, object?>[properties.Count];
        for (int i = 0; i < getters.Length; i++)
        {
            // Others are of the type table, or of an adapter.
            if (properties[i] is not { } property || property.GetType() != typeof(PSProperty) || Getter(type, property) is not { } getter)
            {
                return null;
            }

            getters[i] = getter;
        }

        return new PropertyAccessor(type, getters);
    }

    /// <summary>Whether an object is of the type, and nothing has been added to it.</summary>
    public bool Fit(PSObject row)
    {
        return row.ImmediateBaseObject.GetType() == _type && InstanceMembers.HasProperties(row) == false;
    }

    /// <summary>Reads a property; what its getter throws comes through.</summary>
    public object? Value(object target, int index)
    {
        return _getters[index](target);
    }

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
