using System.Reflection;

namespace PSNeuralNet.Tests.Commands;

public class ErrorsTests : PowerShellTest
{
    [Fact]
    public void Every_problem_that_the_library_knows_has_a_category()
    {
        Type failure = ModuleType("PSNeuralNet.Failure, PSNeuralNet");
        IEnumerable<string> known = failure.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.ReturnType.Name == "NetworkException")
            .Select(method => method.Name)
            .Where(name => name is not ("FeatureMissingInRow" or "FeatureNoneLeft" or "TableFileEmpty" or "CellHasSign" or "CheckpointStartMismatch" or "CheckpointDataMismatch" or "CheckpointPathIsFolder" or "BoundaryFeatureNotTwo"));
        Type errors = ModuleType("PSNeuralNet.Commands.Errors, PSNeuralNet.Module");
        var categorized = (IEnumerable<string>)errors.GetProperty("Ids")!.GetValue(null)!;
        // Some methods share an id; the last ones are the module's own.
        Assert.Equal([.. known.Concat(["FeatureSourceInvalid", "ImageParameterInvalid", "CheckpointPathMissing", "StandardizeAmbiguous", "StandardizeMismatch", "CheckpointShared", "TargetNotGiven", "TargetNotUsed", "ClassNameAmbiguous", "ColumnNameMissing", "ChartKindUnclear", "ChartInputInvalid", "ChartNetworkMissing", "ChartDatasetMissing", "WindowEmpty", "FileMissing", "FileProviderInvalid", "NetworkInvalid"]).Order()], categorized.Order());
    }

    private static Type ModuleType(string name)
    {
        string[] parts = name.Split(", ");
        Assembly assembly = AppDomain.CurrentDomain.GetAssemblies().First(assembly => assembly.GetName().Name == parts[1]);
        return assembly.GetType(parts[0], throwOnError: true)!;
    }
}
