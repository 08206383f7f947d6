namespace PSNeuralNet.Tests.Training;

/// <summary>A power cut: the so-many-th state is not written, and nothing happens after it.</summary>
internal sealed class KillSwitch(CheckpointStore inner, int last) : CheckpointStore(inner.Interval)
{
    private int _count;

    internal override void Save(TrainingState state)
    {
        if (++_count == last)
        {
            throw new InvalidOperationException("The power is out.");
        }

        inner.Save(state);
    }
}
