namespace PSNeuralNet.Commands;

// The start of the training, and its seed.
public sealed partial class InvokeNetworkTrainingCommand
{
    /// <inheritdoc/>
    internal override string? AnomalyAdvice => null;

    /// <summary>The network to train further, with the new categories of the data, and the seed.</summary>
    private (TrainingStart? Start, long Seed) StartFor()
    {
        long seed = SeedFor();
        TrainingStart? start = _start is null || PositiveClass is null ? _start : _start.WithPositiveClass(BaseObject.Of(PositiveClass));
        return start is null || UnknownCategory == UnknownCategory.Error ? (start, seed)
            : (CategoryGrowth.Learn(start, Samples, () => seed = _resumed is null ? SeedOrDrawn(Seed, "weights of new categories") : seed, WriteWarning), seed);
    }

    /// <summary>The seed that was given, or that of the training to continue, or a drawn one where the training needs a seed.</summary>
    private long SeedFor()
    {
        if (_resumed is not null)
        {
            return _resumed.Seed;
        }

        // A file keeps no seed to go on with.
        TrainingOptions? earlier = Network?.Training is null ? null : _start?.Options;
        if (Parameter is null && _start is null)
        {
            return SeedOrDrawn(Seed, "initial weights");
        }

        bool isToBeDrawn = OptionsWith(0).HasChance && earlier is not { HasChance: true };
        return isToBeDrawn ? SeedOrDrawn(Seed, "order of the batches and what is left to chance") : Seed ?? earlier?.Seed ?? 0;
    }
}
