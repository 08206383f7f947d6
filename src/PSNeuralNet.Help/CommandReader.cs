using System.Management.Automation.Runspaces;

namespace PSNeuralNet.Help;

/// <summary>Combines the engine's metadata of cmdlets with their XML comments.</summary>
internal sealed class CommandReader
{
    private readonly XmlDocumentation _documentation;
    private readonly SourceLocations _locations;
    private readonly Dictionary<string, string> _commandNames;
    private readonly CommentText _text;
    private readonly ParameterReader _parameters;

    private CommandReader(IReadOnlyList<Type> cmdlets, XmlDocumentation documentation, SourceLocations locations)
    {
        _documentation = documentation;
        _locations = locations;
        _commandNames = cmdlets.ToDictionary(XmlDocumentation.Id, NameOf, StringComparer.Ordinal);
        Dictionary<string, string> names = new(_commandNames, StringComparer.Ordinal);
        foreach (PropertyInfo parameter in cmdlets.SelectMany(ParameterReader.Properties))
        {
            names[XmlDocumentation.Id(parameter)] = "-" + parameter.Name;
        }

        _text = new CommentText(names);
        _parameters = new ParameterReader(documentation, locations, _text);
    }

    /// <summary>The cmdlet classes that the engine imports from an assembly.</summary>
    public static IReadOnlyList<Type> CmdletsOf(Assembly assembly) =>
        [.. assembly.GetExportedTypes().Where(type =>
            !type.IsAbstract && typeof(Cmdlet).IsAssignableFrom(type) && type.IsDefined(typeof(CmdletAttribute)))];

    /// <summary>Reads the help of cmdlets of one assembly, ordered by name.</summary>
    public static IReadOnlyList<CommandHelp> Read(IReadOnlyList<Type> cmdlets, XmlDocumentation documentation)
    {
        if (cmdlets.Count == 0)
        {
            return [];
        }

        using SourceLocations locations = new(cmdlets[0].Assembly.Location);
        CommandReader reader = new(cmdlets, documentation, locations);

        // The engine resolves the parameter sets, in a session with these cmdlets only.
        InitialSessionState session = InitialSessionState.Create();
        session.Commands.Add(cmdlets.Select(type => new SessionStateCmdletEntry(NameOf(type), type, helpFileName: null)));
        using Runspace runspace = RunspaceFactory.CreateRunspace(session);
        runspace.Open();
        return [.. cmdlets
            .OrderBy(NameOf, StringComparer.Ordinal)
            .Select(type => reader.Read(type, (CmdletInfo)runspace.SessionStateProxy.InvokeCommand.GetCommand(NameOf(type), CommandTypes.Cmdlet)))];
    }

    private static string NameOf(Type cmdlet)
    {
        CmdletAttribute attribute = cmdlet.GetCustomAttribute<CmdletAttribute>()!;
        return $"{attribute.VerbName}-{attribute.NounName}";
    }

    private CommandHelp Read(Type type, CmdletInfo command)
    {
        SourceLocation location = _locations.Find(type);
        CommandComment comment = new(command.Name, _documentation.Find(XmlDocumentation.Id(type)), _text, location);
        comment.CheckReferences(ParameterReader.Properties(type).Select(property => _documentation.Find(XmlDocumentation.Id(property))), _commandNames);
        IReadOnlyList<IReadOnlyList<ParameterHelp>> syntax = _parameters.ReadSets(type, command);
        IReadOnlyList<ParameterHelp> parameters = ParameterReader.Merge(syntax);
        string online = type.GetCustomAttribute<CmdletAttribute>()!.HelpUri;
        return new CommandHelp
        {
            Name = command.Name,
            Verb = command.Verb,
            Noun = command.Noun,
            Synopsis = comment.Summary is [var synopsis, ..] ? synopsis : "",
            Description = [.. comment.Summary, .. comment.Remarks],
            Syntax = syntax,
            Parameters = parameters,
            Inputs = comment.Describe("inputs", OrNone(InputTypes(parameters), "This cmdlet takes nothing from the pipeline.")),
            Outputs = comment.Describe("outputs", OrNone(OutputTypes(type), "This cmdlet writes nothing to the pipeline.")),
            Examples = [.. comment.Examples],
            Links = [.. string.IsNullOrEmpty(online) ? [] : new[] { new LinkHelp("Online version:", online) }, .. comment.Links],
            Problems = comment.Problems,
            Location = location,
        };
    }

    private static IReadOnlyList<TypeHelp> OrNone(IReadOnlyList<TypeHelp> types, string none) =>
        types.Count > 0 ? types : [new TypeHelp("", "None", [none])];

    /// <summary>The types of parameters that bind from the pipeline, by value first.</summary>
    private static IReadOnlyList<TypeHelp> InputTypes(IReadOnlyList<ParameterHelp> parameters) =>
        [.. parameters
            .Where(parameter => parameter.ByValue || parameter.ByPropertyName)
            .OrderByDescending(parameter => parameter.ByValue)
            .GroupBy(parameter => parameter.Type)
            .Select(uses => new TypeHelp(
                XmlDocumentation.Id(TypeNames.Element(uses.Key)), TypeNames.Full(uses.Key), [string.Join(' ', uses.Select(Binding))]))];

    private static string Binding(ParameterHelp parameter)
    {
        string way = !parameter.ByPropertyName ? "by value" : parameter.ByValue ? "by value or by property name" : "by property name";
        return $"Binds to -{parameter.Name}, {way}.";
    }

    private IReadOnlyList<TypeHelp> OutputTypes(Type cmdlet) =>
        [.. cmdlet.GetCustomAttributes<OutputTypeAttribute>()
            .SelectMany(attribute => attribute.Type)
            .DistinctBy(output => output.Name)
            .Select(output => output.Type is { } type ? OutputType(type) : new TypeHelp("", output.Name, []))];

    private TypeHelp OutputType(Type type)
    {
        string id = XmlDocumentation.Id(TypeNames.Element(type));
        return new TypeHelp(id, TypeNames.Full(type), _text.Paragraphs(_documentation.Find(id)?.Element("summary")));
    }
}
