namespace PSNeuralNet.Tests.Commands;

/// <summary>Base class of the tests of cmdlets: expected errors, and output as text.</summary>
public abstract class CommandTest : PowerShellTest
{
    /// <summary>Runs a script with exactly one error, of a cmdlet, and checks its id, category (null for any) and a part of its message.</summary>
    protected ErrorRecord Fails(string script, string id, ErrorCategory? category = null, string text = "")
    {
        ErrorRecord error = Fail(script);
        Assert.StartsWith(id + ",PSNeuralNet.Commands.", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(category ?? error.CategoryInfo.Category, error.CategoryInfo.Category);
        Assert.Contains(text, error.ToString(), StringComparison.Ordinal);
        return error;
    }

    /// <summary>The id of an error, the first part of FullyQualifiedErrorId.</summary>
    protected static string IdOf(ErrorRecord error) => error.FullyQualifiedErrorId.Split(',')[0];

    /// <summary>The output of a script as strings.</summary>
    protected string[] Lines(string script, params object?[] arguments) => [.. Run(script, arguments).Select(value => value.ToString())];

    /// <summary>The formatted output of a script, which runs in the scope of the session.</summary>
    protected string Shown(string script) => Normalized(string.Concat(Lines($". {{\n{script}\n}} | Out-String -Width 120")));

    /// <summary>A text without trailing blanks, and without empty lines at its start and end.</summary>
    protected static string Normalized(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).Trim('\n');
}
