using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace PSNeuralNet.Shell;

/// <summary>Writes what the engine has formatted, and asks the user.</summary>
internal sealed class ShellUserInterface : PSHostUserInterface
{
    private readonly ShellTerminal _terminal;
    private readonly ShellRawUserInterface _raw;
    private readonly ProgressLine _progress;
    private readonly bool _canAsk;
    private readonly Lock _gate = new();

    public ShellUserInterface(ShellTerminal terminal, bool canAsk)
    {
        _terminal = terminal;
        _raw = new ShellRawUserInterface(terminal);
        _progress = new ProgressLine(terminal);
        _canAsk = canAsk;
    }

    /// <summary>Whether anything was written to the error display.</summary>
    public bool HadErrors { get; set; }

    public override PSHostRawUserInterface RawUI => _raw;

    public override bool SupportsVirtualTerminal => _terminal.Colour;

    public override void Write(string value)
    {
        lock (_gate)
        {
            _progress.Hide();
            _terminal.Output.Write(GetOutputString(value, SupportsVirtualTerminal));
        }
    }

    public override void WriteLine(string value) => Write(value + Environment.NewLine);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value)
    {
        if (!SupportsVirtualTerminal)
        {
            Write(value);
            return;
        }

        PSStyle style = PSStyle.Instance;
        string foreground = foregroundColor == _raw.ForegroundColor ? "" : PSStyle.MapForegroundColorToEscapeSequence(foregroundColor);
        string background = backgroundColor == _raw.BackgroundColor ? "" : PSStyle.MapBackgroundColorToEscapeSequence(backgroundColor);
        Write(foreground.Length + background.Length == 0 ? value : foreground + background + value + style.Reset);
    }

    public override void WriteLine(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value)
    {
        // The colour ends before the line does, or it would bleed into the next one.
        Write(foregroundColor, backgroundColor, value);
        Write(Environment.NewLine);
    }

    public override void WriteErrorLine(string value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return;
        }

        lock (_gate)
        {
            HadErrors = true;
            _progress.Hide();
            _terminal.Output.Flush();
            _terminal.Error.WriteLine(GetOutputString(value, SupportsVirtualTerminal));
        }
    }

    public override void WriteWarningLine(string message) => WriteStyled(FormatStyle.Warning, "WARNING: " + message);

    public override void WriteVerboseLine(string message) => WriteStyled(FormatStyle.Verbose, "VERBOSE: " + message);

    public override void WriteDebugLine(string message) => WriteStyled(FormatStyle.Debug, "DEBUG: " + message);

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        lock (_gate)
        {
            _progress.Show(sourceId, record);
        }
    }

    /// <summary>Takes a line that is still there off the screen: the command that drew it has ended.</summary>
    public void EndProgress()
    {
        lock (_gate)
        {
            _progress.Clear();
        }
    }

    public override string ReadLine()
    {
        RefuseToAskWhenNotAllowed("Read-Host");
        lock (_gate)
        {
            _progress.Hide();
        }

        return _terminal.Input.ReadLine() ?? string.Empty;
    }

    public override SecureString ReadLineAsSecureString() =>
        throw new PSNotImplementedException("The PSNeuralNet shell does not read passwords.");

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        RefuseToAskWhenNotAllowed(caption);
        WriteHeading(caption, message);

        Dictionary<string, PSObject> answers = [];
        foreach (FieldDescription description in descriptions)
        {
            Write(description.Name + ": ");
            object answer = ReadLine();
            Type? type = Type.GetType(description.ParameterAssemblyFullName);
            if (type is not null)
            {
                answer = LanguagePrimitives.ConvertTo(answer, type, CultureInfo.InvariantCulture);
            }

            answers[description.Name] = PSObject.AsPSObject(answer);
        }

        return answers;
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        RefuseToAskWhenNotAllowed(caption);
        WriteHeading(caption, message);

        List<string> keys = [.. choices.Select(choice => Key(choice.Label))];
        string question = string.Join("  ", choices.Select((choice, i) => $"[{keys[i]}] {choice.Label.Replace("&", "", StringComparison.Ordinal)}"));
        string fallback = defaultChoice >= 0 ? $" (default is \"{keys[defaultChoice]}\")" : "";

        while (true)
        {
            Write($"{question}{fallback}: ");
            string answer = ReadLine().Trim();
            if (answer.Length == 0 && defaultChoice >= 0)
            {
                return defaultChoice;
            }

            for (int i = 0; i < choices.Count; i++)
            {
                if (string.Equals(answer, keys[i], StringComparison.OrdinalIgnoreCase)
                    || string.Equals(answer, choices[i].Label.Replace("&", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))
                {
                    return i;
                }
            }

            if (!_terminal.InputIsTerminal)
            {
                throw new PSInvalidOperationException($"'{answer}' is not one of the choices of '{caption}'.");
            }
        }
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw new PSNotImplementedException("The PSNeuralNet shell does not ask for credentials.");

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        PromptForCredential(caption, message, userName, targetName);

    private void WriteStyled(FormatStyle style, string text) =>
        WriteLine(SupportsVirtualTerminal ? GetFormatStyleString(style) + text + GetFormatStyleString(FormatStyle.Reset) : text);

    private void WriteHeading(string caption, string message)
    {
        foreach (string line in new[] { caption, message }.Where(line => !string.IsNullOrEmpty(line)))
        {
            WriteLine(line);
        }
    }

    private void RefuseToAskWhenNotAllowed(string question)
    {
        if (!_canAsk)
        {
            throw new HostException($"'{question}' wants to ask the user, but the shell runs without one (-NonInteractive).");
        }
    }

    // The character after the ampersand, or the whole label where there is none.
    private static string Key(string label)
    {
        int ampersand = label.IndexOf('&', StringComparison.Ordinal);
        return ampersand >= 0 && ampersand + 1 < label.Length ? label[ampersand + 1].ToString().ToUpperInvariant() : label;
    }
}
