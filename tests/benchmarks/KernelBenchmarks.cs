using BenchmarkDotNet.Attributes;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Benchmarks;

/// <summary>Innermost loops: activations of 2560 values, and products with a block of samples.</summary>
public unsafe class KernelBenchmarks
{
    private const int Count = 2560;

    private readonly AlignedBuffer<double> _x = Normal(Count), _y = new(Count), _weight = Normal(256 * 256), _block = Normal(256 * 32), _output = new(256 * 32);

    [Benchmark(OperationsPerInvoke = Count)]
    public void Tanh() => Activations.Get(Activation.Tanh).For<double>().Apply(_x.Pointer, _y.Pointer, Count);

    [Benchmark(OperationsPerInvoke = Count)]
    public void Sigmoid() => Activations.Get(Activation.Sigmoid).For<double>().Apply(_x.Pointer, _y.Pointer, Count);

    [Benchmark(OperationsPerInvoke = Count)]
    public void Gelu() => Activations.Get(Activation.GELU).For<double>().Apply(_x.Pointer, _y.Pointer, Count);

    [Benchmark]
    public void TutorialProduct() => MatrixKernel<double>.Multiply(_weight.Pointer, 2, 1, _weight.Pointer, _x.Pointer, _y.Pointer, 5, 2, 512, 512);

    [Benchmark]
    public void TutorialGradient() => SumKernel<double>.AddProducts(_y.Pointer, _x.Pointer, _weight.Pointer, _output.Pointer, 5, 2, 512, 512);

    [Benchmark]
    public void WideProduct() => MatrixKernel<double>.Multiply(_weight.Pointer, 256, 1, _weight.Pointer, _block.Pointer, _output.Pointer, 256, 256, 32, 32);

    [Benchmark]
    public void Transpose() => Panel<double>.Transpose(_block.Pointer, 32, 256, 32, _output.Pointer, 256);

    private static AlignedBuffer<double> Normal(int count)
    {
        var random = new RandomState(1);
        return new AlignedBuffer<double>([.. Enumerable.Range(0, count).Select(_ => random.StandardNormal())]);
    }
}
