namespace PSNeuralNet.Data;

/// <summary>Progress of reading a file.</summary>
/// <param name="Position">How many bytes have been read.</param>
/// <param name="Length">How many there are.</param>
/// <param name="SampleCount">How many rows have been read.</param>
public readonly record struct ImportProgress(long Position, long Length, int SampleCount);
