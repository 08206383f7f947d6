namespace PSNeuralNet.Help;

/// <summary>The help of one cmdlet, independent of its source and of the output format.</summary>
internal sealed record CommandHelp
{
    public required string Name { get; init; }

    public required string Verb { get; init; }

    public required string Noun { get; init; }

    /// <summary>The first paragraph of the summary; empty if there is none, which <see cref="Rules"/> reports.</summary>
    public required string Synopsis { get; init; }

    public required IReadOnlyList<string> Description { get; init; }

    /// <summary>The parameters of each parameter set, default set first.</summary>
    public required IReadOnlyList<IReadOnlyList<ParameterHelp>> Syntax { get; init; }

    public required IReadOnlyList<ParameterHelp> Parameters { get; init; }

    public required IReadOnlyList<TypeHelp> Inputs { get; init; }

    public required IReadOnlyList<TypeHelp> Outputs { get; init; }

    public required IReadOnlyList<ExampleHelp> Examples { get; init; }

    public required IReadOnlyList<LinkHelp> Links { get; init; }

    /// <summary>The problems found while reading.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }

    public required SourceLocation Location { get; init; }
}

/// <summary>A parameter, in one parameter set or, in <see cref="CommandHelp.Parameters"/>, merged over all sets.</summary>
internal sealed record ParameterHelp
{
    public const string Named = "named";

    public required string Name { get; init; }

    /// <summary>The type without Nullable: <c>long</c> for a nullable long.</summary>
    public required Type Type { get; init; }

    public required bool IsMandatory { get; init; }

    /// <summary>A number from 0, or <see cref="Named"/>.</summary>
    public required string Position { get; init; }

    public required bool ByValue { get; init; }

    public required bool ByPropertyName { get; init; }

    public required bool AcceptsWildcards { get; init; }

    public required IReadOnlyList<string> Aliases { get; init; }

    public required string DefaultValue { get; init; }

    public required IReadOnlyList<PossibleValue> PossibleValues { get; init; }

    public required IReadOnlyList<string> Description { get; init; }

    public required SourceLocation Location { get; init; }
}

/// <summary>A member of an enum with its comment, or a value of a ValidateSet.</summary>
internal sealed record PossibleValue(string Name, IReadOnlyList<string> Description);

/// <summary>An input or output type. The id is its documentation id, as in a cref.</summary>
internal sealed record TypeHelp(string Id, string Name, IReadOnlyList<string> Description);

/// <summary>An example: title, commands, and remarks.</summary>
internal sealed record ExampleHelp(string Title, string Code, IReadOnlyList<string> Remarks);

/// <summary>A related link: the name of a command or topic, or a page with its address.</summary>
internal sealed record LinkHelp(string Text, string Uri);

/// <summary>A line of a source file; 0 if unknown.</summary>
internal sealed record SourceLocation(string File, int Line);

/// <summary>A fault in a comment.</summary>
internal sealed record Problem(SourceLocation Location, string Code, string Message)
{
    /// <summary>The MSBuild error format, which editors link to the source.</summary>
    public override string ToString()
    {
        string place = Location.Line > 0 ? FormattableString.Invariant($"{Location.File}({Location.Line})") : Location.File;
        return $"{place}: error {Code}: {Message}";
    }
}
