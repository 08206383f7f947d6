using PSNeuralNet.Data;

namespace PSNeuralNet.Training;

/// <summary>Costs, learning rates and validation metrics of the epochs so far. The arrays are never written to again.</summary>
/// <param name="Cost">The cost of each epoch.</param>
/// <param name="Rate">The learning rate of each epoch; empty where it is constant.</param>
/// <param name="ValidationCost">The validation cost of each epoch; empty without validation.</param>
/// <param name="ValidationScore">The accuracy or R2 of each epoch on the validation samples; empty without validation.</param>
internal sealed record HistoryState(double[] Cost, double[] Rate, double[] ValidationCost, double[] ValidationScore);

/// <summary>Records costs, learning rates and validation metrics of the epochs, as plain lists while the training runs.</summary>
/// <param name="baseRate">The learning rate where it does not change.</param>
/// <param name="hasSchedule">True when the learning rate changes.</param>
/// <param name="hasValidation">True when there are validation samples.</param>
/// <param name="end">The number of epochs in all, those of earlier trainings included.</param>
internal sealed class HistoryWriter(double baseRate, bool hasSchedule, bool hasValidation, int end)
{
    private readonly NumberList _cost = new(Math.Min(end, 1 << 20));
    private readonly List<double> _rate = [];
    private readonly List<double> _validationCost = [];
    private readonly List<double> _validationScore = [];

    public int Count => _cost.Count;

    public double FirstCost => _cost[0];

    /// <summary>The costs so far, as a list that grows.</summary>
    public IReadOnlyList<double> GrowingCosts => _cost;

    /// <summary>The validation costs so far, as a list that grows.</summary>
    public IReadOnlyList<double> GrowingValidationCosts => _validationCost.AsReadOnly();

    /// <summary>The history so far.</summary>
    public HistoryState State => new(_cost.ToArray(), [.. _rate], [.. _validationCost], [.. _validationScore]);

    /// <summary>Continues the history of an earlier training, which may have had another schedule or no validation.</summary>
    public void Restore(TrainingState state)
    {
        HistoryState history = state.History;
        _cost.AddRange(history.Cost);
        _rate.AddRange(!hasSchedule ? [] : Filled(history.Rate, state.BaseRate));
        _validationCost.AddRange(!hasValidation ? [] : Filled(history.ValidationCost, double.NaN));
        _validationScore.AddRange(!hasValidation ? [] : Filled(history.ValidationScore, double.NaN));
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

    /// <summary>The history as objects.</summary>
    /// <param name="task">The task of the network.</param>
    /// <param name="state">The history at the end, whose arrays are shared.</param>
    /// <param name="snapshots">The snapshots of the network.</param>
    public CostHistory ToHistory(NetworkTask task, HistoryState state, IReadOnlyList<EpochSnapshot> snapshots)
    {
        (double[] cost, double[] rates, double[] validationCost, double[] validationScore) = state;
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

    private IEnumerable<double> Filled(double[] values, double missing) => values.Length > 0 ? values : Enumerable.Repeat(missing, Count);
}
