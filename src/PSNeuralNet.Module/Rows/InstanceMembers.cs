using System.Collections.ObjectModel;
using System.Collections.Specialized;
using System.Management.Automation;
using System.Reflection;

namespace PSNeuralNet.Commands;

/// <summary>
/// The members that an object has of its own, from [pscustomobject], Import-Csv, Select-Object or Add-Member. The public way to them,
/// PSObject.Properties, adds five hidden members to an object and copies its list: over 10 us for an object of three properties, where this
/// takes 0.2. The engine keeps them to itself; they are reached by reflection, here and, to write them, in
/// <see cref="RowBuilder"/>. An engine without them is served by the public way (a test fails when an update moves them).
/// </summary>
internal static class InstanceMembers
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Func<PSObject, PSMemberInfoCollection<PSMemberInfo>>? MembersOf = Getter<PSMemberInfoCollection<PSMemberInfo>>("InstanceMembers");
    private static readonly Func<PSObject, Collection<string>>? TypeNamesOf = Getter<Collection<string>>("InternalTypeNames");
    private static readonly FieldInfo? Table =
        typeof(PSObject).GetProperty("InstanceMembers", Instance)?.PropertyType.GetField("_members", Instance) is { } field && field.FieldType == typeof(OrderedDictionary) ? field : null;
    private static readonly MethodInvoker? HasMembers =
        typeof(PSObject).GetMethod("HasInstanceMembers", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic) is { } method
            && method.ReturnType == typeof(bool) && method.GetParameters() is [{ ParameterType: var type }, { IsOut: true }] && type == typeof(object)
                ? MethodInvoker.Create(method)
                : null;

    /// <summary>Whether the engine has what is needed here.</summary>
    public static bool IsSupported => MembersOf is not null && TypeNamesOf is not null && HasMembers is not null && Table is not null;

    /// <summary>
    /// The members of an object that is nothing but its members, by name; null for any other object, one that has none, or an engine that
    /// does not say. To be locked while it is read, as the engine does.
    /// </summary>
    public static OrderedDictionary? Of(PSObject row)
    {
        return IsSupported && row.ImmediateBaseObject is PSCustomObject ? TableOf(row) : null;
    }

    /// <summary>The members that an object of any kind has of its own, by name; null where it has none. Asks an engine that says so.</summary>
    public static OrderedDictionary? TableOf(PSObject row)
    {
        return (OrderedDictionary?)Table!.GetValue(MembersOf!(row));
    }

    /// <summary>Whether a property is a member that an object of any kind has of its own; null for an engine that does not say.</summary>
    public static bool? HasProperties(PSObject row)
    {
        return IsSupported ? (bool)HasMembers!.Invoke(null, row, null)! && MembersOf!(row).Any(IsProperty) : null;
    }

    /// <summary>Whether a member is a property, and not the hidden one for the type names, which the engine adds.</summary>
    public static bool IsProperty(PSMemberInfo member)
    {
        return member is PSPropertyInfo && member.Name != "pstypenames";
    }

    /// <summary>The names of the object's types, without a list of them being made for it as PSObject.TypeNames does.</summary>
    public static Collection<string> TypeNames(PSObject row)
    {
        return TypeNamesOf?.Invoke(row) ?? row.TypeNames;
    }

    private static Func<PSObject, T>? Getter<T>(string name)
        where T : class
    {
        return typeof(PSObject).GetProperty(name, Instance) is { GetMethod: { } getter } property && typeof(T).IsAssignableFrom(property.PropertyType)
            ? getter.CreateDelegate<Func<PSObject, T>>()
            : null;
    }
}
