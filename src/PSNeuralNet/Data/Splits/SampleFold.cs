namespace PSNeuralNet.Data;

/// <summary>One fold of a <see cref="FoldPlan"/> as indices of samples, from 0.</summary>
public sealed class SampleFold
{
    private readonly FoldAssignment _assignment;
    private readonly int _index;

    internal SampleFold(FoldAssignment assignment, int index, int? number, int? repeat, long seed)
    {
        (_assignment, _index) = (assignment, index);
        (Number, Repeat, Seed) = (number, repeat, seed);
    }

    /// <summary>The number of the fold, from 1; null for one held-out part.</summary>
    public int? Number { get; }

    /// <summary>The number of the repetition, from 1; null where there is one only.</summary>
    public int? Repeat { get; }

    /// <summary>The seed of the repetition.</summary>
    public long Seed { get; }

    /// <summary>The samples to train on: in the order of the dataset; by time with a time column; in random order for a held-out part without groups.</summary>
    public int[] TrainSamples() => _assignment.Train(_index);

    /// <summary>The samples to test with, in the same order.</summary>
    public int[] TestSamples() => _assignment.Test(_index);

    /// <summary>Short text: "fold 2", "fold 2 of repetition 3" or "test part".</summary>
    public override string ToString() =>
        Number is null ? $"test part{(Repeat is null ? "" : $" {Repeat}")}" : $"fold {Number}{(Repeat is null ? "" : $" of repetition {Repeat}")}";
}
