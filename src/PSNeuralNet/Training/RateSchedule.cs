namespace PSNeuralNet.Training;

/// <summary>State of ReduceOnPlateau between two epochs.</summary>
/// <param name="Reductions">How often the learning rate was reduced.</param>
/// <param name="LowestCost">The lowest cost so far.</param>
/// <param name="EpochsWithoutImprovement">The number of epochs since then or since the last reduction and its cooldown.</param>
/// <param name="Cooldown">The number of epochs of the cooldown that are left.</param>
internal readonly record struct PlateauState(int Reductions, double LowestCost, int EpochsWithoutImprovement, int Cooldown);

/// <summary>The learning rate of each epoch. Formulas: see <see cref="Schedule"/>.</summary>
/// <param name="options">The schedule, its base rate and its constants.</param>
/// <param name="end">The number of epochs in all, those of earlier trainings included.</param>
internal sealed class RateSchedule(TrainingOptions options, int end)
{
    private const double PlateauDecay = 0.1;
    private const int PlateauPatience = 10;

    private readonly double _baseRate = options.BaseRate;

    /// <summary>State that is carried between epochs.</summary>
    public PlateauState State { get; set; } = new(0, double.PositiveInfinity, 0, 0);

    /// <summary>The learning rate of an epoch, from 0.</summary>
    public double RateOf(int epoch)
    {
        int warmup = options.WarmupEpochCount;
        if (epoch < warmup)
        {
            return _baseRate * (epoch + 1) / warmup;
        }

        int k = epoch - warmup;
        return options.Schedule switch
        {
            Schedule.Constant => _baseRate,
            Schedule.Exponential => _baseRate * Math.Pow(options.Decay!.Value, k),
            Schedule.InverseTime => _baseRate / (1 + (options.Decay!.Value * k)),
            Schedule.Step => _baseRate * Math.Pow(options.Decay!.Value, k / options.StepEpochCount!.Value),
            Schedule.Cosine => _baseRate * (1 + Math.Cos(Math.PI * k / Math.Max(1, end - warmup))) / 2,
            Schedule.ReduceOnPlateau => Math.Max(_baseRate * Math.Pow(options.Decay ?? PlateauDecay, State.Reductions), options.MinimumLearningRate),
        };
    }

    /// <summary>
    /// Compares the cost of an epoch with the lowest one; after more than so many epochs without improvement, ReduceOnPlateau reduces the rate, as
    /// PyTorch's ReduceLROnPlateau does. Epochs of the cooldown after a reduction are not counted, nor are those of the warm-up.
    /// </summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="cost">The cost that is watched.</param>
    public void Observe(int epoch, double cost)
    {
        if (epoch < options.WarmupEpochCount)
        {
            return;
        }

        (int reductions, double lowest, int waited, int cooldown) = State;
        (lowest, waited) = IsLower(cost, lowest) ? (cost, 0) : (lowest, waited + 1);
        (waited, cooldown) = cooldown > 0 ? (0, cooldown - 1) : (waited, 0);
        State = waited > (options.StepEpochCount ?? PlateauPatience)
            ? new PlateauState(reductions + 1, lowest, 0, options.CooldownEpochCount)
            : new PlateauState(reductions, lowest, waited, cooldown);
    }

    /// <summary>True for less than lowest (1 - threshold); of a negative cost, as Poisson may have, less than lowest (1 + threshold).</summary>
    private bool IsLower(double cost, double lowest) =>
        cost < lowest * (lowest < 0 ? 1 + options.PlateauThreshold : 1 - options.PlateauThreshold);
}
