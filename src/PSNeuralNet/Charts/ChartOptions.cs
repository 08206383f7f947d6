namespace PSNeuralNet.Charts;

/// <summary>Appearance of a chart in a file.</summary>
public sealed record ChartOptions
{
    internal const int MinimumSize = 100, MaximumSize = 8000, MaximumTextLength = 200;

    /// <summary>The title, of at most 200 characters; null for the chart's own, empty for none.</summary>
    public string? Title { get; init; }

    /// <summary>The width in pixels: 100 to 8000.</summary>
    public int Width { get; init; } = 800;

    /// <summary>The height in pixels: 100 to 8000.</summary>
    public int Height { get; init; } = 600;

    /// <summary>The colors.</summary>
    public ChartTheme Theme { get; init; }

    /// <summary>True for a logarithmic axis of costs.</summary>
    public bool LogScale { get; init; }

    /// <summary>Validates the options.</summary>
    /// <exception cref="NetworkException">The size is out of range, or the title is too long.</exception>
    public void Validate()
    {
        if (Width is < MinimumSize or > MaximumSize || Height is < MinimumSize or > MaximumSize)
        {
            throw ChartErrors.ChartSizeInvalid(Width, Height);
        }

        RequireShort("title", Title ?? "");
    }

    /// <exception cref="NetworkException">The text has more than 200 characters.</exception>
    internal static void RequireShort(string what, string text)
    {
        if (text.Length > MaximumTextLength)
        {
            throw ChartErrors.ChartTextTooLong(what, text);
        }
    }
}

/// <summary>Color themes of charts.</summary>
public enum ChartTheme
{
    /// <summary>Dark on white.</summary>
    Light,

    /// <summary>Light on nearly black.</summary>
    Dark,
}

/// <summary>File formats of charts.</summary>
internal enum ChartFormat
{
    /// <summary>Lossless pixels: .png.</summary>
    Png,

    /// <summary>Vector graphics: .svg.</summary>
    Svg,

    /// <summary>Lossy pixels, in smaller files than PNG: .webp.</summary>
    WebP,
}
