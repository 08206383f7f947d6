using PSNeuralNet.Training;

namespace PSNeuralNet.Search;

/// <summary>All settings of a space with candidates and whole numbers only.</summary>
internal static class SettingGrid
{
    /// <summary>Number of combinations, those that differ in settings without effect only counted apart; null where a parameter has a range of real numbers.</summary>
    public static double? Count(SearchSpace space) => space.Parameter.Aggregate((double?)1, (count, parameter) => count * parameter.ValueCount);

    /// <summary>The settings, in the order of the candidates, the last parameter fastest; each once, where combinations differ in settings without effect only.</summary>
    /// <param name="space">The space.</param>
    /// <param name="defaultOptimizer">The optimizer of settings that have none.</param>
    public static IEnumerable<TrialSetting> All(SearchSpace space, Optimizer defaultOptimizer)
    {
        object?[][] values = [.. space.Parameter.Select(Values)];
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
