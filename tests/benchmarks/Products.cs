using System.Diagnostics;
using System.Globalization;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Benchmarks;

/// <summary>Serves compare.py: each input line has a size and a count, each output line the mean seconds of a product and three of its elements.</summary>
internal static class Products
{
    public static void Answer()
    {
        var workers = new WorkerGroup();
        while (Console.ReadLine() is { } line)
        {
            int[] numbers = [.. line.Split(' ').Select(word => int.Parse(word, CultureInfo.InvariantCulture))];
            int size = numbers[0];
            var product = new SquareProduct(size, workers);
            for (int i = 0; i < size * size; i++)
            {
                product.A.Span[i] = Math.Sin(i);
                product.B.Span[i] = Math.Cos(i);
            }

            product.Run();
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < numbers[1]; i++)
            {
                product.Run();
            }

            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds / numbers[1];
            IEnumerable<double> answer = [seconds, .. product.C.Span.Slice(size + 2, 3).ToArray()];
            Console.WriteLine("answer " + string.Join(' ', answer.Select(number => number.ToString("R", CultureInfo.InvariantCulture))));
        }
    }
}
