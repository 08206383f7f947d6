using System.Buffers.Binary;

namespace PSNeuralNet.Tests;

/// <summary>Runs the code of README and docs, and compares the output that they show.</summary>
public class PageTests : Commands.CommandTest
{
    [Trait("Category", "Slow")]
    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/tutorial.md")]
    [InlineData("docs/report.md")]
    [InlineData("docs/search.md")]
    [InlineData("docs/decisions.md")]
    [InlineData("docs/metrics.md")]
    [InlineData("docs/labels.md")]
    public void Every_PowerShell_block_runs_and_gives_the_output_shown(string page)
    {
        // The pages are read in the repository's folder; what they write belongs into this one.
        foreach (string file in (string[])["examples/Measure-CrossValidation.ps1"])
        {
            string copy = Path.Combine(Folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(MarkdownBlocks.Root(), file), copy);
        }

        IReadOnlyList<MarkdownBlock> blocks = MarkdownBlocks.Of(page);
        Assert.Contains(blocks, block => block.Language == "powershell");
        for (int i = 0; i < blocks.Count; i++)
        {
            MarkdownBlock block = blocks[i];
            switch (block.Language)
            {
                case "powershell" when block.Text.Contains("./build.ps1", StringComparison.Ordinal):
                    // FirstStepTests runs it in a copy.
                    break;
                case "powershell":
                    string shown = Shown(block.Text);
                    bool hasOutput = i + 1 < blocks.Count && blocks[i + 1].Language == "text";
                    string expected = hasOutput ? Normalized(blocks[i + 1].Text) : "";
                    Assert.True(expected == shown, $"{page}, line {block.Line}: expected\n{expected}\nbut it gave\n{shown}");
                    break;
                case "text":
                    Assert.True(i > 0 && blocks[i - 1].Language == "powershell", $"{page}, line {block.Line}: output of nothing");
                    break;
                case "sh":
                    Assert.All(block.Text.Split('\n'), line => Assert.StartsWith("dotnet ", line, StringComparison.Ordinal));
                    break;
                default:
                    Assert.Fail($"{page}, line {block.Line}: nobody runs a block of '{block.Language}'");
                    break;
            }
        }
    }

    [Fact]
    public void The_tutorials_lines_beside_NumPys_run_one_after_another()
    {
        IReadOnlyList<string> lines = MarkdownBlocks.CodeInSecondColumn("README.md");
        Assert.Equal(8, lines.Count);
        Run(string.Join('\n', lines));
        IEnumerable<double> values = Run("$cost; $result.LastCost; [double] $predictions.Count").Select(value => (double)value.BaseObject);
        Assert.All(values.Zip([0.731322018843423, 0.07590363534337109, 500.0]), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void The_first_command_runs()
    {
        string command = MarkdownBlocks.Of("README.md").First(block => block.Language == "sh").Text;
        Assert.Equal("dotnet run --project src/PSNeuralNet.Shell -c Release -- examples/Train-Moons.ps1", command);
        (int exit, string output, string errors) = ChildProcess.RunShell(Folder, [Path.Combine(MarkdownBlocks.Root(), "examples/Train-Moons.ps1")]);
        Assert.Equal((0, ""), (exit, errors));
        Assert.Matches(@"FirstCost +: 0\.7313220188434", output);
        Assert.Matches(@"LastCost +: 0\.0759036353433", output);
        Assert.Matches(@"Accuracy +: 0\.97\b", output);
        Assert.Equal(5001, File.ReadAllLines(Path.Combine(Folder, "cost.csv")).Length);

        // The pictures are those that the README shows.
        foreach (string picture in (string[])["cost.png", "boundary.png"])
        {
            byte[] shown = File.ReadAllBytes(Path.Combine(MarkdownBlocks.Root(), "docs/images", picture)), drawn = File.ReadAllBytes(Path.Combine(Folder, picture));
            Assert.Equal(Size(shown), Size(drawn));
        }
    }

    /// <summary>The width and the height that a PNG file begins with.</summary>
    private static (int Width, int Height) Size(byte[] png)
    {
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        return (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
    }
}
