namespace PSNeuralNet.Fuzz;

/// <summary>Wrong result of a reader.</summary>
#pragma warning disable CA1032 // thrown here only, always with a message
internal sealed class FuzzException(string message) : Exception(message);
#pragma warning restore CA1032
