namespace PSNeuralNet.Tests;

/// <summary>A fenced block of a Markdown page.</summary>
/// <param name="Language">What stands after the fence: "powershell", "text", "sh".</param>
/// <param name="Text">The lines between the fences.</param>
/// <param name="Line">The line of the opening fence.</param>
public sealed record MarkdownBlock(string Language, string Text, int Line);

/// <summary>Reads the pages of the repository.</summary>
internal static class MarkdownBlocks
{
    /// <summary>The repository's folder.</summary>
    public static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "PSNeuralNet.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new DirectoryNotFoundException("The tests do not stand in the repository.");
    }

    /// <summary>The fenced blocks of a page, in order.</summary>
    public static IReadOnlyList<MarkdownBlock> Of(string page)
    {
        var blocks = new List<MarkdownBlock>();
        string[] lines = File.ReadAllLines(Path.Combine(Root(), page));
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                int end = Array.FindIndex(lines, i + 1, line => line == "```");
                Assert.True(end > 0, $"{page}: the block at line {i + 1} is not closed");
                blocks.Add(new MarkdownBlock(lines[i][3..].Trim(), string.Join('\n', lines[(i + 1)..end]), i + 1));
                i = end;
            }
        }

        return blocks;
    }

    /// <summary>The lines of a page that are indented by four blanks, as code.</summary>
    public static IEnumerable<string> IndentedCode(string page) =>
        File.ReadAllLines(Path.Combine(Root(), page)).Where(line => line.StartsWith("    ", StringComparison.Ordinal) && line.Trim().Length > 0).Select(line => line.Trim());

    /// <summary>The second column of a page's tables, where it is code in a cell of its own.</summary>
    public static IReadOnlyList<string> CodeInSecondColumn(string page) =>
        [.. File.ReadAllLines(Path.Combine(Root(), page))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Replace("\\|", "\u0001", StringComparison.Ordinal).Split('|')[2].Trim())
            .Where(cell => cell.StartsWith("`$", StringComparison.Ordinal) && cell.EndsWith('`'))
            .Select(cell => cell.Trim('`').Replace('\u0001', '|'))];
}
