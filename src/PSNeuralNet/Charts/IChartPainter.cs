using PSNeuralNet.Data;

namespace PSNeuralNet.Charts;

/// <summary>Draws charts into files. PSNeuralNet.Charts implements it with third-party libraries: see <see cref="PrivateDependency"/>.</summary>
internal interface IChartPainter
{
    /// <summary>The contents of a file of a chart.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="options">The appearance, validated.</param>
    /// <param name="format">The file format.</param>
    /// <param name="warn">Called with the characters that no font has; null ignores them.</param>
    byte[] Paint(Chart chart, ChartOptions options, ChartFormat format, Action<string>? warn);
}
