using System.Collections.Specialized;
using System.Management.Automation;
using System.Reflection;

namespace PSNeuralNet.Commands;

/// <summary>
/// Makes objects that all have the same properties, one after the other: the columns of a table, then some that are added. The public way
/// to add a property copies it, asks what the object has already, and tells the engine's compiled scripts about its name, which they
/// remember; for five properties that takes 1 us. After the first object of a builder the rest goes without, in half of that and with less garbage, by what
/// the engine keeps to itself; an engine that has it no more, or means something else by it, is served by the public way (a test fails when an
/// update moves it).
/// </summary>
internal sealed class RowBuilder
{
    // Tells a property whose it is; without that it could not be set.
    private static readonly Action<PSMemberInfo, object>? Claim =
        typeof(PSMemberInfo).GetMethod("ReplicateInstance", BindingFlags.Instance | BindingFlags.NonPublic, [typeof(object)]) is { } method && method.ReturnType == typeof(void)
            ? method.CreateDelegate<Action<PSMemberInfo, object>>()
            : null;

    // A list of members of the right size from the start; PowerShellStandard.Library does not know this constructor.
    private static readonly ConstructorInvoker? WithCapacity =
        typeof(PSObject).GetConstructor([typeof(int)]) is { } constructor ? ConstructorInvoker.Create(constructor) : null;

    private readonly string[] _names;
    private readonly object _count;
    private bool _isKnown;

    /// <param name="columns">The names of the columns.</param>
    /// <param name="added">The names of what is added; no two are the same.</param>
    public RowBuilder(string[] columns, string[] added)
    {
        Kept = KeptOf(columns, added);
        _names = [.. Kept.Select(column => columns[column]), .. added];
        _count = _names.Length;
        Values = new object?[_names.Length];
    }

    /// <summary>Whether the engine has what the short way needs.</summary>
    public static bool IsSupported { get; } = Claim is not null && WithCapacity is not null && InstanceMembers.IsSupported && IsProven();

    /// <summary>Which columns stay, in order: the others make way for a later one of the same name, or for one that is added.</summary>
    public int[] Kept { get; }

    /// <summary>The values of the next object: of the columns that stay, then of those that are added.</summary>
    public object?[] Values { get; }

    /// <summary>The part of the values that is added.</summary>
    public Span<object?> Added => Values.AsSpan(Kept.Length);

    /// <summary>Makes an object with these values.</summary>
    public PSObject Build()
    {
        PSObject row = WithCapacity is null ? new PSObject() : (PSObject)WithCapacity.Invoke(_count);
        if (_isKnown && InstanceMembers.TableOf(row) is { } members)
        {
            AddShortly(row, members);
        }
        else
        {
            for (int i = 0; i < _names.Length; i++)
            {
                row.Properties.Add(new PSNoteProperty(_names[i], Values[i]), preValidated: true);
            }

            _isKnown = IsSupported;
        }

        return row;
    }

    private static int[] KeptOf(string[] columns, string[] added)
    {
        var later = new HashSet<string>(added, StringComparer.OrdinalIgnoreCase);
        int[] kept = [.. Enumerable.Range(0, columns.Length).Reverse().Where(column => later.Add(columns[column]))];
        Array.Reverse(kept);
        return kept;
    }

    /// <summary>Whether an object that was made the short way is like any other.</summary>
    private static bool IsProven()
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

            builder.AddShortly(row, members);
            return row.Properties.Select(property => property.Name).SequenceEqual(builder._names)
                && row.Properties["first"] is PSNoteProperty { IsInstance: true, IsSettable: true, Value: 1 };
        }
#pragma warning disable CA1031 // What another engine makes of its own members cannot be told; whatever it says, it is not what was expected.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    private void AddShortly(PSObject row, OrderedDictionary members)
    {
        for (int i = 0; i < _names.Length; i++)
        {
            var property = new PSNoteProperty(_names[i], Values[i]);
            Claim!(property, row);
            members.Add(_names[i], property);
        }
    }
}
