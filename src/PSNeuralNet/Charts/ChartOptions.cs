namespace PSNeuralNet.Charts;

/// <summary>How a chart is to look.</summary>
public sealed record ChartOptions
{
    /// <summary>The least and the most of the width and the height.</summary>
    internal const int LeastSize = 100, MostSize = 8000;

    /// <summary>The longest title.</summary>
    internal const int LongestText = 200;

    /// <summary>The title; null for the chart's own, and an empty one for none.</summary>
    public string? Title { get; init; }

    /// <summary>The width in pixels: 100 to 8000.</summary>
    public int Width { get; init; } = 800;

    /// <summary>The height in pixels: 100 to 8000.</summary>
    public int Height { get; init; } = 600;

    /// <summary>The colors.</summary>
    public ChartTheme Theme { get; init; }

    /// <summary>Whether costs have a logarithmic axis.</summary>
    public bool LogScale { get; init; }

    /// <summary>Makes sure that every option is usable.</summary>
    /// <exception cref="NetworkException">The size is out of range, or the title is too long.</exception>
    public void Validate()
    {
        if (Width is < LeastSize or > MostSize || Height is < LeastSize or > MostSize)
        {
            throw ChartErrors.ChartSizeInvalid(Width, Height);
        }

        RequireShort("title", Title ?? "");
    }

    /// <summary>Makes sure that a text can be read in a picture.</summary>
    /// <exception cref="NetworkException">It is too long.</exception>
    internal static void RequireShort(string what, string text)
    {
        if (text.Length > LongestText)
        {
            throw ChartErrors.ChartTextTooLong(what, text);
        }
    }
}

/// <summary>The colors of a chart.</summary>
public enum ChartTheme
{
    /// <summary>Dark on white.</summary>
    Light,

    /// <summary>Light on nearly black.</summary>
    Dark,
}

/// <summary>The file formats of charts.</summary>
public enum ChartFormat
{
    /// <summary>Pixels, without loss: .png.</summary>
    Png,

    /// <summary>Shapes and texts, sharp at any size: .svg.</summary>
    Svg,

    /// <summary>Pixels, in smaller files than PNG, with a loss that is hard to see: .webp.</summary>
    WebP,
}
