using System.Management.Automation.Runspaces;

namespace PSNeuralNet.Commands;

// Other machines.
public sealed partial class SearchNetworkHyperparameterCommand
{
    /// <summary>
    /// The sessions to run the trials in, instead of this process: of New-PSSession, over SSH or WinRM, or into containers. The data are sent to each once; it runs as many trainings at a time as it has
    /// processors. The trainings of a machine that goes away or hangs go to others, and it takes part again if it returns.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public PSSession[]? Session { get; set; }

    /// <summary>Sends this version of the module to the sessions for the time of the search, where it is not installed. It is loaded from memory: nothing is written there.</summary>
    [Parameter]
    public SwitchParameter Deploy { get; set; }

    private IReadOnlyList<ISearchSession>? Sessions => Session is null ? null : PSSessionTransport.Of(Session, Deploy);
}
