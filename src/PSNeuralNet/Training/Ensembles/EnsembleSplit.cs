using PSNeuralNet.Data;

namespace PSNeuralNet.Training;

/// <summary>
/// The samples that each network of an ensemble trains on and holds out: each network another of the folds, which are as many as the networks or
/// more, stratified by class or by the order of the target; with a validation fraction, those that the network's seed draws; with a validation dataset, all samples and that dataset.
/// </summary>
internal sealed class EnsembleSplit
{
    private readonly TrainingData _data;
    private readonly TrainingOptions _options;
    private readonly int[] _foldOf;

    /// <param name="data">All samples, and the validation dataset, if any.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="NetworkException">There are fewer samples than folds.</exception>
    public EnsembleSplit(TrainingData data, TrainingOptions options)
    {
        (_data, _options) = (data, options);
        int samples = data.Samples.SampleCount;
        HoldsOut = data.Validation is null;
        bool hasFolds = HoldsOut && options.ValidationFraction == 0;
        int folds = options.FoldCount ?? options.EnsembleCount;
        if (hasFolds && folds > samples)
        {
            throw options.FoldCount is null ? TrainingErrors.EnsembleTooLarge(folds, samples) : TrainingErrors.FoldCountTooLarge(folds, samples);
        }

        _foldOf = hasFolds ? DatasetSplitter.BalancedFolds(data.Samples, folds, options.Seed) : [];
    }

    /// <summary>True where each network holds out samples; false with a validation dataset.</summary>
    public bool HoldsOut { get; }

    /// <summary>The seed of a network: of its initial weights, counted from that of the first, likewise.</summary>
    public static long SeedOf(long first, int member) => (first + member) & uint.MaxValue;

    /// <summary>The indices of the samples that a network trains on, and of those that it holds out.</summary>
    public (int[] Train, int[] HeldOut) Rows(int member)
    {
        if (_foldOf.Length == 0)
        {
            return HoldsOut
                ? DatasetSplitter.Order(_data.Samples, _options.ValidationFraction, stratify: true, SeedOf(_options.Seed, member))
                : ([.. Enumerable.Range(0, _data.Samples.SampleCount)], []);
        }

        ILookup<bool, int> isHeldOut = Enumerable.Range(0, _foldOf.Length).ToLookup(sample => _foldOf[sample] == member);
        return ([.. isHeldOut[false]], [.. isHeldOut[true]]);
    }

    /// <summary>The samples of a network. Target-encoded columns have statistics of those that it trains on.</summary>
    public TrainingData DataOf(int[] train, int[] heldOut)
    {
        if (!HoldsOut)
        {
            return _data;
        }

        DatasetSplit split = DatasetSplitter.Parts(_data.Samples, train, heldOut, _options.Seed);
        return new TrainingData(split.Train, split.Test);
    }
}
