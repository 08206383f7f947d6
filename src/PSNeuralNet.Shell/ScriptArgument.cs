using System.Management.Automation.Runspaces;

namespace PSNeuralNet.Shell;

/// <summary>One argument of a script: a name, a value, or both.</summary>
/// <param name="Name">The parameter name with its dash, or nothing for an argument by position.</param>
/// <param name="Value">The value, or nothing for a bare name (a switch, or its value follows).</param>
public sealed record ScriptArgument(string? Name, object? Value)
{
    /// <summary>Splits arguments as <c>pwsh -File</c> does.</summary>
    /// <param name="arguments">The arguments after the script's path.</param>
    /// <returns>The same arguments, names and values told apart.</returns>
    public static IReadOnlyList<ScriptArgument> Collect(IEnumerable<string> arguments)
    {
        List<ScriptArgument> collected = [];
        string? pending = null;

        foreach (string argument in arguments)
        {
            int colon = argument.IndexOf(':', StringComparison.Ordinal);

            if (pending is not null)
            {
                collected.Add(new ScriptArgument(pending, argument));
                pending = null;
            }
            else if (argument.Length < 2 || argument[0] != '-')
            {
                collected.Add(new ScriptArgument(null, argument));
            }
            else if (colon < 0)
            {
                // Whether it is a switch or the next argument is its value, only the script's parameters tell.
                collected.Add(new ScriptArgument(argument, null));
            }
            else if (colon == argument.Length - 1)
            {
                pending = argument[..colon];
            }
            else
            {
                collected.Add(new ScriptArgument(argument[..colon], TrueOrFalse(argument[(colon + 1)..])));
            }
        }

        return collected;
    }

    /// <summary>The same argument as the engine takes it.</summary>
    /// <returns>The engine's parameter.</returns>
    public CommandParameter ToParameter() =>
        Name is not null && Value is null ? new CommandParameter(Name) : new CommandParameter(Name, Value);

    private static object TrueOrFalse(string text) =>
        bool.TryParse(text.StartsWith('$') ? text[1..] : text, out bool value) ? value : text;
}
