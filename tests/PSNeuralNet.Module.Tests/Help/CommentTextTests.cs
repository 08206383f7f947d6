using System.Xml.Linq;
using PSNeuralNet.Help;

namespace PSNeuralNet.Tests.Help;

public sealed class CommentTextTests
{
    private readonly CommentText _text = new(new Dictionary<string, string> { ["T:A.GetXCommand"] = "Get-X", ["P:A.GetXCommand.Path"] = "-Path" });

    [Theory]
    [InlineData("T:A.GetXCommand", "Get-X")]
    [InlineData("P:A.GetXCommand.Path", "-Path")]
    [InlineData("T:PSNeuralNet.Data.Dataset", "Dataset")]
    [InlineData("P:PSNeuralNet.Data.Dataset.X", "Dataset.X")]
    [InlineData("M:PSNeuralNet.Data.Dataset.Split(System.Double)", "Dataset.Split")]
    [InlineData("F:PSNeuralNet.Networks.Activation.Tanh", "Tanh")]
    [InlineData("T:System.Collections.Generic.List`1", "List")]
    public void A_reference_reads_as_at_the_prompt(string cref, string expected) => Assert.Equal(expected, _text.Reference(cref));

    [Theory]
    [InlineData("a\n   b", "a b")]
    [InlineData("use <c>-X</c>, <paramref name=\"Seed\"/> or <see langword=\"true\"/>", "use -X, -Seed or $true")]
    [InlineData("<see cref=\"T:A.GetXCommand\">that one</see>", "that one")]
    [InlineData("<see href=\"https://a.b\">page</see>, <see href=\"https://c.d\"/>", "page (https://a.b), https://c.d")]
    [InlineData("one<para>two</para>three", "one|two|three")]
    [InlineData("<list type=\"number\"><item>a</item><item>b</item></list>", "1. a\n2. b")]
    [InlineData("<para> </para>", "")]
    public void Elements_become_paragraphs(string comment, string expected)
    {
        XElement element = XElement.Parse($"<summary>{comment}</summary>", LoadOptions.PreserveWhitespace);

        Assert.Equal(expected, string.Join('|', _text.Paragraphs(element)));
    }

    [Theory]
    [InlineData("\n            a {\n                b\n            }\n            ", "a {\n    b\n}")]
    [InlineData("a |\n                b", "a |\n    b")]
    [InlineData("\n            a\n\n            b\n", "a\n\nb")]
    [InlineData("a", "a")]
    public void Code_loses_the_comments_indentation_only(string code, string expected)
    {
        XElement member = XElement.Parse($"<member>\n            <summary>x</summary>\n            <code>{code}</code>\n            y</member>", LoadOptions.PreserveWhitespace);

        Assert.Equal(expected, CommentText.Code(member.Element("code")!));
    }
}
