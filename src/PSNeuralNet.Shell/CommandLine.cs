namespace PSNeuralNet.Shell;

/// <summary>What the shell is asked to do.</summary>
public enum ShellMode
{
    /// <summary>Prompt for commands (or read them from a redirected standard input).</summary>
    Interactive,

    /// <summary>Run a script file.</summary>
    File,

    /// <summary>Run a command text.</summary>
    Command,

    /// <summary>Print the usage text.</summary>
    Help,

    /// <summary>Print the versions of the shell and its engine.</summary>
    Version,

    /// <summary>The command line makes no sense; <see cref="CommandLine.Error"/> says why.</summary>
    Invalid,
}

/// <summary>The shell's command line, read the way <c>pwsh</c> reads its own.</summary>
public sealed record CommandLine
{
    /// <summary>The usage text.</summary>
    public const string Usage = """
        PSNeuralNet shell: PowerShell with PSNeuralNet in it, for machines without pwsh.

        Usage: PSNeuralNet.Shell [[-File] <script.ps1> [arguments]]
               PSNeuralNet.Shell -Command { - | <command text> }
               PSNeuralNet.Shell [-NoLogo] [-NoProfile] [-NonInteractive]
               PSNeuralNet.Shell -Help | -Version

        Without arguments it prompts for commands; commands are read from standard input when that is redirected.
        Arguments after a script are the script's own: -Name value, -Switch, -Switch:$false, or by position.

        The exit code is that of 'exit n'; 1 when an error was shown or the script could not be parsed;
        64 for a wrong command line; 130 when it was stopped with Ctrl+C; otherwise 0.

        The engine is the one of PowerShell 7.6, but it comes without the Utility and Management cmdlets.
        The common ones (Select-Object, Export-Csv, Get-Content, ...) have stand-ins that behave like the originals
        for the parameters they have and refuse the others. List them: Get-Command -Module PSNeuralNet.StandIns
        """;

    /// <summary>What to do.</summary>
    public ShellMode Mode { get; init; }

    /// <summary>The script to run, as it was written.</summary>
    public string? File { get; init; }

    /// <summary>The arguments for the script, in order.</summary>
    public IReadOnlyList<ScriptArgument> Arguments { get; init; } = [];

    /// <summary>The command text to run.</summary>
    public string? Command { get; init; }

    /// <summary>Whether the banner is left out.</summary>
    public bool NoLogo { get; init; }

    /// <summary>Whether the shell must never ask the user.</summary>
    public bool NonInteractive { get; init; }

    /// <summary>Why the command line makes no sense.</summary>
    public string? Error { get; init; }

    /// <summary>Reads a command line.</summary>
    /// <param name="arguments">The process's arguments.</param>
    /// <returns>What to do; never an exception.</returns>
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        CommandLine line = new();

        for (int i = 0; i < arguments.Count; i++)
        {
            string argument = arguments[i];

            if (!IsSwitch(argument))
            {
                return line with { Mode = ShellMode.File, File = argument, Arguments = ScriptArgument.Collect(arguments.Skip(i + 1)) };
            }

            switch (argument.TrimStart('-', '/').ToLowerInvariant())
            {
                case "noprofile" or "nop":
                    // There are no profiles to leave out.
                    break;

                case "nologo" or "nol":
                    line = line with { NoLogo = true };
                    break;

                case "noninteractive" or "noni":
                    line = line with { NonInteractive = true };
                    break;

                case "h" or "help" or "?":
                    return line with { Mode = ShellMode.Help };

                case "v" or "version":
                    return line with { Mode = ShellMode.Version };

                case "f" or "file" when i + 1 < arguments.Count:
                    return line with { Mode = ShellMode.File, File = arguments[i + 1], Arguments = ScriptArgument.Collect(arguments.Skip(i + 2)) };

                case "c" or "command" when i + 1 < arguments.Count:
                    string command = string.Join(' ', arguments.Skip(i + 1));
                    return command == "-" ? line : line with { Mode = ShellMode.Command, Command = command };

                case "f" or "file":
                    return Invalid("-File needs the path of a script.");

                case "c" or "command":
                    return Invalid("-Command needs a command text, or - to read commands from standard input.");

                default:
                    return Invalid($"The argument '{argument}' is not known. -Help lists those that are.");
            }
        }

        return line;
    }

    private static CommandLine Invalid(string error) => new() { Mode = ShellMode.Invalid, Error = error };

    // A rooted path begins with a slash on Unix, so only /? counts as a switch with a slash.
    private static bool IsSwitch(string argument) => argument.StartsWith('-') || argument == "/?";
}
