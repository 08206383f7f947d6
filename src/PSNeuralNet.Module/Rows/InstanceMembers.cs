using System.Collections.ObjectModel;
using System.Collections.Specialized;
using System.Reflection;

namespace PSNeuralNet.Commands;

/// <summary>
/// The instance members of an object, from [pscustomobject], Import-Csv, Select-Object or Add-Member. The public API, PSObject.Properties,
/// adds five hidden members to an object and copies its list: over 10 us for an object of three properties, compared to 0.2 us here. The
/// members are internal to the engine and accessed by reflection, here and in <see cref="RowBuilder"/>. If an engine does not have them,
/// callers use the public API; a test fails when an engine update renames them.
/// </summary>
internal static class InstanceMembers
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Func<PSObject, PSMemberInfoCollection<PSMemberInfo>>? GetMembers = Getter<PSMemberInfoCollection<PSMemberInfo>>("InstanceMembers");
    private static readonly Func<PSObject, Collection<string>>? GetTypeNames = Getter<Collection<string>>("InternalTypeNames");
    private static readonly FieldInfo? Table =
        typeof(PSObject).GetProperty("InstanceMembers", Instance)?.PropertyType.GetField("_members", Instance) is { } field && field.FieldType == typeof(OrderedDictionary) ? field : null;
    private static readonly MethodInvoker? HasMembers =
        typeof(PSObject).GetMethod("HasInstanceMembers", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic) is { } method
            && method.ReturnType == typeof(bool) && method.GetParameters() is [{ ParameterType: var type }, { IsOut: true }] && type == typeof(object)
                ? MethodInvoker.Create(method)
                : null;

    /// <summary>True if the engine has all internal members that are needed.</summary>
    public static bool IsSupported => GetMembers is not null && GetTypeNames is not null && HasMembers is not null && Table is not null;

    /// <summary>
    /// The members of a PSCustomObject, by name; null for any other object, for one without members, or if not supported. Lock the result
    /// while reading it, as the engine does.
    /// </summary>
    public static OrderedDictionary? Of(PSObject row) => IsSupported && row.ImmediateBaseObject is PSCustomObject ? TableOf(row) : null;

    /// <summary>The instance members of any object, by name; null if it has none. Requires <see cref="IsSupported"/>.</summary>
    public static OrderedDictionary? TableOf(PSObject row) => (OrderedDictionary?)Table!.GetValue(GetMembers!(row));

    /// <summary>True if an object has instance properties; null if not supported.</summary>
    public static bool? HasProperties(PSObject row) =>
        IsSupported ? (bool)HasMembers!.Invoke(null, row, null)! && GetMembers!(row).Any(IsProperty) : null;

    /// <summary>True for a property, except the hidden one for type names that the engine adds.</summary>
    public static bool IsProperty(PSMemberInfo member) => member is PSPropertyInfo && member.Name != "pstypenames";

    /// <summary>The type names of an object, without the copy that PSObject.TypeNames creates.</summary>
    public static Collection<string> TypeNames(PSObject row) => GetTypeNames?.Invoke(row) ?? row.TypeNames;

    private static Func<PSObject, T>? Getter<T>(string name)
        where T : class
    {
        return typeof(PSObject).GetProperty(name, Instance) is { GetMethod: { } getter } property && typeof(T).IsAssignableFrom(property.PropertyType)
            ? getter.CreateDelegate<Func<PSObject, T>>()
            : null;
    }
}
