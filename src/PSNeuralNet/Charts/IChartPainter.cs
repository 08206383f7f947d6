using PSNeuralNet.Data;

namespace PSNeuralNet.Charts;

/// <summary>
/// Draws charts. PSNeuralNet.Charts has the class, and the third-party libraries that it needs: see <see cref="PrivateDependency"/>.
/// </summary>
internal interface IChartPainter
{
    /// <summary>Draws a chart.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="options">How it is to look; checked.</param>
    /// <param name="format">The format of the file.</param>
    /// <param name="warn">Told of characters that no font has; null for nobody.</param>
    /// <returns>The file's contents.</returns>
    byte[] Paint(Chart chart, ChartOptions options, ChartFormat format, Action<string>? warn);
}
