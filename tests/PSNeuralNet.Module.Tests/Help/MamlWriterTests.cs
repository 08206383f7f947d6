using System.Xml.Linq;
using System.Xml.XPath;
using PSNeuralNet.Help;

namespace PSNeuralNet.Tests.Help;

public sealed class MamlWriterTests
{
    private const string Syntax = "syntax/syntaxItem", First = $"{Syntax}[1]/parameter", Parameter = "parameters/parameter";

    [Theory]
    [InlineData("New", "details/description/para", "Makes a sample.")]
    [InlineData("New", "description/para", "Makes a sample.|It costs n * m steps; see Get-Sample, -Count, SampleThing, Tanh and $null.|- first\n- second: the other|if ($x) {\n    'code'\n}")]
    [InlineData("New", $"{First}/name", "Count|Curve|Unit|Noise|Layer|Measure|Seed|WhatIf|Confirm")]
    [InlineData("New", $"{Syntax}[2]/parameter/name", "Path|Curve|Unit|Noise|Layer|Measure|Seed|WhatIf|Confirm")]
    [InlineData("New", $"{Syntax}[3]/parameter/name", "Curve|Thing|Unit|Noise|Layer|Seed|WhatIf|Confirm")]
    [InlineData("New", $"{First}[name='Curve']/parameterValueGroup/parameterValue", "Straight|Tanh")]
    [InlineData("New", $"{First}[name='Unit']/parameterValueGroup/parameterValue", "Meter|Foot")]
    [InlineData("New", $"{First}[name='Measure']/parameterValue", "")]
    [InlineData("New", $"{First}[name='Layer']/parameterValue", "int[]")]
    [InlineData("New", $"{First}[name='Seed']/parameterValue", "long")]
    [InlineData("New", $"{Parameter}/name", "Count|Curve|Layer|Measure|Noise|Path|Seed|Thing|Unit|Confirm|WhatIf")]
    [InlineData("New", $"{Parameter}[name='Count']/description/para", "Number of samples.|Not too many.")]
    [InlineData("New", $"{Parameter}[name='Curve']//possibleValue/value", "Straight|Tanh")]
    [InlineData("New", $"{Parameter}[name='Curve']//possibleValue/description/para", "Not at all.|Smoothly, between -1 and 1.")]
    [InlineData("Get", $"{Parameter}[name='Noise']/description/para", "The spread.")]
    [InlineData("Get", $"{Parameter}[name='Noise']/defaultValue", "none")]
    [InlineData("New", "inputTypes/inputType/type/name", "PSNeuralNet.Tests.Help.SampleThing|System.String[]")]
    [InlineData("New", "inputTypes/inputType/description/para", "A thing to copy.|Binds to -Path, by property name.")]
    [InlineData("Clear", "inputTypes/inputType/type/name", "None")]
    [InlineData("Clear", "inputTypes/inputType/description/para", "This cmdlet takes nothing from the pipeline.")]
    [InlineData("New", "returnValues/returnValue/type/name", "PSNeuralNet.Tests.Help.SampleThing|System.Int32")]
    [InlineData("New", "returnValues/returnValue/description/para", "A thing that the sample cmdlets make.|The number of samples, with -Measure.")]
    [InlineData("Get", "returnValues/returnValue/type/name", "System.Double[]")]
    [InlineData("Get", "returnValues/returnValue/description/para", "")]
    [InlineData("Clear", "returnValues/returnValue/description/para", "This cmdlet writes nothing to the pipeline.")]
    [InlineData("New", "examples/example[1]/title", "---------- Example 1: Make one sample ----------")]
    [InlineData("New", "examples/example[1]/code", "$sample = New-Sample 3 |\n    Where-Object { $_.Name -and $true }\n$sample")]
    [InlineData("New", "examples/example[1]/remarks/para", "Makes it.|Shows it.|")] // The empty one separates the next title.
    [InlineData("New", "relatedLinks/navigationLink/linkText", "Get-Sample|About samples|about_Sample")]
    [InlineData("New", "relatedLinks/navigationLink/uri", "|https://example.org/sample|")]
    [InlineData("Get", "relatedLinks/navigationLink/linkText", "Online version:|New-Sample")]
    [InlineData("Get", "relatedLinks/navigationLink/uri", "https://example.org/get-sample|")]
    public void The_text_of_an_element(string verb, string path, string expected) =>
        Assert.Equal(expected, string.Join('|', Find(verb).XPathSelectElements(path).Select(element => element.Value)));

    [Theory]
    [InlineData("Count", "true", "0", "False", "N, Number", "false", "None")]
    [InlineData("Path", "true", "0", "True (ByPropertyName)", "FullName", "true", "None")]
    [InlineData("Thing", "true", "named", "True (ByValue)", "none", "false", "None")]
    [InlineData("Curve", "false", "1", "False", "none", "false", "Tanh")]
    [InlineData("Unit", "false", "named", "False", "none", "false", "Meter")]
    [InlineData("Noise", "false", "named", "False", "none", "false", "0.2")]
    [InlineData("Layer", "false", "named", "False", "none", "false", "8, 4")]
    [InlineData("Measure", "false", "named", "False", "none", "false", "False")]
    [InlineData("Limit", "false", "named", "False", "none", "false", "None")]
    [InlineData("Seed", "false", "named", "False", "none", "false", "a drawn seed")]
    [InlineData("WhatIf", "false", "named", "False", "wi", "false", "False")]
    public void A_parameter_has_the_engines_facts(string name, params string[] expected)
    {
        XElement parameter = Find(name == "Limit" ? "Get" : "New").XPathSelectElement($"{Parameter}[name='{name}']")!;
        string[] attributes = ["required", "position", "pipelineInput", "aliases", "globbing"];

        Assert.Equal(expected, attributes.Select(attribute => parameter.Attribute(attribute)!.Value).Append(parameter.Element("defaultValue")!.Value));
    }

    [Fact]
    public void Commands_are_ordered_by_name()
    {
        XDocument maml = MamlWriter.ToXml(SampleHelp.Commands);

        Assert.Equal("maml", maml.Root!.Attribute("schema")!.Value);
        Assert.Equal(["Clear-Sample", "Get-Sample", "New-Sample"], SampleHelp.Commands.Select(command => command.Name));
    }

    [Fact]
    public void The_same_cmdlets_give_the_same_bytes_and_no_other_file()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        string first = Path.Combine(folder, "one", "a.xml");
        string second = Path.Combine(folder, "two", "b.xml");

        Assert.Equal(0, HelpStep.Write(SampleHelp.Cmdlets, SampleHelp.CommentsPath, first, TextWriter.Null));
        Assert.Equal(0, HelpStep.Write([.. SampleHelp.Cmdlets.Reverse()], SampleHelp.CommentsPath, second, TextWriter.Null));

        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
        Assert.DoesNotContain((byte)'\r', File.ReadAllBytes(first));
        Assert.Equal([first, second], Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The help of a sample cmdlet, without namespaces.</summary>
    private static XElement Find(string verb)
    {
        XElement command = MamlWriter.ToXml(SampleHelp.Commands).Root!.Elements().Single(command => command.Descendants().First(element => element.Name.LocalName == "verb").Value == verb);
        foreach (XElement element in command.DescendantsAndSelf())
        {
            element.Name = element.Name.LocalName;
        }

        return command;
    }
}
