using System.Runtime.InteropServices;
using PSNeuralNet.Data;
using PSNeuralNet.Persistence;

namespace PSNeuralNet.Charts;

/// <summary>Charts as PNG, SVG and WebP files.</summary>
public static class ChartFile
{
    /// <summary>Checks that a file can be written, that its extension is .png, .svg or .webp, and that the module PSNeuralNet.Charts is there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overwrite">Whether an existing file may be replaced.</param>
    /// <exception cref="NetworkException">The extension is another one, the file exists already, the folder does not exist, or the module PSNeuralNet.Charts is not installed.</exception>
    public static void Require(string path, bool overwrite)
    {
        FormatOf(path);
        OutputFile.Require(path, overwrite);
        ChartLibrary.Require();
    }

    /// <summary>Draws a chart into a file, in the format of its extension.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">The appearance; null for the defaults.</param>
    /// <param name="overwrite">Whether an existing file may be replaced.</param>
    /// <param name="warn">Called with the characters that no font of the machine has; null ignores them.</param>
    /// <exception cref="NetworkException">
    /// As <see cref="Require"/>; an option is invalid, the file cannot be written, or the drawing library cannot be loaded on this machine.
    /// </exception>
    public static void Write(Chart chart, string path, ChartOptions? options = null, bool overwrite = false, Action<string>? warn = null)
    {
        Require(path, overwrite);
        byte[] contents = Encode(chart, options ?? new ChartOptions(), FormatOf(path), warn);
        OutputFile.Write(path, overwrite, file => file.Write(contents));
    }

    /// <summary>The contents of a file of a chart.</summary>
    internal static byte[] Encode(Chart chart, ChartOptions options, ChartFormat format, Action<string>? warn = null)
    {
        ArgumentNullException.ThrowIfNull(chart);
        options.Validate();
        var lacking = new List<string>();
        byte[] contents = PrivateDependency.Use<IChartPainter, byte[]>(
            ChartLibrary.Require(),
            ChartLibrary.Name,
            "PSNeuralNet.Drawing.ChartPainter",
            painter => painter.Paint(chart, options, format, lacking.Add),
            exception => exception is DllNotFoundException or BadImageFormatException or FileNotFoundException
                ? ChartErrors.ChartLibraryUnusable(RuntimeInformation.RuntimeIdentifier, exception.Message)
                : ChartErrors.ChartNotDrawn(exception.Message));
        if (warn is not null)
        {
            lacking.ForEach(warn);
        }

        return contents;
    }

    private static ChartFormat FormatOf(string path) =>
        Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".PNG" => ChartFormat.Png,
            ".SVG" => ChartFormat.Svg,
            ".WEBP" => ChartFormat.WebP,
            _ => throw ChartErrors.ChartFormatUnclear(path),
        };
}
