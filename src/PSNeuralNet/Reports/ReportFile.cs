using PSNeuralNet.Data;
using PSNeuralNet.Persistence;
using PSNeuralNet.Search;
using PSNeuralNet.Training;

namespace PSNeuralNet.Reports;

/// <summary>Reports on trainings and searches as HTML files.</summary>
public static class ReportFile
{
    /// <summary>Checks that a report can be written.</summary>
    /// <param name="path">The file, .html or .htm.</param>
    /// <param name="overwrite">Whether an existing file may be replaced.</param>
    /// <param name="title">The title; null for the default.</param>
    /// <param name="description">The intended use; null where it is not stated.</param>
    /// <exception cref="NetworkException">The file has another extension or exists already, the folder does not exist, the title has more than 200 characters, or the description more than 2,000.</exception>
    public static void Require(string path, bool overwrite, string? title = null, string? description = null)
    {
        if (Path.GetExtension(path).ToUpperInvariant() is not (".HTML" or ".HTM"))
        {
            throw ReportErrors.ReportFormatUnclear(path);
        }

        OutputFile.Require(path, overwrite);
        TrainingReport.RequireTexts(title, description);
    }

    /// <summary>Writes a report.</summary>
    /// <param name="result">The training.</param>
    /// <param name="path">The file, .html or .htm.</param>
    /// <param name="overwrite">Whether an existing file may be replaced.</param>
    /// <param name="dataset">Data for the metrics, preferably not used in training; null for the training data.</param>
    /// <param name="title">The title, of at most 200 characters; null for the names of the targets.</param>
    /// <param name="feature">The two columns of the decision boundary; null for the only two, or the two most important ones.</param>
    /// <param name="description">The intended use, for the model card, of at most 2,000 characters; null where it is not stated.</param>
    /// <param name="warn">Called once for each column with unknown categories; null ignores them.</param>
    /// <param name="cancellation">Ends the computation early.</param>
    /// <exception cref="NetworkException">
    /// As <see cref="Require"/>; there is no finite cost, the data does not suit the network, the columns cannot be axes, or the file cannot be
    /// written.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static void Write(
        TrainingResult result, string path, bool overwrite = false, Dataset? dataset = null, string? title = null, IReadOnlyList<string>? feature = null,
        string? description = null, Action<string>? warn = null, CancellationToken cancellation = default)
    {
        Require(path, overwrite, title, description);
        byte[] contents = Encoding.UTF8.GetBytes(ReportPage.Render(TrainingReport.Create(result, dataset, title, feature, description, warn, cancellation)));
        OutputFile.Write(path, overwrite, file => file.Write(contents));
    }

    /// <summary>Writes a report on a search.</summary>
    /// <param name="trials">The trials of one search, in any order.</param>
    /// <param name="path">The file, .html or .htm.</param>
    /// <param name="overwrite">Whether an existing file may be replaced.</param>
    /// <param name="title">The title, of at most 200 characters; null for the default.</param>
    /// <exception cref="NetworkException">As <see cref="Require"/>; no trial has a score, they are of several searches, or the file cannot be written.</exception>
    public static void Write(IReadOnlyList<SearchTrial> trials, string path, bool overwrite = false, string? title = null)
    {
        Require(path, overwrite, title);
        byte[] contents = Encoding.UTF8.GetBytes(SearchPage.Render(SearchReport.Create(trials, title)));
        OutputFile.Write(path, overwrite, file => file.Write(contents));
    }
}
