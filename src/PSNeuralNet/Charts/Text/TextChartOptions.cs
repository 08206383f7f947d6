namespace PSNeuralNet.Charts;

/// <summary>How a chart of characters is to look.</summary>
public sealed record TextChartOptions
{
    /// <summary>The most columns that a chart may have.</summary>
    public const int LargestWidth = 1000;

    /// <summary>The most lines that a chart may have.</summary>
    public const int LargestHeight = 500;

    /// <summary>The least width and height.</summary>
    internal const int LeastWidth = 30, LeastHeight = 10;

    /// <summary>The title; null for the chart's own. One that is too long is shortened, and an empty one leaves its line out.</summary>
    public string? Title { get; init; }

    /// <summary>The most columns of a line: 30 to 1000.</summary>
    public int Width { get; init; } = 80;

    /// <summary>The most lines: 10 to 500.</summary>
    public int Height { get; init; } = 24;

    /// <summary>Whether costs have a logarithmic axis.</summary>
    public bool LogScale { get; init; }

    /// <summary>Whether it is drawn with ASCII characters and without colors. Names stay as they are.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Whether there is room for a chart.</summary>
    public bool HasRoom => Width is >= LeastWidth and <= LargestWidth && Height is >= LeastHeight and <= LargestHeight;

    /// <summary>Makes sure that there is room for a chart.</summary>
    /// <exception cref="NetworkException">The size is out of range.</exception>
    public void Validate()
    {
        if (!HasRoom)
        {
            throw ChartErrors.TextSizeInvalid(Width, Height);
        }
    }
}
