using BenchmarkDotNet.Attributes;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Benchmarks;

/// <summary>Square matrix products on one thread and on all processors.</summary>
public class ProductBenchmarks
{
    private SquareProduct<double> _product = null!;

    [Params(256, 512, 1024)]
    public int Size { get; set; }

    [Params(1, 0)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Create()
    {
        _product = new SquareProduct<double>(Size, new WorkerGroup(Threads));
        _product.A.Span.Fill(0.5);
        _product.B.Span.Fill(0.25);
    }

    [Benchmark]
    public void Product() => _product.Run();
}
