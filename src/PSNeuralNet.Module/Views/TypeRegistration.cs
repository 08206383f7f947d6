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

    private static TypeData[] Types() =>
    [
        .. new[] { typeof(NetworkParameter), typeof(NetworkGradient), typeof(ForwardCache) }.Select(type => new TypeData(type) { TypeAdapter = typeof(NamedMatricesAdapter) }),
        .. new[] { typeof(ClassificationReport), typeof(RegressionReport), typeof(MultiLabelReport) }.Select(ShownAsReport),
    ];

    /// <summary>
    /// After objects of another type in the same pipeline, as in a script, PowerShell shows no view, but a list of all properties. A hidden property with the text of the view takes their place.
    /// </summary>
    private static TypeData ShownAsReport(Type type)
    {
        const string Report = "Report";
        var data = new TypeData(type) { DefaultDisplayPropertySet = new PropertySetData([Report]) };
        data.Members.Add(Report, new ScriptPropertyData(Report, ScriptBlock.Create("($this | Format-List | Out-String).Trim()")) { IsHidden = true });
        return data;
    }
}
