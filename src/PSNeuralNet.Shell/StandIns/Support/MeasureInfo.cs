// The original's names: the engine's views and scripts' type checks go by them.
namespace Microsoft.PowerShell.Commands;

/// <summary>What Measure-Object says about one property.</summary>
public abstract class MeasureInfo
{
    /// <summary>The property that was measured.</summary>
    public string? Property { get; set; }
}

/// <summary>What Measure-Object says about numbers.</summary>
public sealed class GenericMeasureInfo : MeasureInfo
{
    /// <summary>How many there are.</summary>
    public int Count { get; set; }

    /// <summary>Their average.</summary>
    public double? Average { get; set; }

    /// <summary>Their sum.</summary>
    public double? Sum { get; set; }

    /// <summary>The largest.</summary>
    public double? Maximum { get; set; }

    /// <summary>The smallest.</summary>
    public double? Minimum { get; set; }

    /// <summary>The standard deviation of the sample.</summary>
    public double? StandardDeviation { get; set; }
}

/// <summary>What Measure-Object says about values that are not all numbers.</summary>
public sealed class GenericObjectMeasureInfo : MeasureInfo
{
    /// <summary>How many there are.</summary>
    public int Count { get; set; }

    /// <summary>Their average.</summary>
    public double? Average { get; set; }

    /// <summary>Their sum.</summary>
    public double? Sum { get; set; }

    /// <summary>The largest.</summary>
    public object? Maximum { get; set; }

    /// <summary>The smallest.</summary>
    public object? Minimum { get; set; }

    /// <summary>The standard deviation of the sample.</summary>
    public double? StandardDeviation { get; set; }
}
