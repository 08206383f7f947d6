using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>New-Object: an object of a .NET type.</summary>
[Cmdlet(VerbsCommon.New, "Object")]
public sealed class NewObjectCommand : PSCmdlet
{
    /// <summary>The type.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    public string TypeName { get; set; } = "";

    /// <summary>The arguments of its constructor.</summary>
    [Parameter(Position = 1)]
    [Alias("Args")]
    public object[] ArgumentList { get; set; } = [];

    /// <summary>The values of properties, and the arguments of methods to call.</summary>
    [Parameter]
    public IDictionary? Property { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (!LanguagePrimitives.TryConvertTo(TypeName, out Type type))
        {
            PSArgumentException exception = new($"Cannot find type [{TypeName}]: verify that the assembly containing this type is loaded.");
            ThrowTerminatingError(new ErrorRecord(exception, "TypeNotFound", ErrorCategory.InvalidType, TypeName));
        }

        PSObject created = PSObject.AsPSObject(Create(type));
        foreach (DictionaryEntry entry in Property ?? new Hashtable())
        {
            Set(created, entry.Key.ToString()!, entry.Value);
        }

        WriteObject(created);
    }

    private object Create(Type type)
    {
        if (type == typeof(PSObject))
        {
            return new PSObject();
        }

        if (ArgumentList.Length == 0)
        {
            return Activator.CreateInstance(type)!;
        }

        // The engine's own "new" chooses the constructor and converts the arguments, as [type]::new() does.
        PSMethodInfo constructor = (PSMethodInfo)InvokeCommand
            .InvokeScript("param($type) $type::new", useNewScope: true, PipelineResultTypes.None, null, type)
            .Single()
            .BaseObject;
        return constructor.Invoke(ArgumentList);
    }

    private void Set(PSObject created, string name, object? value)
    {
        switch (created.Members[name])
        {
            case PSPropertyInfo property:
                property.Value = value;
                break;

            case PSMethodInfo method:
                method.Invoke(value as object[] ?? [value!]);
                break;

            case null when created.BaseObject is PSCustomObject:
                created.Properties.Add(new PSNoteProperty(name, value));
                break;

            default:
                PSArgumentException exception = new($"The member \"{name}\" was not found for the specified {created.BaseObject.GetType()} object.");
                WriteError(new ErrorRecord(exception, "InvalidOperationException", ErrorCategory.InvalidOperation, created));
                break;
        }
    }
}
