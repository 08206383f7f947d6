namespace PSNeuralNet.Training;

/// <summary>How far a training is.</summary>
/// <param name="Epoch">How many epochs are done.</param>
/// <param name="EpochCount">How many there will be.</param>
/// <param name="Cost">The newest cost.</param>
/// <param name="Remaining">The time left, at the pace so far.</param>
public readonly record struct TrainingProgress(int Epoch, int EpochCount, double Cost, TimeSpan Remaining);
