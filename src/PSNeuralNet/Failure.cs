using System.Runtime.CompilerServices;

namespace PSNeuralNet;

/// <summary>Everything this library can find wrong, on one page: the method's name is the error's id.</summary>
internal static class Failure
{
    public static NetworkException SeedInvalid(long seed)
    {
        return Create($"The seed {seed} is outside 0 to 4294967295 (2^32 - 1). Give a number in that range, or none to have one drawn.", seed);
    }

    private static NetworkException Create(FormattableString message, object? offender, [CallerMemberName] string id = "")
    {
        return new NetworkException(id, FormattableString.Invariant(message), offender);
    }
}
