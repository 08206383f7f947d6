using System.Runtime.InteropServices;
using PSNeuralNet.Data;
using PSNeuralNet.Persistence;

namespace PSNeuralNet.Charts;

/// <summary>Draws charts into files.</summary>
public static class ChartFile
{
    /// <summary>The format that the name of a file asks for.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="NetworkException">It has the extension of something else, or none.</exception>
    public static ChartFormat FormatOf(string path)
    {
        return Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".PNG" => ChartFormat.Png,
            ".SVG" => ChartFormat.Svg,
            ".WEBP" => ChartFormat.WebP,
            _ => throw ChartErrors.ChartFormatUnclear(path),
        };
    }

    /// <summary>Draws a chart into a file; its extension says the format.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is to look; null for the defaults.</param>
    /// <param name="overwrite">Whether a file that is there already may be replaced.</param>
    /// <param name="warn">Told of characters that no font of the machine has; null for nobody.</param>
    /// <exception cref="NetworkException">
    /// The extension is none of a format, an option is not usable, there is such a file already, the folder does not exist, or the file
    /// cannot be written.
    /// </exception>
    public static void Write(Chart chart, string path, ChartOptions? options = null, bool overwrite = false, Action<string>? warn = null)
    {
        ChartFormat format = FormatOf(path);
        OutputFile.Require(path, overwrite);
        byte[] contents = Encode(chart, options ?? new ChartOptions(), format, warn);
        OutputFile.Write(path, overwrite, file => file.Write(contents));
    }

    /// <summary>What a file would hold.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="options">How it is to look.</param>
    /// <param name="format">The format.</param>
    /// <param name="warn">Told of characters that no font of the machine has; null for nobody.</param>
    /// <exception cref="NetworkException">An option is not usable, or this machine lacks the drawing library.</exception>
    public static byte[] Encode(Chart chart, ChartOptions options, ChartFormat format, Action<string>? warn = null)
    {
        ArgumentNullException.ThrowIfNull(chart);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        try
        {
            return PrivateDependency.Create<IChartPainter>("PSNeuralNet.Charts", "PSNeuralNet.Drawing.ChartPainter").Paint(chart, options, format, warn);
        }
        catch (Exception exception) when (exception.GetBaseException() is DllNotFoundException or BadImageFormatException or FileNotFoundException)
        {
            throw ChartErrors.ChartLibraryMissing(RuntimeInformation.RuntimeIdentifier, exception.GetBaseException().Message);
        }
    }
}
