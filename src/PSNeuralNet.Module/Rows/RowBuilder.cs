using System.Collections.Specialized;
using System.Reflection;

namespace PSNeuralNet.Commands;

/// <summary>
/// Builds objects with equal properties: the columns of a table, then added columns. The public API for adding a property copies it, looks
/// for existing members, and registers its name with the engine's compiled scripts, which takes 1 us for five properties. Only the first
/// object of a builder needs that registration; the others are built through internal members of the engine in half the time, with fewer
/// allocations. If an engine does not have them, or they behave differently, the public API is used; a test fails when an engine update
/// changes them.
/// </summary>
internal sealed class RowBuilder
{
    // Sets the owner of a property; without it the property could not be set.
    private static readonly Action<PSMemberInfo, object>? SetOwner =
        typeof(PSMemberInfo).GetMethod("ReplicateInstance", BindingFlags.Instance | BindingFlags.NonPublic, [typeof(object)]) is { } method && method.ReturnType == typeof(void)
            ? method.CreateDelegate<Action<PSMemberInfo, object>>()
            : null;

    // Allocates the members with the right capacity; PowerShellStandard.Library does not have this constructor.
    private static readonly ConstructorInvoker? WithCapacity =
        typeof(PSObject).GetConstructor([typeof(int)]) is { } constructor ? ConstructorInvoker.Create(constructor) : null;

    private readonly string[] _names;
    private readonly object _count;
    private readonly SharedTypeNames? _typeNames;
    private bool _isRegistered;

    /// <param name="columns">The column names.</param>
    /// <param name="added">The names of the added columns, without duplicates.</param>
    /// <param name="typeName">The type name of the objects, which selects their view; null for that of any custom object.</param>
    public RowBuilder(string[] columns, string[] added, string? typeName = null)
    {
        _typeNames = typeName is null ? null : new SharedTypeNames(typeName);
        Kept = FindKept(columns, added);
        _names = [.. Kept.Select(column => columns[column]), .. added];
        _count = _names.Length;
        Values = new object?[_names.Length];
    }

    /// <summary>True if the engine's internal members exist and behave as expected.</summary>
    public static bool IsSupported { get; } = SetOwner is not null && WithCapacity is not null && InstanceMembers.IsSupported && IsVerified();

    /// <summary>The indexes of the kept columns, in order; a later or added column of the same name replaces a column.</summary>
    public int[] Kept { get; }

    /// <summary>The values of the next object: of the kept columns, then of the added ones.</summary>
    public object?[] Values { get; }

    /// <summary>The part of <see cref="Values"/> for the added columns.</summary>
    public Span<object?> Added => Values.AsSpan(Kept.Length);

    /// <summary>Builds an object with the current <see cref="Values"/>.</summary>
    public PSObject Build()
    {
        PSObject row = WithCapacity is null ? new PSObject() : (PSObject)WithCapacity.Invoke(_count);
        if (_isRegistered && InstanceMembers.TableOf(row) is { } members)
        {
            AddMembers(row, members);
        }
        else
        {
            for (int i = 0; i < _names.Length; i++)
            {
                row.Properties.Add(new PSNoteProperty(_names[i], Values[i]), preValidated: true);
            }

            _isRegistered = IsSupported;
        }

        _typeNames?.Apply(row);
        return row;
    }

    private static int[] FindKept(string[] columns, string[] added)
    {
        var later = new HashSet<string>(added, StringComparer.OrdinalIgnoreCase);
        int[] kept = [.. Enumerable.Range(0, columns.Length).Reverse().Where(column => later.Add(columns[column]))];
        Array.Reverse(kept);
        return kept;
    }

    /// <summary>True if an object built through internal members behaves like any other.</summary>
    private static bool IsVerified()
    {
        var builder = new RowBuilder([], ["First", "Second"]);
        builder.Values[0] = 1;
        try
        {
            var row = (PSObject)WithCapacity!.Invoke(builder._count);
            if (InstanceMembers.TableOf(row) is not { } members)
            {
                return false;
            }

            builder.AddMembers(row, members);
            return row.Properties.Select(property => property.Name).SequenceEqual(builder._names)
                && row.Properties["first"] is PSNoteProperty { IsInstance: true, IsSettable: true, Value: 1 };
        }
#pragma warning disable CA1031 // Another engine's internal members may throw any exception; any of them means that they differ.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    private void AddMembers(PSObject row, OrderedDictionary members)
    {
        for (int i = 0; i < _names.Length; i++)
        {
            var property = new PSNoteProperty(_names[i], Values[i]);
            SetOwner!(property, row);
            members.Add(_names[i], property);
        }
    }
}
