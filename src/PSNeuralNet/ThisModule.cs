using System.Reflection;

namespace PSNeuralNet;

/// <summary>This build of the module.</summary>
internal static class ThisModule
{
    /// <summary>The version, without the commit: "1.0.0".</summary>
    public static string Version { get; } = typeof(ThisModule).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
}
