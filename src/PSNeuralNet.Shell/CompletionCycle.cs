using System.Management.Automation;

namespace PSNeuralNet.Shell;

/// <summary>The engine's completions for a line, one after the other as Tab is pressed again.</summary>
internal sealed class CompletionCycle
{
    private readonly string _text;
    private readonly CommandCompletion _completion;

    private CompletionCycle(string text, CommandCompletion completion)
    {
        _text = text;
        _completion = completion;
    }

    /// <summary>Asks the engine what could stand at the cursor.</summary>
    public static CompletionCycle Start(ShellSession session, string text, int cursor)
    {
        using PowerShell shell = PowerShell.Create();
        shell.Runspace = session.Runspace;
        return new CompletionCycle(text, CommandCompletion.CompleteInput(text, cursor, null, shell));
    }

    /// <summary>The line with the next completion in it, and where the cursor stands then; nothing when there is none.</summary>
    public (string Text, int Cursor)? Next(bool backwards)
    {
        if (_completion.GetNextResult(!backwards) is not CompletionResult result)
        {
            return null;
        }

        string start = _text[.._completion.ReplacementIndex] + result.CompletionText;
        return (start + _text[(_completion.ReplacementIndex + _completion.ReplacementLength)..], start.Length);
    }
}
