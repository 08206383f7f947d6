using PSNeuralNet.Data;
using PSNeuralNet.Training;

namespace PSNeuralNet.Reports;

/// <summary>Samples that the metrics of a report are of: data that is given, else those that the training held out, else the training samples.</summary>
/// <param name="Source">The kind of samples; null for data that is given and is not that of the training.</param>
/// <param name="Data">The samples of metrics and charts; with out-of-fold predictions, the training samples.</param>
/// <param name="Training">The samples that the network was trained on, where the metrics are of others; null where they are of these.</param>
internal sealed record MeasuredRows(ScoreSource? Source, Dataset Data, Dataset? Training)
{
    /// <summary>True where the metrics are of samples that the network was not trained on.</summary>
    public bool IsOther => Source is null or ScoreSource.Validation;

    /// <summary>The samples in a few words, as they go on after a number.</summary>
    public string On =>
        Source switch
        {
            null => "on data that it was not trained on",
            ScoreSource.Validation => "on validation samples, which it was not trained on",
            ScoreSource.OutOfFold => "on the training samples, each predicted by networks that were not trained on it",
            _ => "on the data it was trained on",
        };

    /// <summary>The samples in a sentence.</summary>
    public string Sentence =>
        Source switch
        {
            null => $"Measured on {Data}, which is not what it was trained on.",
            ScoreSource.Validation => $"Measured on {Show.Count(Data.SampleCount, "validation sample")}, which it was not trained on, but which chose the best epoch.",
            ScoreSource.OutOfFold => "Measured on the training samples, out of fold: each was predicted by networks that were not trained on it, but whose best epoch it chose.",
            _ => "Measured on the data that it was trained on: on other data it is likely to be worse.",
        };

    /// <summary>Selects the samples.</summary>
    /// <param name="result">The training.</param>
    /// <param name="given">The data that is given; null for none.</param>
    public static MeasuredRows Of(TrainingResult result, Dataset? given)
    {
        if (given is not null)
        {
            return ReferenceEquals(given, result.Dataset) ? new MeasuredRows(ScoreSource.Training, given, null) : new MeasuredRows(null, given, result.Dataset);
        }

        switch (result.ScoreFrom)
        {
            case ScoreSource.OutOfFold:
                return new MeasuredRows(ScoreSource.OutOfFold, result.Dataset, result.Dataset);
            case ScoreSource.Validation when result.Options.ValidationDataset is { } validation:
                return new MeasuredRows(ScoreSource.Validation, validation, result.Dataset);
            case ScoreSource.Validation:
                // The same samples as those that the training held out.
                DatasetSplit split = DatasetSplitter.Split(result.Parameter.Fit(result.Dataset).WithoutWeightless(), result.Options.ValidationFraction, stratify: true, result.Options.Seed);
                return new MeasuredRows(ScoreSource.Validation, split.Test, split.Train);
            default:
                return new MeasuredRows(ScoreSource.Training, result.Dataset, null);
        }
    }
}
