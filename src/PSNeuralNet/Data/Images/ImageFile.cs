using MathNet.Numerics.LinearAlgebra.Double;

namespace PSNeuralNet.Data;

/// <summary>Reads images and labels in the IDX format of MNIST into a <see cref="Dataset"/>.</summary>
public static class ImageFile
{
    /// <summary>
    /// Reads a pair of files. Each pixel is a feature X1, X2, ..., row by row, unscaled; the target is Label.
    /// </summary>
    /// <param name="path">The file with the images, as it is or compressed with gzip.</param>
    /// <param name="labelPath">The file with their labels, likewise.</param>
    /// <param name="task">What there is to predict; null for what the labels show.</param>
    /// <param name="positiveClass">The label of the positive class of two; null for a guess by its name.</param>
    /// <param name="progress">Called about five times a second, on this thread; null for none.</param>
    /// <param name="cancellation">Ends the reading early.</param>
    /// <exception cref="NetworkException">A file cannot be read, is no such file, or the two do not belong together.</exception>
    /// <exception cref="OperationCanceledException">The reading was canceled.</exception>
    public static DatasetImport Read(
        string path, string labelPath, NetworkTask? task = null, object? positiveClass = null, IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(labelPath);
        return DataFile.Reading(labelPath, null, labels => DataFile.Reading(path, null, images => Read(images, labels, new TableOptions { Target = ["Label"], Task = task, PositiveClass = positiveClass }, progress, cancellation), cancellation), cancellation);
    }

    /// <summary>Reads a pair of files, with the task and the positive class of the options; null for those that the labels show.</summary>
    internal static DatasetImport Read(FileSource source, FileSource labelSource, TableOptions? options, IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        options ??= new TableOptions { Target = ["Label"] };
        var labels = IdxFile.Read(labelSource, null, cancellation);
        if (labels.Sizes.Length != 1)
        {
            throw DataFileErrors.IdxDimensionInvalid(labelSource.Path, "labels", labels.Sizes.Length, "one");
        }

        var images = IdxFile.Read(source, progress, cancellation);
        if (images.Sizes.Length == 1)
        {
            throw DataFileErrors.IdxDimensionInvalid(source.Path, "images", 1, "two or more");
        }

        int count = images.Sizes[0];
        if (labels.Sizes[0] != count)
        {
            throw DataFileErrors.IdxCountMismatch(count, labels.Sizes[0]);
        }

        var column = new LabelColumn("Label", new TableMemory(options.MemoryLimit), options);
        for (int i = 0; i < count; i++)
        {
            _ = column.TryAdd(labels.IsWhole ? (object)(int)labels[i] : Cell.RequireFinite(labels[i], i + 1, "Label"), i + 1);
        }

        EncodedTarget target = TargetEncoder.Encode([new LabelSummary(column, sample => sample + 1)], options, options.Task);
        var x = new double[images.Width * count];
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = images[i];
        }

        var warnings = new List<string>();
        DataSchema schema = PositiveLabel.Complete(new DataSchema(Enumerable.Range(1, images.Width).Select(i => $"X{i}"), ["Label"], target.Class), options, warnings);
        string name = Path.GetFileName(source.Path);
        return new DatasetImport(new Dataset(new DenseMatrix(images.Width, count, x), target.Values, schema, name), warnings, null);
    }
}
