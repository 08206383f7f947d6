using PSNeuralNet.Data;

namespace PSNeuralNet.Training;

/// <summary>Writes down the numbers of every epoch, as plain lists while the training runs.</summary>
/// <param name="baseRate">The learning rate where it does not change.</param>
/// <param name="earlierRate">That of an earlier training that goes on.</param>
/// <param name="hasSchedule">Whether it changes.</param>
/// <param name="hasValidation">Whether there are validation samples.</param>
/// <param name="end">How many epochs there are to be.</param>
internal sealed class HistoryWriter(double baseRate, double earlierRate, bool hasSchedule, bool hasValidation, int end)
{
    private readonly NumberList _cost = new(Math.Min(end, 1 << 20));
    private readonly List<double> _rate = [];
    private readonly List<double> _validationCost = [];
    private readonly List<double> _validationScore = [];

    public int Count => _cost.Count;

    public double FirstCost => _cost[0];

    public double[] Costs => _cost.ToArray();

    public double[] Rates => [.. _rate];

    public double[] ValidationCosts => [.. _validationCost];

    public double[] ValidationScores => [.. _validationScore];

    /// <summary>The costs so far, as a list that grows.</summary>
    public IReadOnlyList<double> GrowingCosts => _cost;

    public IReadOnlyList<double> GrowingValidationCosts => _validationCost.AsReadOnly();

    /// <summary>Takes over the epochs of an earlier training.</summary>
    public void Restore(TrainingState state)
    {
        _cost.AddRange(state.Cost);

        // It may have had another schedule, or no validation.
        _rate.AddRange(!hasSchedule ? [] : state.Rate.Length > 0 ? state.Rate : Enumerable.Repeat(earlierRate, Count));
        _validationCost.AddRange(!hasValidation ? [] : state.ValidationCost.Length > 0 ? state.ValidationCost : Enumerable.Repeat(double.NaN, Count));
        _validationScore.AddRange(!hasValidation ? [] : state.ValidationScore.Length > 0 ? state.ValidationScore : Enumerable.Repeat(double.NaN, Count));
    }

    public void Add(double cost, double rate)
    {
        _cost.Add(cost);
        if (hasSchedule)
        {
            _rate.Add(rate);
        }
    }

    public void AddValidation(double cost, double score)
    {
        _validationCost.Add(cost);
        _validationScore.Add(score);
    }

    /// <summary>What was written down, as objects.</summary>
    /// <param name="task">What the network is to predict.</param>
    /// <param name="state">The state at the end, whose numbers are shared.</param>
    /// <param name="snapshots">What the network was at some epochs.</param>
    public CostHistory ToHistory(NetworkTask task, TrainingState state, IReadOnlyList<EpochSnapshot> snapshots)
    {
        (double[] cost, double[] rates) = (state.Cost, state.Rate);
        (double[] validationCost, double[] validationScore) = (state.ValidationCost, state.ValidationScore);
        (double fixedRate, bool changes, bool isValidated) = (baseRate, hasSchedule, hasValidation);
        return new CostHistory(new EpochList(cost, Epoch), snapshots);

        EpochCost Epoch(int i)
        {
            double rate = changes ? rates[i] : fixedRate;
            return (isValidated, changes) switch
            {
                (false, false) => new EpochCost(i, cost[i]),
                (false, true) => new ScheduledEpochCost(i, cost[i], rate),
                _ when task == NetworkTask.Regression => new RegressionEpochCost(i, cost[i], validationCost[i], validationScore[i], rate),
                _ => new ClassificationEpochCost(i, cost[i], validationCost[i], validationScore[i], rate),
            };
        }
    }
}
