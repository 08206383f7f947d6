using PSNeuralNet.Data;

namespace PSNeuralNet.Networks;

/// <summary>Where blocks are loaded from: a dataset, how the network sees it, and how much each sample counts.</summary>
internal sealed unsafe class SampleSource
{
    private readonly double[] _weight;
    private readonly Scaling? _scaling;

    /// <param name="dataset">The samples.</param>
    /// <param name="scaling">How the network sees them; null for as they are.</param>
    /// <param name="weight">How much each counts; null for what the dataset says.</param>
    /// <exception cref="NetworkException">A value is missing, and the network does not know what to take for it.</exception>
    public SampleSource(Dataset dataset, Scaling? scaling, double[]? weight = null)
    {
        Dataset = dataset;
        _scaling = scaling;
        if (dataset.HasMissing && scaling is not { FillValue.Count: > 0 })
        {
            int missing = Array.FindIndex(dataset.Features, double.IsNaN);
            throw NetworkErrors.MissingValueUnfilled(dataset.FeatureName[missing % dataset.FeatureCount]);
        }

        _weight = weight ?? (dataset.Weight is null ? [] : [.. dataset.Weight]);
        TotalWeight = _weight.Length == 0 ? dataset.SampleCount : _weight.Sum();
    }

    public Dataset Dataset { get; }

    /// <summary>The sum of the weights of all samples.</summary>
    public double TotalWeight { get; }

    /// <summary>The sum of the weights of some samples.</summary>
    public double WeightOf(ReadOnlySpan<int> samples)
    {
        if (_weight.Length == 0)
        {
            return samples.Length;
        }

        double sum = 0;
        foreach (int sample in samples)
        {
            sum += _weight[sample];
        }

        return sum;
    }

    /// <summary>Fills a block with its samples, each weighing its weight / <paramref name="total"/>.</summary>
    public void Load(SampleBlock block, double total)
    {
        LoadFeatures(block);
        ReadOnlySpan<int> samples = block.Samples;
        Columns.Gather(Dataset.Targets, Dataset.Y.RowCount, samples, block.Y, block.Stride);
        if (_scaling is not null)
        {
            Columns.Standardize(block.Y, block.Stride, samples.Length, _scaling.TargetMean, _scaling.TargetDeviation);
        }

        for (int s = 0; s < samples.Length; s++)
        {
            block.Weight[s] = (_weight.Length == 0 ? 1 : _weight[samples[s]]) / total;
        }
    }

    /// <summary>Fills a block with the features of its samples.</summary>
    public void LoadFeatures(SampleBlock block)
    {
        ReadOnlySpan<int> samples = block.Samples;
        Columns.Gather(Dataset.Features, Dataset.FeatureCount, samples, block.X, block.Stride);
        if (_scaling is not null)
        {
            if (Dataset.HasMissing)
            {
                Columns.Fill(block.X, block.Stride, samples.Length, _scaling.FillValue);
            }

            Columns.Standardize(block.X, block.Stride, samples.Length, _scaling.FeatureMean, _scaling.FeatureDeviation);
        }
    }
}
