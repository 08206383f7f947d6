using System.Reflection;

namespace PSNeuralNet.Commands;

/// <summary>
/// The type names of many objects: one read-only list, which the engine copies for an object whose names are changed later. PSObject.TypeNames makes such a copy for each object and keeps it in a table of weak
/// references: over 1 us an object. The list and its setter are internal to the engine; if an engine does not have them, or they behave differently, the public API is used.
/// </summary>
/// <param name="name">The first name, which selects the view.</param>
internal sealed class SharedTypeNames(string name)
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly PropertyInfo? Names = typeof(PSObject).GetProperty("InternalTypeNames", Instance);
    private static readonly MethodInvoker? Setter = Names?.SetMethod is { } setter ? MethodInvoker.Create(setter) : null;
    private static readonly ConstructorInvoker? Constructor =
        Names?.PropertyType.GetConstructor(Instance, [typeof(IEnumerable<string>), typeof(bool)]) is { } constructor ? ConstructorInvoker.Create(constructor) : null;

    private readonly object? _list = IsSupported ? ListOf(name) : null;

    /// <summary>True if the engine's internal members exist and behave as expected.</summary>
    public static bool IsSupported { get; } = Setter is not null && Constructor is not null && IsVerified();

    /// <summary>Gives the names to a new custom object.</summary>
    public void Apply(PSObject row)
    {
        if (_list is null)
        {
            row.TypeNames.Insert(0, name);
        }
        else
        {
            Setter!.Invoke(row, _list);
        }
    }

    private static object ListOf(string name) => Constructor!.Invoke(new PSObject().TypeNames.Prepend(name).ToArray(), true);

    /// <summary>True if an object has the names, and can have others without changing those of the next one.</summary>
    private static bool IsVerified()
    {
        try
        {
            object list = ListOf("First");
            PSObject row = new(), other = new();
            Setter!.Invoke(row, list);
            Setter.Invoke(other, list);
            row.TypeNames.Insert(0, "Second");
            return row.TypeNames.Take(2).SequenceEqual(["Second", "First"]) && other.TypeNames.SequenceEqual(new PSObject().TypeNames.Prepend("First"));
        }
#pragma warning disable CA1031 // Another engine's internal members may throw any exception; any of them means that they differ.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }
}
