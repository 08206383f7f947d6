using System.Management.Automation;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Get-Variable: variables, or their values.</summary>
[Cmdlet(VerbsCommon.Get, "Variable")]
[OutputType(typeof(PSVariable))]
public sealed class GetVariableCommand : PSCmdlet
{
    /// <summary>The names; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Only the values.</summary>
    [Parameter]
    public SwitchParameter ValueOnly { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string name in Name)
        {
            foreach (PSVariable variable in Find(name))
            {
                WriteObject(ValueOnly ? variable.Value : variable);
            }
        }
    }

    private IEnumerable<PSVariable> Find(string name)
    {
        if (WildcardPattern.ContainsWildcardCharacters(name))
        {
            return InvokeProvider.Item.Get("Variable:" + name)
                .Select(item => item.BaseObject)
                .OfType<PSVariable>()
                .OrderBy(variable => variable.Name, StringComparer.CurrentCultureIgnoreCase);
        }

        if (SessionState.PSVariable.Get(name) is PSVariable variable)
        {
            return [variable];
        }

        ItemNotFoundException exception = new($"Cannot find a variable with the name '{name}'.");
        WriteError(new ErrorRecord(exception, "VariableNotFound", ErrorCategory.ObjectNotFound, name));
        return [];
    }
}
