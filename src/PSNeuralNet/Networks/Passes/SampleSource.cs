using System.Numerics;
using PSNeuralNet.Data;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>Loads blocks from a dataset: imputes and standardizes, and sets the weight of each sample.</summary>
/// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
internal sealed unsafe class SampleSource<TNumber>
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    // Bytes of inputs that are kept.
    private const long MaximumInputs = 100_000_000;

    // Samples that are transformed at a time.
    private const int Chunk = 64;

    [ThreadStatic]
    private static AlignedBuffer<double>? _work;

    private readonly double[] _weight;
    private readonly Scaling? _scaling;
    private readonly double _labelSmoothing;
    private double[]? _target;
    private TNumber[]? _inputs;

    /// <param name="dataset">The samples.</param>
    /// <param name="scaling">The imputation and standardization; null for none.</param>
    /// <param name="weight">The weight of each sample; null for the dataset's.</param>
    /// <param name="allowsSparse">True to take samples of mostly zeros as sparse rows, for passes by <see cref="BlockPass{TNumber}"/>.</param>
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
        Sparse = allowsSparse ? SparseFeatures.Of(dataset, scaling)?.As<TNumber>() : null;
    }

    public Dataset Dataset { get; }

    /// <summary>The features after imputation and standardization as sparse rows; null for dense blocks.</summary>
    public SparseRows<TNumber>? Sparse { get; }

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
    public void Load(SampleBlock<TNumber> block, double total)
    {
        LoadFeatures(block);
        ReadOnlySpan<int> samples = block.Samples;
        bool isPlain = Dataset.Target.ClassIndex is not null && _labelSmoothing == 0 && _scaling is not { TargetMean.Count: > 0 };
        if (isPlain)
        {
            BlockTransform.OneHot(Dataset.Target.ClassIndex!, Dataset.Target.OutputCount, samples, block.Y, block.Stride);
        }
        else
        {
            double* y = Work(block.Y, Dataset.Target.OutputCount, block.Stride);
            LoadTargets(samples, y, block.Stride);
            Store(y, block.Y, Dataset.Target.OutputCount, block);
        }

        for (int s = 0; s < samples.Length; s++)
        {
            block.Weight[s] = TNumber.CreateTruncating((_weight.Length == 0 ? 1 : _weight[samples[s]]) / total);
        }
    }

    /// <summary>Fills a block with the features of its samples.</summary>
    public void LoadFeatures(SampleBlock<TNumber> block)
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

        // In doubles, which are rounded once.
        double* x = Work(block.X, InputCount, block.Stride);
        BlockTransform.Gather(Dataset.Features, Dataset.FeatureCount, samples, x, block.Stride);
        if (_scaling is not null)
        {
            InputTransform.Apply(x, block.Stride, samples.Length, Dataset.FeatureCount, _scaling, Dataset.HasMissing);
        }

        Store(x, block.X, InputCount, block);
    }

    /// <summary>
    /// Keeps the inputs of all samples for blocks that are loaded again and again, such as mini-batches, where features are encoded, clipped or rounded to single precision, and the inputs are few
    /// enough. Blocks have the same bits. Not thread-safe.
    /// </summary>
    public void KeepInputs()
    {
        bool isTransformed = typeof(TNumber) != typeof(double) || _scaling is { Encoding: not null } or { FeatureClip.Count: > 0 };
        if (Sparse is not null || _inputs is not null || !isTransformed || (long)InputCount * Dataset.SampleCount * sizeof(TNumber) > MaximumInputs)
        {
            return;
        }

        TNumber[] inputs = HugePages.NewUninitializedArray<TNumber>(InputCount * Dataset.SampleCount);
        var block = new SampleBlock<TNumber>(InputCount, 1, Chunk);
        for (int first = 0; first < Dataset.SampleCount; first += Chunk)
        {
            block.Begin(first, Math.Min(Chunk, Dataset.SampleCount - first));
            LoadFeatures(block);
            BlockTransform.Scatter(block.X, block.Stride, inputs, InputCount, block.Samples);
        }

        _inputs = inputs;
        GC.KeepAlive(block);
    }

    private void LoadTargets(ReadOnlySpan<int> samples, double* y, int stride)
    {
        if (Dataset.Target.ClassIndex is { } classIndex)
        {
            BlockTransform.OneHot(classIndex, Dataset.Target.OutputCount, samples, y, stride);
        }
        else
        {
            BlockTransform.Gather(_target ??= _scaling?.TransformedTargets(Dataset) ?? Dataset.Targets, Dataset.Target.OutputCount, samples, y, stride);
        }

        if (_labelSmoothing > 0)
        {
            BlockTransform.Smooth(y, stride, samples.Length, Dataset.Target.OutputCount, Dataset.Task == NetworkTask.MultiClass ? Dataset.Target.OutputCount : 2, _labelSmoothing);
        }

        if (_scaling is not null)
        {
            BlockTransform.Standardize(y, stride, samples.Length, _scaling.TargetMean, _scaling.TargetDeviation);
        }
    }

    /// <summary>Room for rows of a block as doubles: the rows themselves where they are doubles. Valid until the next call on this thread.</summary>
    private static double* Work(TNumber* rows, int count, int stride)
    {
        if (typeof(TNumber) == typeof(double))
        {
            return (double*)rows;
        }

        int length = checked(count * stride);
        if (_work is null || _work.Length < length)
        {
            _work = new AlignedBuffer<double>(length, isApart: true);
        }

        return _work.Pointer;
    }

    /// <summary>Rounds doubles of <see cref="Work"/> to the rows of a block, and clears its padding.</summary>
    private static void Store(double* work, TNumber* rows, int count, SampleBlock<TNumber> block)
    {
        for (int row = 0; typeof(TNumber) != typeof(double) && row < count; row++)
        {
            var target = new Span<TNumber>(rows + ((nint)row * block.Stride), block.PaddedCount);
            NumberConversion.Convert(new ReadOnlySpan<double>(work + ((nint)row * block.Stride), block.Count), target);
            target[block.Count..].Clear();
        }
    }
}
