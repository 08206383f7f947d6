namespace PSNeuralNet.Training;

/// <summary>The learning rate of each epoch.</summary>
/// <param name="options">The schedule, its base rate and its constants.</param>
/// <param name="end">How many epochs there will have been in all.</param>
internal sealed class RateSchedule(TrainingOptions options, int end)
{
    private const double PlateauDecay = 0.1;
    private const int PlateauPatience = 10;

    private readonly double _baseRate = options.BaseRate;

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
            Schedule.Constant => _baseRate,
            Schedule.Exponential => _baseRate * Math.Pow(options.Decay!.Value, epoch),
            Schedule.InverseTime => _baseRate / (1 + (options.Decay!.Value * epoch)),
            Schedule.Step => _baseRate * Math.Pow(options.Decay!.Value, epoch / options.StepEpochCount!.Value),
            Schedule.Cosine when epoch < warmup => _baseRate * (epoch + 1) / warmup,
            Schedule.Cosine => _baseRate * (1 + Math.Cos(Math.PI * (epoch - warmup) / Math.Max(1, end - warmup))) / 2,
            Schedule.ReduceOnPlateau => _baseRate * Math.Pow(options.Decay ?? PlateauDecay, Reductions),
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
