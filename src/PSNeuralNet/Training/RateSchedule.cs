namespace PSNeuralNet.Training;

/// <summary>State of ReduceOnPlateau between two epochs.</summary>
/// <param name="Reductions">How often the learning rate was reduced.</param>
/// <param name="LowestCost">The lowest cost so far.</param>
/// <param name="EpochsWithoutImprovement">The number of epochs since then or since the last reduction.</param>
internal readonly record struct PlateauState(int Reductions, double LowestCost, int EpochsWithoutImprovement);

/// <summary>The learning rate of each epoch. Formulas: see <see cref="Schedule"/>.</summary>
/// <param name="options">The schedule, its base rate and its constants.</param>
/// <param name="end">The number of epochs in all, those of earlier trainings included.</param>
internal sealed class RateSchedule(TrainingOptions options, int end)
{
    private const double PlateauDecay = 0.1;
    private const int PlateauPatience = 10;

    private readonly double _baseRate = options.BaseRate;

    /// <summary>State that is carried between epochs.</summary>
    public PlateauState State { get; set; } = new(0, double.PositiveInfinity, 0);

    /// <summary>The learning rate of an epoch, from 0.</summary>
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
            Schedule.ReduceOnPlateau => _baseRate * Math.Pow(options.Decay ?? PlateauDecay, State.Reductions),
        };
    }

    /// <summary>Compares the cost of an epoch with the lowest one; after too many epochs without improvement, ReduceOnPlateau reduces the rate.</summary>
    public void Observe(double cost)
    {
        State = cost < State.LowestCost ? State with { LowestCost = cost, EpochsWithoutImprovement = 0 }
            : State.EpochsWithoutImprovement >= (options.StepEpochCount ?? PlateauPatience) ? State with { Reductions = State.Reductions + 1, EpochsWithoutImprovement = 0 }
            : State with { EpochsWithoutImprovement = State.EpochsWithoutImprovement + 1 };
    }
}
