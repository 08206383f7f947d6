using PSNeuralNet.Data;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>Loads blocks from a dataset: imputes and standardizes, and sets the weight of each sample.</summary>
internal sealed unsafe class SampleSource
{
    // Doubles of inputs that are kept: 100 MB.
    private const long MaximumInputs = 12_500_000;

    // Samples that are transformed at a time.
    private const int Chunk = 64;

    private readonly double[] _weight;
    private readonly Scaling? _scaling;
    private readonly double _labelSmoothing;
    private double[]? _target;
    private double[]? _inputs;

    /// <param name="dataset">The samples.</param>
    /// <param name="scaling">The imputation and standardization; null for none.</param>
    /// <param name="weight">The weight of each sample; null for the dataset's.</param>
    /// <param name="allowsSparse">True to take samples of mostly zeros as sparse rows, for passes by <see cref="BlockPass"/>.</param>
    /// <param name="labelSmoothing">Label smoothing of classes: see <see cref="BlockTransform.Smooth"/>.</param>
    /// <exception cref="NetworkException">A value is missing, and the network does not know what to take for it.</exception>
    public SampleSource(Dataset dataset, Scaling? scaling, double[]? weight = null, bool allowsSparse = false, double labelSmoothing = 0)
    {
        _labelSmoothing = labelSmoothing;
        Dataset = dataset;
        _scaling = scaling;
        if (dataset.HasMissing && scaling is not { FillValue.Count: > 0 })
        {
            int missing = Array.FindIndex(dataset.Features, double.IsNaN);
            throw NetworkErrors.MissingValueUnfilled(dataset.FeatureName[missing % dataset.FeatureCount]);
        }

        _weight = weight ?? (dataset.Weight is null ? [] : [.. dataset.Weight]);
        TotalWeight = _weight.Length == 0 ? dataset.SampleCount : _weight.Sum();
        Sparse = allowsSparse ? SparseFeatures.Of(dataset, scaling) : null;
    }

    public Dataset Dataset { get; }

    /// <summary>The features after imputation and standardization as sparse rows; null for dense blocks.</summary>
    public SparseRows? Sparse { get; }

    /// <summary>The number of inputs of the first layer: the features, and the units of their encoding.</summary>
    public int InputCount => InputTransform.Width(Dataset.FeatureCount, _scaling);

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
        if (Dataset.Target.ClassIndex is { } classIndex)
        {
            BlockTransform.OneHot(classIndex, Dataset.Target.OutputCount, samples, block.Y, block.Stride);
        }
        else
        {
            BlockTransform.Gather(_target ??= _scaling?.TransformedTargets(Dataset) ?? Dataset.Targets, Dataset.Target.OutputCount, samples, block.Y, block.Stride);
        }

        if (_labelSmoothing > 0)
        {
            BlockTransform.Smooth(block.Y, block.Stride, samples.Length, Dataset.Target.OutputCount, Dataset.Task == NetworkTask.MultiClass ? Dataset.Target.OutputCount : 2, _labelSmoothing);
        }

        if (_scaling is not null)
        {
            BlockTransform.Standardize(block.Y, block.Stride, samples.Length, _scaling.TargetMean, _scaling.TargetDeviation);
        }

        for (int s = 0; s < samples.Length; s++)
        {
            block.Weight[s] = (_weight.Length == 0 ? 1 : _weight[samples[s]]) / total;
        }
    }

    /// <summary>Fills a block with the features of its samples.</summary>
    public void LoadFeatures(SampleBlock block)
    {
        if (Sparse is not null)
        {
            return;
        }

        ReadOnlySpan<int> samples = block.Samples;
        if (_inputs is not null)
        {
            BlockTransform.Gather(_inputs, InputCount, samples, block.X, block.Stride);
            return;
        }

        BlockTransform.Gather(Dataset.Features, Dataset.FeatureCount, samples, block.X, block.Stride);
        if (_scaling is not null)
        {
            InputTransform.Apply(block.X, block.Stride, samples.Length, Dataset.FeatureCount, _scaling, Dataset.HasMissing);
        }
    }

    /// <summary>
    /// Keeps the inputs of all samples for blocks that are loaded again and again, such as mini-batches, where features are encoded or clipped, and the inputs are few
    /// enough. Blocks have the same bits. Not thread-safe.
    /// </summary>
    public void KeepInputs()
    {
        if (Sparse is not null || _inputs is not null || _scaling is not ({ Encoding: not null } or { FeatureClip.Count: > 0 }) || (long)InputCount * Dataset.SampleCount > MaximumInputs)
        {
            return;
        }

        double[] inputs = HugePages.NewUninitializedArray(InputCount * Dataset.SampleCount);
        var block = new SampleBlock(InputCount, 1, Chunk);
        for (int first = 0; first < Dataset.SampleCount; first += Chunk)
        {
            block.Begin(first, Math.Min(Chunk, Dataset.SampleCount - first));
            LoadFeatures(block);
            BlockTransform.Scatter(block.X, block.Stride, inputs, InputCount, block.Samples);
        }

        _inputs = inputs;
        GC.KeepAlive(block);
    }
}
