namespace PSNeuralNet.Training;

/// <summary>How the learning rate changes from epoch to epoch. With the base rate r and the epoch k, from 0:</summary>
public enum Schedule
{
    /// <summary>r.</summary>
    Constant,

    /// <summary>r d^k, with the decay d.</summary>
    Exponential,

    /// <summary>r / (1 + d k), with the decay d.</summary>
    InverseTime,

    /// <summary>r d^floor(k / n): times the decay d every n epochs.</summary>
    Step,

    /// <summary>
    /// r (1 + cos(pi (k - w) / (n - w))) / 2, down to 0 after all n epochs; in the first w epochs, the warm-up, r (k + 1) / w.
    /// </summary>
    Cosine,

    /// <summary>Times the decay whenever the cost has not fallen for so many epochs.</summary>
    ReduceOnPlateau,
}

/// <summary>The learning rate of each epoch.</summary>
internal sealed class RateSchedule(TrainingOptions options, double baseRate)
{
    private const double PlateauDecay = 0.1;
    private const int PlateauPatience = 10;

    /// <summary>How often ReduceOnPlateau has reduced.</summary>
    public int Reductions { get; set; }

    /// <summary>The lowest cost so far.</summary>
    public double LowestCost { get; set; } = double.PositiveInfinity;

    /// <summary>How many epochs the cost has not fallen.</summary>
    public int Waiting { get; set; }

    public double RateOf(int epoch)
    {
        int warmup = options.WarmupEpochCount;
        return options.Schedule switch
        {
            Schedule.Constant => baseRate,
            Schedule.Exponential => baseRate * Math.Pow(options.Decay!.Value, epoch),
            Schedule.InverseTime => baseRate / (1 + (options.Decay!.Value * epoch)),
            Schedule.Step => baseRate * Math.Pow(options.Decay!.Value, epoch / options.StepEpochCount!.Value),
            Schedule.Cosine when epoch < warmup => baseRate * (epoch + 1) / warmup,
            Schedule.Cosine => baseRate * (1 + Math.Cos(Math.PI * (epoch - warmup) / Math.Max(1, options.EpochCount - warmup))) / 2,
            Schedule.ReduceOnPlateau => baseRate * Math.Pow(options.Decay ?? PlateauDecay, Reductions),
            _ => throw new ArgumentOutOfRangeException(nameof(epoch), options.Schedule, "No such schedule."),
        };
    }

    /// <summary>Looks at the cost of an epoch.</summary>
    public void Observe(double cost)
    {
        if (cost < LowestCost)
        {
            LowestCost = cost;
            Waiting = 0;
        }
        else if (++Waiting > (options.StepEpochCount ?? PlateauPatience))
        {
            Reductions++;
            Waiting = 0;
        }
    }
}
