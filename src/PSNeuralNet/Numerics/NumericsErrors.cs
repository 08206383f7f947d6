using static PSNeuralNet.Failure;

namespace PSNeuralNet.Numerics;

/// <summary>Errors about random numbers. The method is named after the error's id.</summary>
internal static class NumericsErrors
{
    public static NetworkException SeedInvalid(long seed) => InvalidArgument(
        $"The seed {seed} is outside 0 to 4294967295 (2^32 - 1). Give a number in that range, or none to have one drawn.", seed);
}
