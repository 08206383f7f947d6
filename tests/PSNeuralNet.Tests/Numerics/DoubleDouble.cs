namespace PSNeuralNet.Tests.Numerics;

/// <summary>A number as the unevaluated sum of two doubles: about 31 digits, to judge functions of 16 digits by.</summary>
internal readonly struct DoubleDouble(double high, double low = 0)
{
    private readonly double _high = high;
    private readonly double _low = low;

    public double Value => _high + _low;

    public static DoubleDouble operator +(DoubleDouble x, DoubleDouble y)
    {
        double sum = x._high + y._high;
        double part = sum - x._high;
        double error = (x._high - (sum - part)) + (y._high - part);
        return Normalize(sum, error + x._low + y._low);
    }

    public static DoubleDouble operator *(DoubleDouble x, DoubleDouble y)
    {
        double product = x._high * y._high;
        double error = Math.FusedMultiplyAdd(x._high, y._high, -product);
        return Normalize(product, error + (x._high * y._low) + (x._low * y._high));
    }

    public static DoubleDouble operator /(DoubleDouble x, DoubleDouble y)
    {
        double first = x._high / y._high;
        DoubleDouble rest = x + (new DoubleDouble(-first) * y);
        double second = rest._high / y._high;
        rest += new DoubleDouble(-second) * y;
        return Normalize(first, second) + new DoubleDouble(rest._high / y._high);
    }

    /// <summary>e^x - 1, by the series for x / 2^k and k doublings e^2y - 1 = (e^y - 1)(e^y + 1).</summary>
    public static DoubleDouble ExpM1(double x)
    {
        const int Halvings = 14;
        DoubleDouble y = new(x / (1 << Halvings));
        DoubleDouble sum = new(0), term = new(1);
        for (int n = 1; n <= 12; n++)
        {
            term = term * y / new DoubleDouble(n);
            sum += term;
        }

        for (int i = 0; i < Halvings; i++)
        {
            sum *= sum + new DoubleDouble(2);
        }

        return sum;
    }

    public static DoubleDouble Exp(double x)
    {
        // Doubling costs digits: halves of large arguments are kept apart.
        return Math.Abs(x) <= 16 ? ExpM1(x) + new DoubleDouble(1) : Square(Exp(x / 2));

        static DoubleDouble Square(DoubleDouble value) => value * value;
    }

    /// <summary>ln(1 + x) for 0 to 1: 2 artanh(x / (2 + x)) by its series.</summary>
    public static DoubleDouble Log1P(double x)
    {
        DoubleDouble s = new DoubleDouble(x) / (new DoubleDouble(x) + new DoubleDouble(2));
        DoubleDouble square = s * s, power = s, sum = new(0);
        for (int n = 1; n < 70; n += 2)
        {
            sum += power / new DoubleDouble(n);
            power *= square;
        }

        return sum * new DoubleDouble(2);
    }

    /// <summary>The difference to a double, exactly enough to count units in the last place.</summary>
    public double Minus(double value) => _high - value + _low;

    private static DoubleDouble Normalize(double high, double low)
    {
        double sum = high + low;
        return new DoubleDouble(sum, low - (sum - high));
    }
}
