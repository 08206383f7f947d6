using System.Management.Automation.Host;

namespace PSNeuralNet.Commands;

/// <summary>The capabilities and the size of a cmdlet's terminal.</summary>
internal sealed class Terminal
{
    // Lines for the command and the next prompt.
    private const int ReservedLines = 2;
    private static readonly Size DefaultSize = new(80, 24);

    private readonly PSCmdlet _cmdlet;

    public Terminal(PSCmdlet cmdlet)
    {
        _cmdlet = cmdlet;
        string rendering = PSObject.AsPSObject(cmdlet.SessionState.PSVariable.GetValue("PSStyle") ?? "").Properties["OutputRendering"]?.Value?.ToString() ?? "";

        // https://no-color.org: any non-empty value disables colors.
        bool isColorless = rendering == "PlainText" || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        IsInteractive = !Console.IsOutputRedirected && cmdlet.Host?.UI is { SupportsVirtualTerminal: true } && !isColorless && CanEncode();

        // Ansi enables colors for redirected output, too.
        IsPlain = !IsInteractive && !(rendering == "Ansi" && !isColorless);
    }

    /// <summary>True if the output goes to a terminal with escape sequences and colors.</summary>
    public bool IsInteractive { get; }

    /// <summary>True if only ASCII characters may be written.</summary>
    public bool IsPlain { get; }

    /// <summary>The space for a chart in the window, in characters; 0 if its size is 0, 80 x 24 if there is no window.</summary>
    public Size Room()
    {
        Size window = Console.IsOutputRedirected ? DefaultSize : Window() ?? DefaultSize;

        // Some terminals wrap after writing to the last column.
        return new Size(
            Math.Clamp(window.Width - 1, 0, TextChartOptions.MaximumWidth),
            Math.Clamp(window.Height - ReservedLines, 0, TextChartOptions.MaximumHeight));
    }

    /// <summary>The space for a chart, which must not be empty.</summary>
    /// <exception cref="NetworkException">The window has no size.</exception>
    public Size RequireRoom()
    {
        Size room = Room();
        return room.Width > 0 && room.Height > 0 ? room
            : throw Errors.WindowEmpty(room.Width, room.Height);
    }

    /// <summary>The size of the window; null if the host has none.</summary>
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

    /// <summary>True if the output encoding has Braille characters; Windows consoles always accept Unicode.</summary>
    private static bool CanEncode()
    {
        const string Dots = "\u28ff";
        return OperatingSystem.IsWindows() || Console.OutputEncoding.GetString(Console.OutputEncoding.GetBytes(Dots)) == Dots;
    }
}
