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
    private readonly List<double> _cost = new(Math.Min(end, 1 << 20));
    private readonly List<double> _rate = [];
    private readonly List<double> _validationCost = [];
    private readonly List<double> _validationScore = [];

    public int Count => _cost.Count;

    public double FirstCost => _cost[0];

    public double[] Costs => [.. _cost];

    public double[] Rates => [.. _rate];

    public double[] ValidationCosts => [.. _validationCost];

    public double[] ValidationScores => [.. _validationScore];

    /// <summary>The costs so far, as a list that grows.</summary>
    public IReadOnlyList<double> GrowingCosts => _cost.AsReadOnly();

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

    public CostHistory ToHistory(NetworkTask task, IReadOnlyList<EpochSnapshot> snapshots)
    {
        var epochs = new EpochCost[Count];
        for (int i = 0; i < epochs.Length; i++)
        {
            double rate = hasSchedule ? _rate[i] : baseRate;
            epochs[i] = (hasValidation, hasSchedule) switch
            {
                (false, false) => new EpochCost(i, _cost[i]),
                (false, true) => new ScheduledEpochCost(i, _cost[i], rate),
                _ when task == NetworkTask.Regression => new RegressionEpochCost(i, _cost[i], _validationCost[i], _validationScore[i], rate),
                _ => new ClassificationEpochCost(i, _cost[i], _validationCost[i], _validationScore[i], rate),
            };
        }

        return new CostHistory(epochs, snapshots);
    }
}
