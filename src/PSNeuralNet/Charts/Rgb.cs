namespace PSNeuralNet.Charts;

/// <summary>An sRGB color.</summary>
internal readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    private static readonly byte[] Levels = [0, 95, 135, 175, 215, 255];

    /// <summary>A color from "#RRGGBB".</summary>
    public static Rgb Parse(string hex)
    {
        int number = int.Parse(hex.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new Rgb((byte)(number >> 16), (byte)(number >> 8), (byte)number);
    }

    /// <summary>A color of the 256 of terminals: 16 to 231 are a cube of 6 x 6 x 6, 232 to 255 grays.</summary>
    public static Rgb OfTerminal(int index)
    {
        byte gray = (byte)(8 + (10 * (index - 232)));
        return index >= 232 ? new Rgb(gray, gray, gray) : new Rgb(Levels[(index - 16) / 36], Levels[(index - 16) / 6 % 6], Levels[(index - 16) % 6]);
    }

    /// <summary>The contrast ratio of WCAG 2: 1 to 21.</summary>
    public double Contrast(Rgb other)
    {
        double a = Luminance + 0.05, b = other.Luminance + 0.05;
        return Math.Max(a, b) / Math.Min(a, b);
    }

    /// <summary>Linear interpolation to another color: this one at the share 0, the other one at 1.</summary>
    public Rgb Mix(Rgb other, double share)
    {
        return new Rgb(Channel(Red, other.Red), Channel(Green, other.Green), Channel(Blue, other.Blue));

        byte Channel(byte from, byte to) => (byte)Math.Round(from + (share * (to - from)));
    }

    /// <summary>"#rrggbb", as in HTML.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    private static double Linear(byte channel)
    {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
