using System.Xml.Linq;
using PSNeuralNet.Help;

namespace PSNeuralNet.Tests.Help;

public sealed class MamlWriterTests
{
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private readonly XElement _new = Find("New-Sample");
    private readonly XElement _get = Find("Get-Sample");
    private readonly XElement _clear = Find("Clear-Sample");

    [Fact]
    public void Commands_are_ordered_by_name()
    {
        XDocument maml = MamlWriter.ToXml(SampleHelp.Commands);

        Assert.Equal("maml", maml.Root!.Attribute("schema")!.Value);
        Assert.Equal(["Clear-Sample", "Get-Sample", "New-Sample"], maml.Descendants(Command + "details").Select(details => details.Element(Command + "name")!.Value));
    }

    [Fact]
    public void The_synopsis_is_the_summary_on_one_line()
    {
        Assert.Equal(["Makes a sample."], Paragraphs(_new.Element(Command + "details")!));
    }

    [Fact]
    public void The_description_is_summary_and_remarks()
    {
        Assert.Equal(
            [
                "Makes a sample.",
                "It costs n * m steps; see Get-Sample, -Count, SampleThing, Tanh and $null.",
                "- first\n- second: the other",
                "if ($x) {\n    'code'\n}",
            ],
            Paragraphs(_new));
    }

    [Fact]
    public void Each_parameter_set_has_its_syntax_the_default_first()
    {
        Assert.Equal(
            [
                "Count Curve Unit Noise Layer Measure Seed WhatIf Confirm",
                "Path Curve Unit Noise Layer Measure Seed WhatIf Confirm",
                "Curve Thing Unit Noise Layer Seed WhatIf Confirm",
            ],
            _new.Descendants(Command + "syntaxItem").Select(set =>
                string.Join(' ', set.Elements(Command + "parameter").Select(parameter => parameter.Element(Maml + "name")!.Value))));
    }

    [Fact]
    public void Syntax_spells_out_closed_sets_and_gives_switches_no_value()
    {
        XElement set = _new.Descendants(Command + "syntaxItem").First();

        Assert.Equal(["Straight", "Tanh"], Named(set, "Curve").Element(Command + "parameterValueGroup")!.Elements().Select(value => value.Value));
        Assert.Equal(["Meter", "Foot"], Named(set, "Unit").Element(Command + "parameterValueGroup")!.Elements().Select(value => value.Value));
        Assert.Null(Named(set, "Measure").Element(Command + "parameterValue"));
        Assert.Equal("int[]", Named(set, "Layer").Element(Command + "parameterValue")!.Value);
        Assert.Equal("long", Named(set, "Seed").Element(Command + "parameterValue")!.Value);
    }

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
    public void A_parameter_has_the_engines_facts(
        string name, string required, string position, string pipeline, string aliases, string wildcards, string defaultValue)
    {
        XElement parameter = Named(name == "Limit" ? _get.Element(Command + "parameters")! : _new.Element(Command + "parameters")!, name);

        Assert.Equal(required, parameter.Attribute("required")!.Value);
        Assert.Equal(position, parameter.Attribute("position")!.Value);
        Assert.Equal(pipeline, parameter.Attribute("pipelineInput")!.Value);
        Assert.Equal(aliases, parameter.Attribute("aliases")!.Value);
        Assert.Equal(wildcards, parameter.Attribute("globbing")!.Value);
        Assert.Equal(defaultValue, parameter.Element(Dev + "defaultValue")!.Value);
    }

    [Fact]
    public void A_parameter_is_described_by_summary_and_remarks()
    {
        Assert.Equal(["How many.", "Not too many."], Paragraphs(Named(_new.Element(Command + "parameters")!, "Count")));
    }

    [Fact]
    public void A_parameter_inherits_the_comment_it_names()
    {
        Assert.Equal(["The spread."], Paragraphs(Named(_get.Element(Command + "parameters")!, "Noise")));
    }

    [Fact]
    public void Parameters_are_ordered_by_name_and_hidden_ones_are_left_out()
    {
        Assert.Equal(
            ["Count", "Curve", "Layer", "Measure", "Noise", "Path", "Seed", "Thing", "Unit", "Confirm", "WhatIf"],
            _new.Element(Command + "parameters")!.Elements().Select(parameter => parameter.Element(Maml + "name")!.Value));
    }

    [Fact]
    public void The_members_of_an_enum_are_explained()
    {
        Assert.Equal(
            ["Straight: Not at all.", "Tanh: Smoothly, between -1 and 1."],
            Named(_new.Element(Command + "parameters")!, "Curve").Descendants(Dev + "possibleValue")
                .Select(value => $"{value.Element(Dev + "value")!.Value}: {Paragraphs(value).Single()}"));
    }

    [Fact]
    public void Inputs_are_the_types_that_bind_from_the_pipeline()
    {
        Assert.Equal(
            ["PSNeuralNet.Tests.Help.SampleThing: A thing to copy.", "System.String[]: Binds to -Path, by property name."],
            Types(_new, "inputType"));
        Assert.Equal(["None: This cmdlet takes nothing from the pipeline."], Types(_clear, "inputType"));
    }

    [Fact]
    public void Outputs_are_described_by_their_types_or_by_the_comment()
    {
        Assert.Equal(
            ["PSNeuralNet.Tests.Help.SampleThing: A thing that the sample cmdlets make.", "System.Int32: The number of samples, with -Measure."],
            Types(_new, "returnValue"));
        Assert.Equal(["System.Double[]: "], Types(_get, "returnValue"));
        Assert.Equal(["None: This cmdlet writes nothing to the pipeline."], Types(_clear, "returnValue"));
    }

    [Fact]
    public void Examples_keep_their_lines()
    {
        XElement example = _new.Descendants(Command + "example").First();

        Assert.Equal("---------- Example 1: Make one sample ----------", example.Element(Maml + "title")!.Value);
        Assert.Equal(
            "$sample = New-Sample 3 |\n    Where-Object { $_.Name -and $true }\n$sample", example.Element(Dev + "code")!.Value);

        // The empty one keeps the next title off this text.
        Assert.Equal(["Makes it.", "Shows it.", ""], example.Element(Dev + "remarks")!.Elements().Select(paragraph => paragraph.Value));
    }

    [Fact]
    public void Links_name_commands_pages_and_topics()
    {
        Assert.Equal(["Get-Sample|", "About samples|https://example.org/sample", "about_Sample|"], Links(_new));
        Assert.Equal(["Online version:|https://example.org/get-sample", "New-Sample|"], Links(_get));
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

    private static XElement Find(string name)
    {
        return MamlWriter.ToXml(SampleHelp.Commands).Descendants(Command + "command")
            .Single(command => command.Element(Command + "details")!.Element(Command + "name")!.Value == name);
    }

    private static XElement Named(XElement parent, string name)
    {
        return parent.Elements(Command + "parameter").Single(parameter => parameter.Element(Maml + "name")!.Value == name);
    }

    private static IEnumerable<string> Paragraphs(XElement parent)
    {
        return parent.Element(Maml + "description")!.Elements(Maml + "para").Select(paragraph => paragraph.Value);
    }

    private static IEnumerable<string> Types(XElement command, string element)
    {
        return command.Descendants(Command + element).Select(type =>
            $"{type.Element(Dev + "type")!.Element(Maml + "name")!.Value}: {string.Join(' ', Paragraphs(type))}");
    }

    private static IEnumerable<string> Links(XElement command)
    {
        return command.Descendants(Maml + "navigationLink").Select(link => $"{link.Element(Maml + "linkText")!.Value}|{link.Element(Maml + "uri")!.Value}");
    }
}
