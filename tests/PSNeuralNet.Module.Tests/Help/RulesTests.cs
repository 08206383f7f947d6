using PSNeuralNet.Help;

namespace PSNeuralNet.Tests.Help;

public sealed class RulesTests
{
    [Fact]
    public void The_sample_keeps_every_rule() => Assert.Empty(Rules.Check(SampleHelp.Commands));

    [Theory]
    [InlineData(typeof(FaultyCommands.NoSummary), Rules.NoSynopsis, "Get-NoSummary has no synopsis")]
    [InlineData(typeof(FaultyCommands.NoParameterText), Rules.NoParameterText, "Get-NoParameterText -Bad has no description")]
    [InlineData(typeof(FaultyCommands.OneExample), Rules.TooFewExamples, "Get-OneExample has 1 of at least 2 examples")]
    [InlineData(typeof(FaultyCommands.BadLink), Rules.UnresolvedReference, "Get-BadLink has a <seealso> to 'SampleThing', which is not a cmdlet")]
    [InlineData(typeof(FaultyCommands.StrayOutput), Rules.StrayType, "Get-StrayOutput has an <outputs> that fits none of its types: 'A thing.'")]
    [InlineData(typeof(FaultyCommands.HalfExample), Rules.IncompleteExample, "Example 1 of Get-HalfExample", "Example 2 of Get-HalfExample")]
    [InlineData(typeof(FaultyCommands.BadReference), Rules.UnresolvedReference,
        "Get-BadReference refers to 'GoneCommand', which does not exist.", "Get-BadReference refers to 'Lost.Name', which does not exist.")]
    public void Faults_are_named(Type cmdlet, string code, params string[] messages)
    {
        IReadOnlyList<Problem> problems = ProblemsOf(cmdlet);

        Assert.Equal(messages.Length, problems.Count);
        Assert.All(problems.Zip(messages), pair => Assert.StartsWith($"{code}: {pair.Second}", $"{pair.First.Code}: {pair.First.Message}", StringComparison.Ordinal));
    }

    [Fact]
    public void A_fault_stands_where_the_source_has_it()
    {
        Problem problem = Assert.Single(ProblemsOf(typeof(FaultyCommands.NoParameterText)));

        string line = File.ReadAllLines(problem.Location.File)[problem.Location.Line - 1];
        Assert.EndsWith("FaultyCommands.cs", problem.Location.File, StringComparison.Ordinal);
        Assert.Contains("public string? Bad", line, StringComparison.Ordinal);
    }

    [Fact]
    public void The_tool_prints_errors_as_MSBuild_reads_them_and_writes_nothing()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.xml");
        using StringWriter errors = new(CultureInfo.InvariantCulture);

        int exit = HelpStep.Write([typeof(FaultyCommands.NoParameterText)], SampleHelp.CommentsPath, path, errors);

        Assert.Equal(1, exit);
        Assert.False(File.Exists(path));
        Assert.Matches(@"^.+FaultyCommands\.cs\([1-9][0-9]*\): error PSNH002: Get-NoParameterText -Bad ", errors.ToString());
    }

    private static IReadOnlyList<Problem> ProblemsOf(Type cmdlet) =>
        Rules.Check(CommandReader.Read([cmdlet], XmlDocumentation.Load(SampleHelp.CommentsPath)));
}
