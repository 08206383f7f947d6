using System.Management.Automation;

namespace PSNeuralNet.Shell;

/// <summary>The program: a command line in, an exit code out.</summary>
internal static class ShellProgram
{
    private const int WrongCommandLine = 64;
    internal const int Stopped = 130;

    public static int Run(string[] arguments)
    {
        CommandLine line = CommandLine.Parse(arguments);
        switch (line.Mode)
        {
            case ShellMode.Help:
                Console.Out.WriteLine(CommandLine.Usage);
                return 0;

            case ShellMode.Version:
                Console.Out.WriteLine(Banner());
                return 0;

            case ShellMode.Invalid:
                Console.Error.WriteLine(line.Error);
                return WrongCommandLine;

            case ShellMode.File when !File.Exists(line.File):
                Console.Error.WriteLine($"The script '{line.File}' does not exist. Check the spelling, and that the path is right from '{Environment.CurrentDirectory}'.");
                return WrongCommandLine;
        }

        ShellTerminal terminal = ShellTerminal.FromConsole();
        try
        {
            using ShellSession session = ShellSession.Create(terminal, canAsk: !line.NonInteractive);
            return Run(session, terminal, line);
        }
        catch (Exception failure) when (failure is FileNotFoundException or RuntimeException)
        {
            terminal.Error.WriteLine(failure.Message);
            return 1;
        }
    }

    internal static string Banner() =>
        $"PSNeuralNet shell {Version(typeof(ShellProgram))} with the engine of PowerShell {PSVersionInfo.PSVersion}";

    private static int Run(ShellSession session, ShellTerminal terminal, CommandLine line)
    {
        if (line.Mode == ShellMode.Interactive)
        {
            return new Repl(session, terminal).Run(showBanner: !line.NoLogo);
        }

        ConsoleCancelEventHandler stop = (_, cancel) => cancel.Cancel = session.Stop();
        Console.CancelKeyPress += stop;
        bool ended;
        try
        {
            ended = line.Mode == ShellMode.File
                ? session.RunScript(Path.GetFullPath(line.File!), line.Arguments)
                : session.Run(line.Command!, addToHistory: true);
        }
        finally
        {
            Console.CancelKeyPress -= stop;
        }

        if (session.RequestedExitCode is int code)
        {
            return code;
        }

        if (session.WasStopped)
        {
            return Stopped;
        }

        // Like pwsh: a failed program at the end counts for a command, and not for a script, which can say 'exit $LASTEXITCODE'.
        bool failed = !ended || session.HadErrors || (line.Mode == ShellMode.Command && session.EndedWithFailedProgram);
        return failed ? 1 : 0;
    }

    private static string Version(Type type) => type.Assembly.GetName().Version!.ToString(3);
}
