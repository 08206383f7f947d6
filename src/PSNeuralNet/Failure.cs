using System.Runtime.CompilerServices;

namespace PSNeuralNet;

/// <summary>
/// Everything this library can find wrong, a file for each topic: the method's name is the error's id.
/// </summary>
internal static partial class Failure
{
    private static string Listed(IEnumerable<string> names)
    {
        const int Shown = 10;
        string[] all = [.. names.Select(name => $"'{name}'")];
        return string.Join(", ", all.Take(Shown)) + (all.Length > Shown ? $" and {all.Length - Shown} more" : "");
    }

    private static NetworkException Create(FormattableString message, object? offender, [CallerMemberName] string id = "")
    {
        return new NetworkException(id, FormattableString.Invariant(message), offender);
    }
}
