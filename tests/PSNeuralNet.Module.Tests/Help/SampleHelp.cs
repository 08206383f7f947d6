using PSNeuralNet.Help;

namespace PSNeuralNet.Tests.Help;

/// <summary>The help of the sample cmdlets in this assembly.</summary>
internal static class SampleHelp
{
    public static string AssemblyPath { get; } = typeof(NewSampleCommand).Assembly.Location;

    public static string CommentsPath { get; } = Path.ChangeExtension(AssemblyPath, ".xml");

    /// <summary>The help file of this assembly as a module.</summary>
    public static string HelpPath { get; } =
        Path.Combine(Path.GetDirectoryName(AssemblyPath)!, "en-US", Path.GetFileName(AssemblyPath) + "-Help.xml");

    public static IReadOnlyList<Type> Cmdlets { get; } = [typeof(NewSampleCommand), typeof(GetSampleCommand), typeof(ClearSampleCommand)];

    public static IReadOnlyList<CommandHelp> Commands { get; } = CommandReader.Read(Cmdlets, XmlDocumentation.Load(CommentsPath));
}
