using BenchmarkDotNet.Attributes;
using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;
using PSNeuralNet.Training;

namespace PSNeuralNet.Benchmarks;

/// <summary>Epochs over 20,000 samples of 1000 features, of which some 20 are not 0 (words of tickets): sparse rows beside dense blocks.</summary>
public class SparseBenchmarks
{
    private const int Samples = 20_000;
    private const int Features = 1000;
    private const int Words = 20;

    private Dataset _words = null!;
    private EpochRunner<double> _batches = null!;
    private EpochRunner<double> _whole = null!;
    private EpochRunner<double> _logistic = null!;

    [Params(true, false)]
    public bool IsSparse { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Create()
    {
        var random = new RandomState(1);
        DenseMatrix x = new(Features, Samples), y = new(1, Samples);
        for (int s = 0; s < Samples; s++)
        {
            for (int i = 0; i < Words; i++)
            {
                // Words of falling frequency.
                double rank = random.Uniform();
                x[(int)(Features * rank * rank), s] = 0.05 + (random.Uniform() / 2);
            }

            y[0, s] = x[3, s] + x[10, s] > 0 ? 1 : 0;
        }

        _words = new Dataset(x, y);
        _batches = Runner([Features, 32, 1], new TrainingOptions { Optimizer = Optimizer.Adam, BatchSize = 64 });
        _whole = Runner([Features, 5, 1], new TrainingOptions());
        _logistic = Runner([Features, 1], new TrainingOptions());
    }

    [Benchmark]
    public double Adam32UnitsBatch64() => _batches.RunEpoch(0, 0.001, _ => true, CancellationToken.None);

    [Benchmark]
    public double GradientDescent5Units() => _whole.RunEpoch(0, 0.3, _ => true, CancellationToken.None);

    [Benchmark]
    public double LogisticRegression() => _logistic.RunEpoch(0, 0.3, _ => true, CancellationToken.None);

    [Benchmark]
    public object Conversion() => new SampleSource<double>(_words, null, allowsSparse: IsSparse);

    private EpochRunner<double> Runner(int[] sizes, TrainingOptions options)
    {
        NetworkShape shape = NetworkShape.For(_words.Task, sizes);
        double[] values = Initializer.Initialize(shape, Initialization.Xavier, 3, _words.Schema).Flatten();
        return new EpochRunner<double>(new SampleSource<double>(_words, null, allowsSparse: IsSparse), shape, values, options, new WorkerGroup(Threads));
    }
}
