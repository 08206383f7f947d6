using System.Management.Automation.Runspaces;

namespace PSNeuralNet.Commands;

/// <summary>
/// Registers the type adapter of matrices in a runspace when the module is imported there. In code rather than in a types file, which can be
/// loaded only once: a second copy of the module could not be imported.
/// </summary>
public sealed class TypeRegistration : IModuleAssemblyInitializer
{
    /// <summary>Called when the module is imported.</summary>
    public void OnImport()
    {
        using System.Management.Automation.PowerShell shell = UtilityCommand.Create("Update-TypeData");
        shell.AddParameter("TypeData", Types()).AddParameter("Force").Invoke();
    }

    private static TypeData[] Types() => [.. new[] { typeof(NetworkParameter), typeof(NetworkGradient), typeof(ForwardCache) }
        .Select(type => new TypeData(type) { TypeAdapter = typeof(NamedMatricesAdapter) })];
}
