using System.Collections;
using System.Globalization;

namespace PSNeuralNet.Help;

/// <summary>Reads parameters: the engine's metadata, the XML comment, and the default value of a new cmdlet instance.</summary>
internal sealed class ParameterReader(XmlDocumentation documentation, SourceLocations locations, CommentText text)
{
    private const string None = "None";

    // The engine adds these to cmdlets that support ShouldProcess; they are not properties with a comment.
    private static readonly Dictionary<string, string> EngineParameters = new(StringComparer.Ordinal)
    {
        ["WhatIf"] = "Shows what would happen if the cmdlet runs. The cmdlet is not run.",
        ["Confirm"] = "Prompts you for confirmation before running the cmdlet.",
    };

    /// <summary>The properties that are parameters, including those of base classes.</summary>
    public static IEnumerable<PropertyInfo> Properties(Type cmdlet) =>
        cmdlet.GetProperties().Where(property => property.IsDefined(typeof(ParameterAttribute)));

    /// <summary>The parameters of each parameter set, in the order of a syntax line, default set first.</summary>
    public IReadOnlyList<IReadOnlyList<ParameterHelp>> ReadSets(Type cmdlet, CmdletInfo command)
    {
        Cmdlet instance = (Cmdlet)Activator.CreateInstance(cmdlet)!;
        Dictionary<string, PropertyInfo> properties = Properties(cmdlet).ToDictionary(property => property.Name, StringComparer.Ordinal);
        return [.. command.ParameterSets
            .OrderByDescending(set => set.IsDefault)
            .Select(set => (IReadOnlyList<ParameterHelp>)[.. set.Parameters
                .Where(parameter => IsShown(parameter, properties))
                .Select(parameter => Read(parameter, properties.GetValueOrDefault(parameter.Name), instance))
                .OrderBy(Rank)])];
    }

    /// <summary>
    /// Merges the parameter sets into one entry per parameter, ordered by name, -Confirm and -WhatIf last: mandatory if it is so in all its
    /// sets, bound from the pipeline if it is so in any, at its position in the first.
    /// </summary>
    public static IReadOnlyList<ParameterHelp> Merge(IReadOnlyList<IReadOnlyList<ParameterHelp>> sets) =>
        [.. sets
            .SelectMany(set => set)
            .GroupBy(parameter => parameter.Name, StringComparer.Ordinal)
            .Select(uses => uses.First() with
            {
                IsMandatory = uses.All(use => use.IsMandatory),
                ByValue = uses.Any(use => use.ByValue),
                ByPropertyName = uses.Any(use => use.ByPropertyName),
                DefaultValue = uses.Select(use => use.DefaultValue).FirstOrDefault(value => value != None) ?? None,
            })
            .OrderBy(parameter => EngineParameters.ContainsKey(parameter.Name))
            .ThenBy(parameter => parameter.Name, StringComparer.Ordinal)];

    /// <summary>True for parameters to describe: neither common parameters nor those marked DontShow.</summary>
    private static bool IsShown(CommandParameterInfo parameter, Dictionary<string, PropertyInfo> properties) =>
        EngineParameters.ContainsKey(parameter.Name)
            || (properties.ContainsKey(parameter.Name) && !parameter.Attributes.OfType<ParameterAttribute>().All(attribute => attribute.DontShow));

    /// <summary>Sort key in a syntax line: position, then mandatory parameters, others as declared, -WhatIf and -Confirm.</summary>
    private static int Rank(ParameterHelp parameter) =>
        EngineParameters.ContainsKey(parameter.Name) ? int.MaxValue
            : parameter.Position != ParameterHelp.Named ? int.Parse(parameter.Position, CultureInfo.InvariantCulture)
            : parameter.IsMandatory ? int.MaxValue - 2
            : int.MaxValue - 1;

    private ParameterHelp Read(CommandParameterInfo parameter, PropertyInfo? property, Cmdlet instance)
    {
        XElement? comment = property is null ? null : documentation.Find(XmlDocumentation.Id(property));
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return new ParameterHelp
        {
            Name = parameter.Name,
            Type = type,
            IsMandatory = parameter.IsMandatory,
            Position = parameter.Position < 0 ? ParameterHelp.Named : parameter.Position.ToString(CultureInfo.InvariantCulture),
            ByValue = parameter.ValueFromPipeline,
            ByPropertyName = parameter.ValueFromPipelineByPropertyName,
            AcceptsWildcards = property?.IsDefined(typeof(SupportsWildcardsAttribute)) ?? false,
            Aliases = [.. parameter.Aliases],
            DefaultValue = parameter.IsMandatory ? None
                : comment?.Element("value") is { } value ? text.Line(value)
                : DefaultOf(property?.GetValue(instance), parameter.ParameterType),
            PossibleValues = [.. PossibleValues(parameter, type)],
            Description = property is null
                ? [EngineParameters[parameter.Name]]
                : [.. text.Paragraphs(comment?.Element("summary")), .. text.Paragraphs(comment?.Element("remarks"))],
            Location = property is null ? new SourceLocation(instance.GetType().Name, 0) : locations.Find(property),
        };
    }

    private IEnumerable<PossibleValue> PossibleValues(CommandParameterInfo parameter, Type type)
    {
        Type element = TypeNames.Element(type);
        IEnumerable<string> names = parameter.Attributes.OfType<ValidateSetAttribute>().FirstOrDefault()?.ValidValues ?? (element.IsEnum ? Enum.GetNames(element) : []);
        return names.Select(name => new PossibleValue(
            name, element.IsEnum ? [.. text.Paragraphs(documentation.Find(XmlDocumentation.Id(element, name))?.Element("summary"))] : []));
    }

    private static string DefaultOf(object? value, Type type)
    {
        string text = value switch
        {
            null => type == typeof(SwitchParameter) ? "False" : "",
            string single => single,
            SwitchParameter present => present.IsPresent ? "True" : "False",
            IEnumerable several => string.Join(", ", several.Cast<object?>().Select(element => DefaultOf(element, typeof(object)))),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

        // The default ToString() returns the type name, which is not a value.
        return text.Length == 0 || text == value?.GetType().ToString() ? None : text;
    }
}
