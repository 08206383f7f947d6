using System.Globalization;
using System.Management.Automation.Host;

namespace PSNeuralNet.Shell;

/// <summary>What the engine knows about the program around it.</summary>
internal sealed class ShellHost(ShellTerminal terminal, bool canAsk) : PSHost
{
    private readonly ShellUserInterface _ui = new(terminal, canAsk);

    /// <summary>The code given to <c>exit</c>, once it was called.</summary>
    public int? ExitCode { get; private set; }

    public ShellUserInterface ShellUI => _ui;

    public override string Name => "PSNeuralNet.Shell";

    public override Version Version { get; } = typeof(ShellHost).Assembly.GetName().Version ?? new Version(0, 0);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI => _ui;

    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    public override void EnterNestedPrompt() => throw new HostException("The PSNeuralNet shell has no nested prompt.");

    public override void ExitNestedPrompt()
    {
        // None was entered.
    }

    public override void NotifyBeginApplication() => _ui.EndProgress();

    public override void NotifyEndApplication()
    {
        // The terminal is as the program left it.
    }
}
