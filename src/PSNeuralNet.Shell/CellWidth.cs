namespace PSNeuralNet.Shell;

/// <summary>How many columns of a terminal a text takes.</summary>
internal static class CellWidth
{
    public static int Of(ReadOnlySpan<char> text)
    {
        int width = 0;
        foreach (char c in text)
        {
            width += Of(c);
        }

        return width;
    }

    public static int Of(char c) => IsWide(c) ? 2 : 1;

    // East Asian wide and full-width characters take two columns (Unicode Standard Annex 11).
    private static bool IsWide(char c) =>
        c is >= '\u1100' and (<= '\u115f' or '\u2329' or '\u232a'
            or (>= '\u2e80' and <= '\ua4cf' and not '\u303f')
            or (>= '\uac00' and <= '\ud7a3')
            or (>= '\uf900' and <= '\ufaff')
            or (>= '\ufe10' and <= '\ufe19')
            or (>= '\ufe30' and <= '\ufe6f')
            or (>= '\uff00' and <= '\uff60')
            or (>= '\uffe0' and <= '\uffe6'));
}
