using System.Xml;

namespace PSNeuralNet.Help;

/// <summary>Writes help in MAML, the format of Get-Help; the order of elements follows its schema.</summary>
internal static class MamlWriter
{
    private static readonly XNamespace Root = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>Writes the file under a temporary name and then renames it, so that readers never see an incomplete file.</summary>
    public static void Save(IEnumerable<CommandHelp> commands, string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        _ = Directory.CreateDirectory(folder);

        // The temporary name must not contain the name of the help file: outside Windows the engine would load it.
        string temporary = Path.Combine(folder, FormattableString.Invariant($"{Environment.ProcessId}.tmp"));
        XmlWriterSettings settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" };
        using (XmlWriter writer = XmlWriter.Create(temporary, settings))
        {
            ToXml(commands).Save(writer);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>The help file as XML.</summary>
    public static XDocument ToXml(IEnumerable<CommandHelp> commands) =>
        new XDocument(new XElement(Root + "helpItems", new XAttribute("schema", "maml"), commands.Select(ToXml)));

    private static XElement ToXml(CommandHelp command) =>
        new XElement(
            Command + "command",
            new XAttribute(XNamespace.Xmlns + "maml", Maml),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            new XElement(
                Command + "details",
                new XElement(Command + "name", command.Name),
                new XElement(Command + "verb", command.Verb),
                new XElement(Command + "noun", command.Noun),
                Description([command.Synopsis])),
            Description(command.Description),
            new XElement(Command + "syntax", command.Syntax.Select(set => new XElement(
                Command + "syntaxItem", new XElement(Maml + "name", command.Name), set.Select(SyntaxParameter)))),
            new XElement(Command + "parameters", command.Parameters.Select(Parameter)),
            new XElement(Command + "inputTypes", command.Inputs.Select(type => Type("inputType", type))),
            new XElement(Command + "returnValues", command.Outputs.Select(type => Type("returnValue", type))),
            new XElement(Command + "examples", command.Examples.Select(Example)),
            new XElement(Command + "relatedLinks", command.Links.Select(link => new XElement(
                Maml + "navigationLink", new XElement(Maml + "linkText", link.Text), new XElement(Maml + "uri", link.Uri)))));

    /// <summary>A parameter of a syntax line: enumerates a closed set of values; a switch has no value.</summary>
    private static XElement SyntaxParameter(ParameterHelp parameter)
    {
        XElement? values = parameter.PossibleValues.Count == 0 ? null : new XElement(
            Command + "parameterValueGroup",
            parameter.PossibleValues.Select(value => new XElement(
                Command + "parameterValue", new XAttribute("required", "false"), new XAttribute("variableLength", "false"), value.Name)));
        return ParameterElement(parameter, values, IsSwitch(parameter) ? null : Value(parameter));
    }

    private static XElement Parameter(ParameterHelp parameter)
    {
        // Values without comments would be shown as names between empty lines; the syntax already shows the names.
        XElement? values = parameter.PossibleValues.All(value => value.Description.Count == 0) ? null : new XElement(
            Dev + "possibleValues",
            parameter.PossibleValues.Select(value => new XElement(
                Dev + "possibleValue", new XElement(Dev + "value", value.Name), Description(value.Description))));
        return ParameterElement(parameter, IsSwitch(parameter) ? null : Value(parameter), values);
    }

    private static XElement ParameterElement(ParameterHelp parameter, params XElement?[] values)
    {
        string[] bindings = [.. parameter.ByPropertyName ? ["ByPropertyName"] : Array.Empty<string>(), .. parameter.ByValue ? ["ByValue"] : Array.Empty<string>()];
        return new XElement(
            Command + "parameter",
            new XAttribute("required", Text(parameter.IsMandatory)),
            new XAttribute("variableLength", Text(parameter.Type.IsArray)),
            new XAttribute("globbing", Text(parameter.AcceptsWildcards)),
            new XAttribute("pipelineInput", bindings.Length == 0 ? "False" : $"True ({string.Join(", ", bindings)})"),
            new XAttribute("position", parameter.Position),
            new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
            new XElement(Maml + "name", parameter.Name),
            Description(parameter.Description),
            values,
            new XElement(Dev + "type", new XElement(Maml + "name", TypeNames.Full(parameter.Type)), new XElement(Maml + "uri")),
            new XElement(Dev + "defaultValue", parameter.DefaultValue));
    }

    private static XElement Value(ParameterHelp parameter) =>
        new XElement(
            Command + "parameterValue",
            new XAttribute("required", "true"),
            new XAttribute("variableLength", Text(parameter.Type.IsArray)),
            TypeNames.Short(parameter.Type));

    private static XElement Type(string element, TypeHelp type) =>
        new XElement(
            Command + element,
            new XElement(Dev + "type", new XElement(Maml + "name", type.Name), new XElement(Maml + "uri")),
            Description(type.Description));

    private static XElement Example(ExampleHelp example, int index) =>
        new XElement(
            Command + "example",
            new XElement(Maml + "title", FormattableString.Invariant($"---------- Example {index + 1}: {example.Title} ----------")),
            new XElement(Dev + "code", example.Code),
            new XElement(Dev + "remarks", Paragraphs([.. example.Remarks, ""])));

    private static XElement Description(IReadOnlyList<string> paragraphs)
    {
        // The engine shows an empty element without a line break.
        return new XElement(Maml + "description", Paragraphs(paragraphs.Count > 0 ? paragraphs : [""]));
    }

    private static IEnumerable<XElement> Paragraphs(IEnumerable<string> paragraphs) =>
        paragraphs.Select(paragraph => new XElement(Maml + "para", paragraph));

    private static bool IsSwitch(ParameterHelp parameter) => parameter.Type == typeof(System.Management.Automation.SwitchParameter);

    private static string Text(bool value) => value ? "true" : "false";
}
