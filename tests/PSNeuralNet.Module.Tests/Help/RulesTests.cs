using System.Globalization;
using PSNeuralNet.Help;

namespace PSNeuralNet.Tests.Help;

public sealed class RulesTests
{
    [Fact]
    public void The_sample_keeps_every_rule()
    {
        Assert.Empty(Rules.Check(SampleHelp.Commands));
    }

    [Theory]
    [InlineData(typeof(FaultyCommands.NoSummary), Rules.NoSynopsis, "Get-NoSummary has no synopsis")]
    [InlineData(typeof(FaultyCommands.NoParameterText), Rules.NoParameterText, "Get-NoParameterText -Bad has no description")]
    [InlineData(typeof(FaultyCommands.OneExample), Rules.TooFewExamples, "Get-OneExample has 1 of at least 2 examples")]
    [InlineData(typeof(FaultyCommands.BadLink), Rules.UnresolvedReference, "Get-BadLink has a <seealso> to 'SampleThing', which is not a cmdlet")]
    [InlineData(typeof(FaultyCommands.StrayOutput), Rules.StrayType, "Get-StrayOutput has an <outputs> that fits none of its types: 'A thing.'")]
    public void A_fault_is_named(Type cmdlet, string code, string message)
    {
        Problem problem = Assert.Single(ProblemsOf(cmdlet));

        Assert.Equal(code, problem.Code);
        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_example_needs_title_and_code()
    {
        Assert.Collection(
            ProblemsOf(typeof(FaultyCommands.HalfExample)),
            first => Assert.StartsWith("Example 1 of Get-HalfExample", first.Message, StringComparison.Ordinal),
            second => Assert.StartsWith("Example 2 of Get-HalfExample", second.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void References_to_nothing_are_found_on_class_and_parameter()
    {
        IReadOnlyList<Problem> problems = ProblemsOf(typeof(FaultyCommands.BadReference));

        Assert.All(problems, problem => Assert.Equal(Rules.UnresolvedReference, problem.Code));
        Assert.Equal(
            ["Get-BadReference refers to 'GoneCommand', which does not exist.", "Get-BadReference refers to 'Lost.Name', which does not exist."],
            problems.Select(problem => problem.Message));
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

    private static IReadOnlyList<Problem> ProblemsOf(Type cmdlet)
    {
        return Rules.Check(CommandReader.Read([cmdlet], XmlDocumentation.Load(SampleHelp.CommentsPath)));
    }
}
