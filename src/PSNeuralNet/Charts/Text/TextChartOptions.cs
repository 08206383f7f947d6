namespace PSNeuralNet.Charts;

/// <summary>Appearance of a chart drawn with characters.</summary>
public sealed record TextChartOptions
{
    /// <summary>The maximum width, in columns.</summary>
    public const int MaximumWidth = 1000;

    /// <summary>The maximum height, in lines.</summary>
    public const int MaximumHeight = 500;

    internal const int MinimumWidth = 30, MinimumHeight = 10;

    /// <summary>The title, shortened to the width; null for the chart's own, empty for none.</summary>
    public string? Title { get; init; }

    /// <summary>The maximum number of columns of a line: 30 to 1000.</summary>
    public int Width { get; init; } = 80;

    /// <summary>The maximum number of lines: 10 to 500.</summary>
    public int Height { get; init; } = 24;

    /// <summary>True for a logarithmic axis of costs.</summary>
    public bool LogScale { get; init; }

    /// <summary>True for ASCII characters without colors. Names of columns and classes stay as they are.</summary>
    public bool IsPlain { get; init; }

    /// <summary>True for a size that is large enough for a chart, and not too large.</summary>
    public bool HasRoom => Width is >= MinimumWidth and <= MaximumWidth && Height is >= MinimumHeight and <= MaximumHeight;

    /// <summary>Validates the options.</summary>
    /// <exception cref="NetworkException">The size is out of range.</exception>
    public void Validate()
    {
        if (!HasRoom)
        {
            throw ChartErrors.TextSizeInvalid(Width, Height);
        }
    }
}
