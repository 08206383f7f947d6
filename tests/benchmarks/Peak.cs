using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Benchmarks;

/// <summary>Speed of the kernels on one core beside the machine's peak of multiply-adds, in billions of floating-point operations a second; each the fastest of many runs.</summary>
internal static unsafe class Peak
{
    private const int Repeats = 40;

    public static void Print()
    {
        Console.WriteLine($"{(Simd.Is512 ? 512 : 256)}-bit vectors\n\n| kernel | double | of the peak | single | of the peak |\n| --- | --- | --- | --- | --- |");
        (string Name, double Rate)[] wide = Measure<double>(), narrow = Measure<float>();
        for (int i = 0; i < wide.Length; i++)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {wide[i].Name} | {wide[i].Rate:0.0} | {wide[i].Rate / wide[0].Rate:0%} | {narrow[i].Rate:0.0} | {narrow[i].Rate / narrow[0].Rate:0%} |"));
        }
    }

    private static (string Name, double Rate)[] Measure<TNumber>()
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        const int Units = 512, Inputs = 784, Rounds = 100_000;
        int block = TileKernel<TNumber>.Width, deep = TileKernel<TNumber>.Depth;
        AlignedBuffer<TNumber> weight = Random<TNumber>(Units * Inputs), bias = Random<TNumber>(Units), x = Random<TNumber>(Inputs * block), z = Random<TNumber>(Units * block);
        AlignedBuffer<TNumber> packed = Random<TNumber>(deep * block), dZ = Random<TNumber>(Units * deep), gradient = Random<TNumber>(Units * block), sums = Random<TNumber>(Units);
        AlignedBuffer<TNumber> small = Random<TNumber>(64 * 20), smallX = Random<TNumber>(20 * block), smallZ = Random<TNumber>(64 * block);
        ActivationKernel<TNumber> tanh = Activations.Get(Activation.Tanh).For<TNumber>();
        return
        [
            ("multiply-adds in registers", Best(2.0 * 24 * VectorOf<TNumber>() * Rounds, () => Spin<TNumber>(Rounds))),
            ("Z = W A + b, 512 x 784, a block", Best(2.0 * Units * Inputs * block, () => MatrixKernel<TNumber>.Multiply(weight.Pointer, Inputs, 1, bias.Pointer, x.Pointer, z.Pointer, Units, Inputs, block, block))),
            ("dA = W^T dZ, 784 x 512, a block", Best(2.0 * Units * Inputs * block, () => MatrixKernel<TNumber>.Multiply(weight.Pointer, 1, Inputs, null, z.Pointer, x.Pointer, Inputs, Units, block, block))),
            ("dW = dZ A^T, 512 units, a panel", Best(2.0 * Units * deep * block, () => AddPanel(dZ, packed, gradient, Units, deep))),
            ("Z = W A + b, 64 x 20, a block", Best(2.0 * 64 * 20 * block, () => MatrixKernel<TNumber>.Multiply(small.Pointer, 20, 1, bias.Pointer, smallX.Pointer, smallZ.Pointer, 64, 20, block, block))),
            ("dW += dZ A^T, 64 x 20, a block", Best(2.0 * 64 * 20 * block, () => SumKernel<TNumber>.AddProducts(smallZ.Pointer, smallX.Pointer, small.Pointer, sums.Pointer, 64, 20, block, block))),
            ("tanh (billions of values)", Best(Units * block, () => tanh.Apply(z.Pointer, gradient.Pointer, Units * block))),
        ];
    }

    private static void AddPanel<TNumber>(AlignedBuffer<TNumber> dZ, AlignedBuffer<TNumber> packed, AlignedBuffer<TNumber> gradient, int units, int depth)
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        void* part = dZ.Pointer;
        var left = new TileOperand { Part = &part, Depth = &depth, Parts = 1, Row = depth, Column = 1 };
        TileKernel<TNumber>.Multiply(left, units, packed.Pointer, TileKernel<TNumber>.Width, TileStart.Sum, null, gradient.Pointer, TileKernel<TNumber>.Width);
    }

    /// <summary>Billions of operations a second.</summary>
    private static double Best(double operations, Action run)
    {
        run();
        double best = double.MaxValue;
        for (int i = 0; i < Repeats; i++)
        {
            int count = 0;
            long start = Stopwatch.GetTimestamp();
            TimeSpan elapsed;
            do
            {
                run();
                count++;
                elapsed = Stopwatch.GetElapsedTime(start);
            }
            while (elapsed.TotalMilliseconds < 5);
            best = Math.Min(best, elapsed.TotalSeconds / count);
        }

        return operations / best / 1e9;
    }

    private static int VectorOf<TNumber>()
        where TNumber : unmanaged => (Simd.Is512 ? 64 : 32) / sizeof(TNumber);

    private static void Spin<TNumber>(int rounds)
    {
        if (typeof(TNumber) == typeof(double))
        {
            if (Simd.Is512)
            {
                SpinPeak.Run<Simd512>(rounds);
            }
            else
            {
                SpinPeak.Run<Simd256>(rounds);
            }
        }
        else if (Simd.Is512)
        {
            SpinPeak.Run<Single512>(rounds);
        }
        else
        {
            SpinPeak.Run<Single256>(rounds);
        }
    }

    private static AlignedBuffer<TNumber> Random<TNumber>(int count)
        where TNumber : unmanaged
    {
        var random = new RandomState(1);
        return new AlignedBuffer<TNumber>([.. Enumerable.Range(0, count).Select(_ => random.StandardNormal())]);
    }
}
