namespace PSNeuralNet.Help;

/// <summary>
/// Build step that writes the module's help file (MAML) from the XML comments of the cmdlets and the engine's metadata. docs/help.md
/// describes the conventions for comments.
/// </summary>
internal static class HelpStep
{
    public static int Main(string[] args)
    {
        if (args.Length != 3)
        {
            Console.Error.WriteLine("usage: PSNeuralNet.Help <cmdlet assembly> <its XML documentation> <MAML file to write>");
            return 2;
        }

        // LoadFrom also resolves the library in the same folder.
        Assembly assembly = Assembly.LoadFrom(Path.GetFullPath(args[0]));
        return Write(CommandReader.CmdletsOf(assembly), args[1], args[2], Console.Error);
    }

    /// <summary>Writes the help file; if comments break a rule, prints all faults, writes nothing, and returns 1.</summary>
    public static int Write(IReadOnlyList<Type> cmdlets, string documentation, string path, TextWriter errors)
    {
        IReadOnlyList<CommandHelp> commands = CommandReader.Read(cmdlets, XmlDocumentation.Load(documentation));
        IReadOnlyList<Problem> problems = Rules.Check(commands);
        foreach (Problem problem in problems)
        {
            errors.WriteLine(problem);
        }

        if (problems.Count > 0)
        {
            return 1;
        }

        MamlWriter.Save(commands, path);
        return 0;
    }
}
