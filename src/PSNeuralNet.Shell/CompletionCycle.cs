using System.Buffers;
using System.Collections.ObjectModel;
using System.Management.Automation;

namespace PSNeuralNet.Shell;

/// <summary>The completions for a line, one after the other as Tab is pressed again.</summary>
internal sealed class CompletionCycle
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(" '();&");

    private readonly string _text;
    private readonly CommandCompletion _completion;

    private CompletionCycle(string text, CommandCompletion completion)
    {
        _text = text;
        _completion = completion;
    }

    /// <summary>All completions.</summary>
    public IReadOnlyList<CompletionResult> Matches => _completion.CompletionMatches;

    /// <summary>Asks the engine what could stand at the cursor.</summary>
    public static CompletionCycle Start(ShellSession session, string text, int cursor)
    {
        using PowerShell shell = PowerShell.Create();
        shell.Runspace = session.Runspace;
        CommandCompletion completion = CommandCompletion.CompleteInput(text, cursor, null, shell);
        return new CompletionCycle(text, completion.CompletionMatches.Count > 0 ? completion : CompletePath(session, text, cursor));
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

    // The engine completes paths with cmdlets of Microsoft.PowerShell.Management, which it asks for by that name.
    private static CommandCompletion CompletePath(ShellSession session, string text, int cursor)
    {
        int start = text.LastIndexOfAny([' ', '\t', '\'', '"', '(', '=', ',', ';', '|'], Math.Max(0, cursor - 1)) + 1;
        string word = text[Math.Min(start, cursor)..cursor];
        int nameStart = word.LastIndexOfAny(['/', Path.DirectorySeparatorChar]) + 1;
        string folder = word[..nameStart];

        Collection<CompletionResult> results = [];
        try
        {
            string searched = Path.Combine(session.Runspace.SessionStateProxy.Path.CurrentFileSystemLocation.ProviderPath, folder);
            EnumerationOptions options = new() { MatchCasing = MatchCasing.CaseInsensitive, AttributesToSkip = FileAttributes.System };
            foreach (string path in Directory.EnumerateFileSystemEntries(searched, word[nameStart..] + "*", options).Order(StringComparer.OrdinalIgnoreCase))
            {
                string completed = folder + Path.GetFileName(path);
                bool quote = completed.AsSpan().IndexOfAny(NeedQuotes) >= 0;
                results.Add(new CompletionResult(
                    quote ? $"'{completed.Replace("'", "''", StringComparison.Ordinal)}'" : completed,
                    Path.GetFileName(path),
                    Directory.Exists(path) ? CompletionResultType.ProviderContainer : CompletionResultType.ProviderItem,
                    path));
            }
        }
        catch (Exception nothing) when (nothing is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // No such folder: nothing to complete.
        }

        return new CommandCompletion(results, -1, cursor - word.Length, word.Length);
    }
}
