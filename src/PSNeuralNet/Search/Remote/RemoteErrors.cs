using static PSNeuralNet.Failure;

namespace PSNeuralNet.Search;

/// <summary>Errors of machines that take part in a search.</summary>
internal static class RemoteErrors
{
    public static NetworkException SessionModuleVersion(string machine, string other) => InvalidOperation(
        $"{machine} has version {other} of PSNeuralNet, and this search needs {ThisModule.Version}: with other versions, the trials would be others. Install {ThisModule.Version} there, or add -Deploy.", machine);

    public static NetworkException SearchLineInvalid(string what) => InvalidData($"A line of a search cannot be read: {what}. Use the same version of PSNeuralNet on both machines.", what);

    public static NetworkException SearchProblemDamaged(string what) => InvalidData($"The data of a search did not arrive as they were sent: {what}.", what);
}
