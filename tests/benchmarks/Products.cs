using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Benchmarks;

/// <summary>Serves compare.py: each input line has a size, a count, and "single" for single precision, each output line the mean seconds of a product and three of its elements.</summary>
internal static class Products
{
    public static void Answer()
    {
        var workers = new WorkerGroup();
        while (Console.ReadLine() is { } line)
        {
            string[] words = line.Split(' ');
            int size = int.Parse(words[0], CultureInfo.InvariantCulture), count = int.Parse(words[1], CultureInfo.InvariantCulture);
            IEnumerable<double> answer = words.Length > 2 ? Answer<float>(size, count, workers) : Answer<double>(size, count, workers);
            Console.WriteLine("answer " + string.Join(' ', answer.Select(number => number.ToString("R", CultureInfo.InvariantCulture))));
        }
    }

    private static double[] Answer<TNumber>(int size, int count, WorkerGroup workers)
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        var product = new SquareProduct<TNumber>(size, workers);
        for (int i = 0; i < size * size; i++)
        {
            product.A.Span[i] = TNumber.CreateTruncating(Math.Sin(i));
            product.B.Span[i] = TNumber.CreateTruncating(Math.Cos(i));
        }

        product.Run();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; i++)
        {
            product.Run();
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds / count;
        return [seconds, .. product.C.Span.Slice(size + 2, 3).ToArray().Select(double.CreateTruncating)];
    }
}
