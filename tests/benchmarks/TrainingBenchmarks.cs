using BenchmarkDotNet.Attributes;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Training;

namespace PSNeuralNet.Benchmarks;

/// <summary>Trainings: 1000 iterations of the tutorial, full batches of 50,000 samples, and mini-batches.</summary>
[MemoryDiagnoser]
public class TrainingBenchmarks
{
    private readonly Dataset _moons = MoonsGenerator.Generate(500, 0.2, shuffle: true, seed: 0);
    private readonly Dataset _many = MoonsGenerator.Generate(50_000, 0.2, shuffle: true, seed: 0);
    private readonly Dataset _digits = BlobsGenerator.Generate(1797, centerCount: 10, featureCount: 64, deviation: 1, shuffle: true, seed: 0);

    [Benchmark]
    public TrainingResult Tutorial() => Train(_moons, [2, 5, 1], Activation.Tanh, new TrainingOptions { EpochCount = 1000 });

    [Benchmark]
    public TrainingResult ManySamples() => Train(_many, [2, 64, 1], Activation.Tanh, new TrainingOptions { EpochCount = 10 });

    [Benchmark]
    public TrainingResult Digits() =>
        Train(_digits, [64, 128, 10], Activation.ReLU, new TrainingOptions { EpochCount = 10, BatchSize = 128, Optimizer = Optimizer.Adam });

    private static TrainingResult Train(Dataset dataset, int[] sizes, Activation hidden, TrainingOptions options)
    {
        NetworkParameter start = Initializer.Initialize(NetworkShape.For(dataset.Task, sizes, [hidden]), Initialization.He, 3, dataset.Schema);
        return Trainer.Train(dataset, start, options);
    }
}
