using PSNeuralNet.Training;

namespace PSNeuralNet.Search;

/// <summary>All settings of a space with candidates and whole numbers only.</summary>
internal static class SettingGrid
{
    /// <summary>Number of combinations of the values, those that differ in settings without effect only counted apart; null where a parameter with effect has a range of real numbers.</summary>
    /// <param name="space">The space.</param>
    /// <param name="defaultOptimizer">The optimizer of settings that have none.</param>
    public static double? Count(SearchSpace space, Optimizer defaultOptimizer)
    {
        IReadOnlyList<string> without = space.WithoutEffect(defaultOptimizer);
        return space.Parameter.Aggregate((double?)1, (count, parameter) => count * (without.Contains(parameter.Name) ? 1 : parameter.ValueCount));
    }

    /// <summary>The settings, in the order of the candidates, the last parameter fastest; each once, where combinations differ in settings without effect only.</summary>
    /// <param name="space">The space.</param>
    /// <param name="defaultOptimizer">The optimizer of settings that have none.</param>
    public static IEnumerable<TrialSetting> All(SearchSpace space, Optimizer defaultOptimizer)
    {
        IReadOnlyList<string> without = space.WithoutEffect(defaultOptimizer);
        object?[][] values = [.. space.Parameter.Select(parameter => without.Contains(parameter.Name) ? [parameter.ValueAt(0)] : Values(parameter))];
        var index = new int[values.Length];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            TrialSetting setting = space.SettingOf([.. values.Select((list, i) => list[index[i]])], defaultOptimizer);
            if (seen.Add(setting.ToString()))
            {
                yield return setting;
            }

            int last = values.Length - 1;
            while (last >= 0 && ++index[last] == values[last].Length)
            {
                index[last--] = 0;
            }

            if (last < 0)
            {
                yield break;
            }
        }
    }

    private static object?[] Values(SearchParameter parameter) => parameter.IsRange
        ? [.. Enumerable.Range(0, (int)parameter.ValueCount!.Value).Select(step => parameter.ValueOf(parameter.Coordinate(parameter.Low!.Value + step)))]
        : [.. parameter.Candidate];
}
