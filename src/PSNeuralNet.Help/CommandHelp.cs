namespace PSNeuralNet.Help;

/// <summary>Everything the help of one cmdlet says, free of where it was read and how it is written.</summary>
internal sealed record CommandHelp
{
    public required string Name { get; init; }

    public required string Verb { get; init; }

    public required string Noun { get; init; }

    /// <summary>Empty when the class has no summary: a rule's business, not the reader's.</summary>
    public required string Synopsis { get; init; }

    public required IReadOnlyList<string> Description { get; init; }

    /// <summary>One entry per parameter set, the default set first.</summary>
    public required IReadOnlyList<IReadOnlyList<ParameterHelp>> Syntax { get; init; }

    public required IReadOnlyList<ParameterHelp> Parameters { get; init; }

    public required IReadOnlyList<TypeHelp> Inputs { get; init; }

    public required IReadOnlyList<TypeHelp> Outputs { get; init; }

    public required IReadOnlyList<ExampleHelp> Examples { get; init; }

    public required IReadOnlyList<LinkHelp> Links { get; init; }

    /// <summary>What the reader could not make sense of.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }

    public required SourceLocation Location { get; init; }
}

/// <summary>A parameter, in one parameter set or (in <see cref="CommandHelp.Parameters"/>) over all of them.</summary>
internal sealed record ParameterHelp
{
    public const string Named = "named";

    public required string Name { get; init; }

    /// <summary>The type of one value: <c>long</c> for a nullable long.</summary>
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

/// <summary>A member of an enum, or of a ValidateSet, with the comment on it where there is one.</summary>
internal sealed record PossibleValue(string Name, IReadOnlyList<string> Description);

/// <summary>A type that goes in or comes out. The id is what a cref to it says.</summary>
internal sealed record TypeHelp(string Id, string Name, IReadOnlyList<string> Description);

/// <summary>An example: commands, and what they show.</summary>
internal sealed record ExampleHelp(string Title, string Code, IReadOnlyList<string> Remarks);

/// <summary>A related link: a command or topic by name, or a page with its address.</summary>
internal sealed record LinkHelp(string Text, string Uri);

/// <summary>A place in the source; line 0 where it is not known.</summary>
internal sealed record SourceLocation(string File, int Line);

/// <summary>Something a writer of comments must mend.</summary>
internal sealed record Problem(SourceLocation Location, string Code, string Message)
{
    /// <summary>The form MSBuild recognizes as an error, and editors jump to.</summary>
    public override string ToString()
    {
        string place = Location.Line > 0 ? FormattableString.Invariant($"{Location.File}({Location.Line})") : Location.File;
        return $"{place}: error {Code}: {Message}";
    }
}
