using System.Text;
using PSNeuralNet.Persistence;

namespace PSNeuralNet.Reports;

/// <summary>Writes reports to files.</summary>
public static class ReportFile
{
    /// <summary>Makes sure that a file may be written, and that its name is one of a page.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overwrite">Whether a file that is there already may be replaced.</param>
    /// <exception cref="NetworkException">It has another extension, there is such a file already, or the folder does not exist.</exception>
    public static void Require(string path, bool overwrite)
    {
        if (Path.GetExtension(path).ToUpperInvariant() is not (".HTML" or ".HTM"))
        {
            throw ReportErrors.ReportFormatUnclear(path);
        }

        OutputFile.Require(path, overwrite);
    }

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="path">The file, .html or .htm.</param>
    /// <param name="overwrite">Whether a file that is there already may be replaced.</param>
    /// <exception cref="NetworkException">As <see cref="Require"/> has it, or the file cannot be written.</exception>
    public static void Write(TrainingReport report, string path, bool overwrite = false)
    {
        Require(path, overwrite);
        byte[] contents = Encoding.UTF8.GetBytes(ReportPage.Render(report));
        OutputFile.Write(path, overwrite, file => file.Write(contents));
    }
}
