namespace PSNeuralNet.Help;

/// <summary>Rules for the comments of cmdlets, without exceptions.</summary>
internal static class Rules
{
    public const int MinimumExamples = 2;

    public const string NoSynopsis = "PSNH001";
    public const string NoParameterText = "PSNH002";
    public const string TooFewExamples = "PSNH003";
    public const string UnresolvedReference = "PSNH004";
    public const string IncompleteExample = "PSNH005";
    public const string StrayType = "PSNH006";

    /// <summary>All violations, in the order of the commands.</summary>
    public static IReadOnlyList<Problem> Check(IEnumerable<CommandHelp> commands) => [.. commands.SelectMany(Check)];

    private static IEnumerable<Problem> Check(CommandHelp command)
    {
        if (command.Synopsis.Length == 0)
        {
            yield return new Problem(command.Location, NoSynopsis, $"{command.Name} has no synopsis. Give its class a <summary>.");
        }

        foreach (ParameterHelp parameter in command.Parameters.Where(parameter => parameter.Description.Count == 0))
        {
            yield return new Problem(
                parameter.Location, NoParameterText, $"{command.Name} -{parameter.Name} has no description. Give its property a <summary>.");
        }

        if (command.Examples.Count < MinimumExamples)
        {
            yield return new Problem(
                command.Location,
                TooFewExamples,
                FormattableString.Invariant($"{command.Name} has {command.Examples.Count} of at least {MinimumExamples} examples. Give its class another <example>."));
        }

        for (int index = 0; index < command.Examples.Count; index++)
        {
            ExampleHelp example = command.Examples[index];
            if (example.Title.Length == 0 || example.Code.Length == 0)
            {
                yield return new Problem(
                    command.Location,
                    IncompleteExample,
                    FormattableString.Invariant($"Example {index + 1} of {command.Name} lacks its <title> or its <code>."));
            }
        }

        foreach (Problem problem in command.Problems)
        {
            yield return problem;
        }
    }
}
