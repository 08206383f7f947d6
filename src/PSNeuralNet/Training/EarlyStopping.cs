namespace PSNeuralNet.Training;

/// <summary>The weights and biases after the epoch whose validation cost was the lowest.</summary>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="Cost">The validation cost after its updates.</param>
/// <param name="Score">The accuracy or R2 on the validation samples, likewise.</param>
/// <param name="Values">The weights and biases, likewise.</param>
internal sealed record BestEpoch(int Epoch, double Cost, double Score, double[] Values);

/// <summary>Keeps the best epoch, and says when waiting for a better one has lasted long enough.</summary>
/// <param name="patience">For how many epochs to wait; null to wait on.</param>
/// <param name="minimumDelta">By how much the cost has to fall to count as better.</param>
internal sealed class EarlyStopping(int? patience, double minimumDelta)
{
    /// <summary>The best epoch so far; null where none had a validation cost that is a number.</summary>
    public BestEpoch? Best { get; set; }

    /// <summary>The best epoch before the last one that was looked at.</summary>
    public BestEpoch? Before { get; set; }

    /// <summary>The cost that has to be undercut.</summary>
    public double Mark { get; set; } = double.PositiveInfinity;

    /// <summary>For how many epochs it has not been.</summary>
    public int Waiting { get; set; }

    /// <summary>Whether it is time to stop.</summary>
    public bool IsOver => Waiting >= patience;

    /// <summary>Forgets the last epoch: its updates have led astray.</summary>
    public void Undo()
    {
        Best = Before;
    }

    /// <summary>Looks at an epoch.</summary>
    public void Observe(int epoch, double cost, double score, ReadOnlySpan<double> values)
    {
        (BestEpoch? before, Before) = (Before, Best);
        if (cost < (Best?.Cost ?? double.PositiveInfinity))
        {
            // An array that nobody needs any more is used again; who keeps a best epoch copies it.
            double[] copy = before is null || ReferenceEquals(before, Before) ? new double[values.Length] : before.Values;
            values.CopyTo(copy);
            Best = new BestEpoch(epoch, cost, score, copy);
        }

        if (cost < Mark - minimumDelta)
        {
            Mark = cost;
            Waiting = 0;
        }
        else
        {
            Waiting++;
        }
    }
}
