namespace PSNeuralNet.Fuzz;

/// <summary>Input that a reader fails on.</summary>
/// <param name="Target">The reader.</param>
/// <param name="Seed">Seed of the input.</param>
/// <param name="Input">The input, minimized.</param>
/// <param name="Fault">The exception, disagreement or limit, without details that differ between inputs.</param>
/// <param name="Details">Message and stack trace.</param>
internal sealed record Finding(FuzzTarget Target, ulong Seed, byte[] Input, string Fault, string Details);
