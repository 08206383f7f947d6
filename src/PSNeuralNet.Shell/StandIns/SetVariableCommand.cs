using System.Management.Automation;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Set-Variable: gives variables a value.</summary>
[Cmdlet(VerbsCommon.Set, "Variable", SupportsShouldProcess = true)]
public sealed class SetVariableCommand : PSCmdlet
{
    private readonly List<object?> _values = [];

    /// <summary>The names.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    public string[] Name { get; set; } = [];

    /// <summary>The value; what comes through the pipeline is collected.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true)]
    public object? Value { get; set; }

    /// <summary>Where: global, script, or local.</summary>
    [Parameter]
    [ValidateSet("Global", "Script", "Local")]
    public string? Scope { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _values.Add(Value);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        object? value = _values.Count > 1 ? _values.ToArray() : _values.FirstOrDefault();
        foreach (string name in Name)
        {
            if (ShouldProcess($"Name: {name} Value: {value}", "Set variable"))
            {
                SessionState.PSVariable.Set(Scope is null ? name : $"{Scope}:{name}", value);
            }
        }
    }
}
