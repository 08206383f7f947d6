namespace PSNeuralNet.Tests.Search;

/// <summary>Runs a strategy as workers would: so many plans at a time, whose scores arrive in random order.</summary>
internal static class SearchRuns
{
    /// <summary>All plans with their scores, by trial and rung.</summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="score">The score of a plan.</param>
    /// <param name="workers">The number of workers.</param>
    /// <param name="seed">The seed of the order of arrival.</param>
    /// <param name="limit">The number of scores after which the search is stopped.</param>
    public static List<TrialScore> Run(ISearchStrategy strategy, Func<TrialPlan, double> score, int workers = 1, int seed = 0, int limit = int.MaxValue)
    {
        var random = new Random(seed);
        var waiting = new Queue<TrialPlan>(strategy.Next([]));
        var running = new List<TrialPlan>();
        var scores = new List<TrialScore>();
        while (scores.Count < limit)
        {
            while (running.Count < workers && waiting.TryDequeue(out TrialPlan? plan))
            {
                running.Add(plan);
            }

            if (running.Count == 0)
            {
                break;
            }

            // Sometimes several arrive at once.
            var arrived = new List<TrialScore>();
            do
            {
                TrialPlan plan = running[random.Next(running.Count)];
                running.Remove(plan);
                arrived.Add(new TrialScore(plan, score(plan)));
            }
            while (running.Count > 0 && random.Next(3) == 0);
            scores.AddRange(arrived);
            foreach (TrialPlan plan in strategy.Next(arrived))
            {
                waiting.Enqueue(plan);
            }
        }

        return [.. scores.OrderBy(one => one.Plan.Trial).ThenBy(one => one.Plan.Rung)];
    }

    /// <summary>Plans and scores as text, to compare runs with.</summary>
    public static string[] Texts(IEnumerable<TrialScore> scores) =>
        [.. scores.Select(one => FormattableString.Invariant($"{one.Plan.Trial} {one.Plan.Rung} {one.Plan.Share} {one.Plan.Setting} {one.Value}"))];

    /// <summary>A number of a setting, or another one where the trial does not have it.</summary>
    public static double Number(TrialSetting setting, string name, double other = 0) => setting.TryGetValue(name, out object? value) ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : other;
}
