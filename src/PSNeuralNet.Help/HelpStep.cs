using System.Reflection;

namespace PSNeuralNet.Help;

/// <summary>
/// Writes the module's help file from the cmdlets: their comments, and what the engine knows about them.
/// The conventions for comments are in docs/help.md. In short, on a cmdlet's class:
/// <c>summary</c> (the synopsis), <c>remarks</c> (the rest of the description), at least two
/// <c>example</c> of <c>title</c>, <c>code</c> and <c>para</c>, <c>inputs</c>, <c>outputs</c>, <c>seealso</c>;
/// on each parameter: <c>summary</c>, <c>remarks</c>, and <c>value</c> where the default is not the property's.
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

        // LoadFrom also finds the library beside the module.
        Assembly assembly = Assembly.LoadFrom(Path.GetFullPath(args[0]));
        return Write(CommandReader.CmdletsOf(assembly), args[1], args[2], Console.Error);
    }

    /// <summary>Writes the file when the comments keep the rules; else names every fault, writes nothing, and returns 1.</summary>
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
