namespace PSNeuralNet.Evaluation;

/// <summary>Cost of the two kinds of mistakes of a network for two classes, in any unit: money, minutes, or how many of one are as bad as one of the other.</summary>
public sealed record MistakeCost
{
    /// <summary>Creates costs.</summary>
    /// <param name="falseAlarm">The cost of a sample predicted as the positive class that is not of it: above 0.</param>
    /// <param name="miss">The cost of a sample of the positive class that is not predicted as such: above 0.</param>
    /// <exception cref="NetworkException">A cost is not a finite number above 0.</exception>
    public MistakeCost(double falseAlarm, double miss)
    {
        (FalseAlarm, Miss) = (Valid(nameof(FalseAlarm), falseAlarm), Valid(nameof(Miss), miss));
    }

    /// <summary>The cost of a false alarm: a sample predicted as the positive class that is not of it.</summary>
    public double FalseAlarm { get; }

    /// <summary>The cost of a miss: a sample of the positive class that is not predicted as such.</summary>
    public double Miss { get; }

    /// <summary>Costs by their names FalseAlarm and Miss, in any case.</summary>
    /// <param name="values">Both costs.</param>
    /// <exception cref="NetworkException">One is missing or unknown, or not a finite number above 0.</exception>
    public static MistakeCost Of(IEnumerable<KeyValuePair<string, double>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var known = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, double cost) in values)
        {
            if (!Names.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw EvaluationErrors.MistakeCostUnknown(name);
            }

            known[name] = cost;
        }

        return Names.FirstOrDefault(name => !known.ContainsKey(name)) is { } missing
            ? throw EvaluationErrors.MistakeCostMissing(missing)
            : new MistakeCost(known[nameof(FalseAlarm)], known[nameof(Miss)]);
    }

    /// <summary>The cost of all mistakes.</summary>
    /// <param name="falseAlarms">The number of false alarms, or the sum of their weights.</param>
    /// <param name="misses">The number of misses, or the sum of their weights.</param>
    public double Of(double falseAlarms, double misses) => (FalseAlarm * falseAlarms) + (Miss * misses);

    /// <summary>The same cost in a unit in which the larger one of both is 1: it does not overflow.</summary>
    internal double Relative(double falseAlarms, double misses) => (FalseAlarm / Math.Max(FalseAlarm, Miss) * falseAlarms) + (Miss / Math.Max(FalseAlarm, Miss) * misses);

    /// <summary>Short text: "false alarm 1, miss 20".</summary>
    public override string ToString() => FormattableString.Invariant($"false alarm {FalseAlarm}, miss {Miss}");

    private static string[] Names => [nameof(FalseAlarm), nameof(Miss)];

    private static double Valid(string name, double cost) => cost is > 0 and < double.PositiveInfinity ? cost : throw EvaluationErrors.MistakeCostInvalid(name, cost);
}
