using System.Globalization;
using ScottPlot;

namespace PSNeuralNet.Drawing;

/// <summary>Ticks of an axis of decimal logarithms: whole powers of ten, and 2, 5 ... between them where there are few.</summary>
internal sealed class LogarithmicTicks : ITickGenerator
{
    private const int Fewest = 4, PixelsOfTick = 40;

    private static readonly double[][] Mantissas = [[1], [1, 3], [1, 2, 5], [1, 2, 3, 4, 5, 6, 7, 8, 9], [.. Enumerable.Range(0, 90).Select(i => 1 + (i / 10.0))]];

    public Tick[] Ticks { get; private set; } = [];

    public int MaxTickCount { get; set; } = 50;

    public void Regenerate(CoordinateRange range, Edge edge, PixelLength size, Paint paint, LabelStyle labelStyle)
    {
        // The coarsest of those that are enough; of many powers every second, third ...
        double[] places = [];
        foreach (double[] mantissas in Mantissas)
        {
            places = [.. Between(range, mantissas)];
            if (places.Length >= Fewest)
            {
                break;
            }
        }

        int most = Math.Max(2, (int)(size.Length / PixelsOfTick)), every = (places.Length + most - 1) / most;
        Ticks = [.. places.Where((_, i) => i % Math.Max(1, every) == 0).Select(place => Tick.Major(place, Label(place)))];
    }

    private static IEnumerable<double> Between(CoordinateRange range, double[] mantissas)
    {
        for (int power = (int)Math.Floor(range.Min); power <= Math.Ceiling(range.Max); power++)
        {
            foreach (double mantissa in mantissas)
            {
                double place = power + Math.Log10(mantissa);
                if (place >= range.Min && place <= range.Max)
                {
                    yield return place;
                }
            }
        }
    }

    private static string Label(double place)
    {
        // 0.0001 and 100000 as they are, what is smaller or larger as 1E-05.
        double value = Math.Pow(10, place);
        return value is >= 0.99e-4 and < 1e6 ? value.ToString("0.######", CultureInfo.InvariantCulture) : value.ToString("0.#E+0", CultureInfo.InvariantCulture);
    }
}
