namespace PSNeuralNet.Shell;

/// <summary>Prompts for commands and runs them until <c>exit</c> or the end of the input.</summary>
internal sealed class Repl(ShellSession session, ShellTerminal terminal)
{
    public int Run(bool showBanner)
    {
        ConsoleCancelEventHandler stop = (_, cancel) =>
        {
            session.Stop();
            cancel.Cancel = terminal.InputIsTerminal || session.WasStopped;
        };
        Console.CancelKeyPress += stop;

        try
        {
            return terminal.InputIsTerminal ? Prompt(showBanner) : ReadCommands();
        }
        finally
        {
            Console.CancelKeyPress -= stop;
        }
    }

    // Like 'pwsh -Command -': no prompt, each line when it is complete, the others when a blank line ends them.
    private int ReadCommands()
    {
        string block = "";
        while (session.RequestedExitCode is null && !session.WasStopped && terminal.Input.ReadLine() is string line)
        {
            if (block.Length > 0 && line.Trim().Length > 0)
            {
                block += '\n' + line;
            }
            else if (block.Length == 0 && ShellSession.IsIncomplete(line))
            {
                block = line;
            }
            else
            {
                session.Run(block.Length > 0 ? block : line, addToHistory: true);
                block = "";
            }
        }

        // pwsh drops a block that the end of the input cuts off. Running it shows what is missing, or does the work.
        if (session.RequestedExitCode is null && !session.WasStopped)
        {
            session.Run(block);
        }

        return session.RequestedExitCode ?? (session.WasStopped ? ShellProgram.Stopped : session.HadErrors ? 1 : 0);
    }

    private int Prompt(bool showBanner)
    {
        if (showBanner)
        {
            terminal.Output.WriteLine(ShellProgram.Banner());
            terminal.Output.WriteLine("The module PSNeuralNet is imported: Get-Command -Module PSNeuralNet. Leave with 'exit'.");
            terminal.Output.WriteLine("Common cmdlets are stand-ins for those of pwsh: Get-Command -Module PSNeuralNet.StandIns.");
        }

        LineEditor editor = new(session, terminal);
        while (session.RequestedExitCode is null)
        {
            string? text = ReadCommand(editor);
            if (text is null)
            {
                break;
            }

            session.Run(text, addToHistory: true);
        }

        return session.RequestedExitCode ?? 0;
    }

    // One complete command, of as many lines as it takes. Nothing at the end of the input; "" after Ctrl+C.
    private string? ReadCommand(LineEditor editor)
    {
        string text = "";
        string prompt = session.PromptText();

        while (true)
        {
            string? line = editor.ReadLine(prompt, out bool cancelled);
            if (cancelled)
            {
                return "";
            }

            if (line is null)
            {
                return text.Length > 0 ? text : null;
            }

            text = text.Length > 0 ? text + '\n' + line : line;
            // A blank line ends a block that is still incomplete: the parser then says what is missing.
            if (!ShellSession.IsIncomplete(text) || (prompt == ">> " && line.Trim().Length == 0))
            {
                editor.Remember(text);
                return text;
            }

            prompt = ">> ";
        }
    }
}
