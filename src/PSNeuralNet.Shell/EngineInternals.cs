using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Management.Automation.Runspaces;
using System.Reflection;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace PSNeuralNet.Shell;

/// <summary>
/// The places where the engine keeps to itself what a host or a formatting cmdlet needs. They are reached by
/// reflection, here and nowhere else; a test of each fails when an engine update moves one of them.
/// </summary>
internal static class EngineInternals
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Assembly Engine = typeof(PSObject).Assembly;

    /// <summary>
    /// Makes <c>exit n</c> in the next script file end the session with that code, as it does after <c>pwsh -File</c>.
    /// Without it the script would merely end, as one script called by another does.
    /// </summary>
    public static void LetNextScriptExit(Runspace runspace)
    {
        object context = Context(typeof(Runspace), runspace);
        Property(context.GetType(), "ScriptCommandProcessorShouldRethrowExit").SetValue(context, true);
    }

    /// <summary>The exception with which Select-Object -First ends the commands before it, quietly and at once.</summary>
    public static Exception StopUpstream(Cmdlet cmdlet)
    {
        Type type = Type("System.Management.Automation.StopUpstreamCommandsException");
        ConstructorInfo constructor = type.GetConstructor(Instance, [typeof(InternalCommand)]) ?? throw Moved(type.FullName + "(InternalCommand)");
        return (Exception)constructor.Invoke([cmdlet]);
    }

    /// <summary>Gives a formatting cmdlet the engine's own implementation of a shape: Table, List or Wide.</summary>
    public static void SetShape(OuterFormatShapeCommandBase cmdlet, string shape)
    {
        Type shapes = Type("Microsoft.PowerShell.Commands.Internal.Format.FormatShape");
        Type inner = Type("Microsoft.PowerShell.Commands.Internal.Format.InnerFormatShapeCommand");
        ConstructorInfo constructor = inner.GetConstructor(Instance, [shapes]) ?? throw Moved(inner.FullName + "(FormatShape)");
        SetImplementation(cmdlet, constructor.Invoke([Enum.Parse(shapes, shape)]));
    }

    /// <summary>Gives an output cmdlet the engine's own implementation, writing to a text writer.</summary>
    public static void SetTextOutput(FrontEndCommandBase cmdlet, TextWriter writer, int width)
    {
        Type inner = Type("Microsoft.PowerShell.Commands.Internal.Format.OutputManagerInner");
        Type lines = Type("Microsoft.PowerShell.Commands.Internal.Format.TextWriterLineOutput");
        ConstructorInfo constructor = lines.GetConstructor(Instance, [typeof(TextWriter), typeof(int)]) ?? throw Moved(lines.FullName + "(TextWriter, int)");

        object implementation = Activator.CreateInstance(inner, nonPublic: true) ?? throw Moved(inner.FullName!);
        Property(inner, "LineOutput").SetValue(implementation, constructor.Invoke([writer, width]));
        SetImplementation(cmdlet, implementation);
    }

    /// <summary>
    /// A wrapper whose added properties are its own. Those of an ordinary one show up wherever else the value is used,
    /// and the engine uses the same 1 and the same "a" in many places.
    /// </summary>
    public static PSObject WrapApart(object value)
    {
        MethodInfo wrap = typeof(PSObject).GetMethod("AsPSObject", BindingFlags.Static | BindingFlags.NonPublic, [typeof(object), typeof(bool)])
            ?? throw Moved("PSObject.AsPSObject(object, bool)");
        return (PSObject)wrap.Invoke(null, [value, true])!;
    }

    /// <summary>Marks an error record as one, so that Out-Default sends it to the error display and not to the output.</summary>
    public static PSObject AsError(ErrorRecord record)
    {
        PSObject marked = new(record);
        PropertyInfo stream = Property(typeof(PSObject), "WriteStream");
        stream.SetValue(marked, Enum.Parse(stream.PropertyType, "Error"));
        return marked;
    }

    /// <summary>Makes an error record show another place than that of the cmdlet which writes it.</summary>
    public static void SetPlace(ErrorRecord record, InvocationInfo place)
    {
        MethodInfo set = typeof(ErrorRecord).GetMethod("SetInvocationInfo", Instance) ?? throw Moved("ErrorRecord.SetInvocationInfo");
        set.Invoke(record, [place]);
        Property(typeof(ErrorRecord), "PreserveInvocationInfoOnce").SetValue(record, true);
    }

    private static void SetImplementation(FrontEndCommandBase cmdlet, object implementation)
    {
        FieldInfo field = typeof(FrontEndCommandBase).GetField("implementation", Instance) ?? throw Moved("FrontEndCommandBase.implementation");
        field.SetValue(cmdlet, implementation);
    }

    private static object Context(Type owner, object instance) =>
        Property(owner, "ExecutionContext").GetValue(instance) ?? throw Moved(owner.FullName + ".ExecutionContext");

    private static PropertyInfo Property(Type type, string name) =>
        type.GetProperty(name, Instance) ?? throw Moved($"{type.FullName}.{name}");

    private static Type Type(string name) => Engine.GetType(name) ?? throw Moved(name);

    private static MissingMemberException Moved(string what) =>
        new($"System.Management.Automation {Engine.GetName().Version} has no {what}: the shell was written for 7.6.");
}
