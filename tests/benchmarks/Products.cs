using System.Diagnostics;
using System.Globalization;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Benchmarks;

/// <summary>For compare.py: reads a size and a count from each line, and answers with the seconds of a product and some of its values.</summary>
internal static class Products
{
    public static void Answer()
    {
        var team = new WorkerGroup();
        while (Console.ReadLine() is { } line)
        {
            int[] numbers = [.. line.Split(' ').Select(word => int.Parse(word, CultureInfo.InvariantCulture))];
            int size = numbers[0];
            var product = new SquareProduct(size, team);
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
