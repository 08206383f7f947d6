using System.Management.Automation;
using System.Management.Automation.Host;
using PSNeuralNet.Charts;

namespace PSNeuralNet.Commands;

/// <summary>What the terminal of a cmdlet can show, and how much.</summary>
internal sealed class Terminal
{
    // What the lines around a chart need: the command and the next prompt.
    private const int Reserved = 2;
    private static readonly Size Assumed = new(80, 24);

    private readonly PSCmdlet _cmdlet;

    public Terminal(PSCmdlet cmdlet)
    {
        _cmdlet = cmdlet;
        string rendering = PSObject.AsPSObject(cmdlet.SessionState.PSVariable.GetValue("PSStyle") ?? "").Properties["OutputRendering"]?.Value?.ToString() ?? "";

        // https://no-color.org: any text but an empty one.
        bool isColorless = rendering == "PlainText" || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        IsInteractive = !Console.IsOutputRedirected && cmdlet.Host?.UI is { SupportsVirtualTerminal: true } && !isColorless && CanEncode();

        // Ansi asks for colors wherever the output goes.
        IsPlain = !IsInteractive && !(rendering == "Ansi" && !isColorless);
    }

    /// <summary>Whether somebody looks at it, and it understands escape sequences.</summary>
    public bool IsInteractive { get; }

    /// <summary>Whether only ASCII is to be written.</summary>
    public bool IsPlain { get; }

    /// <summary>The room for a chart in the window as it is now, 0 in one without a size; where there is no window, an ordinary one is assumed.</summary>
    public Size Room()
    {
        Size window = Console.IsOutputRedirected ? Assumed : Window() ?? Assumed;

        // Some terminals begin a new line when the last column is written to.
        return new Size(
            Math.Clamp(window.Width - 1, 0, TextChartOptions.LargestWidth),
            Math.Clamp(window.Height - Reserved, 0, TextChartOptions.LargestHeight));
    }

    /// <summary>Likewise, and makes sure that there is some.</summary>
    /// <exception cref="NetworkException">The window has no size.</exception>
    public Size RequireRoom()
    {
        Size room = Room();
        return room.Width > 0 && room.Height > 0 ? room
            : throw Errors.WindowEmpty(room.Width, room.Height);
    }

    /// <summary>The size of the window; null in a host without one.</summary>
    private Size? Window()
    {
        try
        {
            return _cmdlet.Host?.UI?.RawUI?.WindowSize;
        }
        catch (Exception exception) when (exception is HostException or NotImplementedException or NotSupportedException or InvalidOperationException or IOException)
        {
            return null;
        }
    }

    /// <summary>Whether braille arrives as braille. Windows takes Unicode, whatever the encoding.</summary>
    private static bool CanEncode()
    {
        const string Dots = "\u28ff";
        return OperatingSystem.IsWindows() || Console.OutputEncoding.GetString(Console.OutputEncoding.GetBytes(Dots)) == Dots;
    }
}
