using System.Text;

namespace PSNeuralNet.Shell;

/// <summary>Where the shell reads and writes: the process's console, or writers that a caller holds.</summary>
public sealed record ShellTerminal
{
    /// <summary>The width of the output when it has no width of its own.</summary>
    public const int RedirectedWidth = 120;

    /// <summary>Takes output.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Takes errors.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Gives answers to questions.</summary>
    public TextReader Input { get; init; } = TextReader.Null;

    /// <summary>Whether a person can see <see cref="Output"/>: only then is it coloured and is progress drawn.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>Whether a person can type.</summary>
    public bool InputIsTerminal { get; init; }

    /// <summary>Whether colours and other escape sequences are written.</summary>
    public bool Colour { get; init; }

    /// <summary>The width of the output, in characters.</summary>
    public int Width => OutputIsTerminal && Console.BufferWidth > 0 ? Console.BufferWidth : RedirectedWidth;

    /// <summary>The height of the output, in lines.</summary>
    public int Height => OutputIsTerminal && Console.WindowHeight > 0 ? Console.WindowHeight : 50;

    /// <summary>The console of this process.</summary>
    /// <returns>The terminal.</returns>
    public static ShellTerminal FromConsole()
    {
        if (Console.IsOutputRedirected)
        {
            // What another program reads is UTF-8 everywhere, without a byte order mark.
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        }

        return new ShellTerminal
        {
            Output = Console.Out,
            Error = Console.Error,
            Input = Console.In,
            OutputIsTerminal = !Console.IsOutputRedirected,
            InputIsTerminal = !Console.IsInputRedirected,
            // https://no-color.org, and terminals that say they cannot.
            Colour = !Console.IsOutputRedirected
                && Environment.GetEnvironmentVariable("NO_COLOR") is null
                && Environment.GetEnvironmentVariable("TERM") != "dumb",
        };
    }
}
