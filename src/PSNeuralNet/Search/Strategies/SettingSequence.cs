using PSNeuralNet.Numerics;
using PSNeuralNet.Training;

namespace PSNeuralNet.Search;

/// <summary>
/// Settings of a space by a scrambled Sobol sequence, one dimension for each parameter that is not fixed, whether it has effect or not. No setting comes twice: of a space with few settings, each
/// one comes once.
/// </summary>
internal sealed class SettingSequence
{
    // Spaces with more settings are not listed. Points are drawn that often until there is a new setting; then comes the first of the list that is left.
    private const int MaximumListed = 4096;
    private const int Attempts = 64;

    private readonly SearchSpace _space;
    private readonly Optimizer _defaultOptimizer;
    private readonly SobolSequence _points;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly List<TrialSetting>? _left;
    private uint _index;

    /// <summary>Creates the sequence.</summary>
    /// <param name="space">The space.</param>
    /// <param name="seed">The seed of the search.</param>
    /// <param name="defaultOptimizer">The optimizer of settings that have none.</param>
    public SettingSequence(SearchSpace space, long seed, Optimizer defaultOptimizer)
    {
        _space = space;
        _defaultOptimizer = defaultOptimizer;
        _points = new SobolSequence(space.Parameter.Count(parameter => !parameter.IsFixed), new RandomState(SearchSeed.Of(seed, SearchSeed.Sequence)));
        _left = SettingGrid.Count(space, defaultOptimizer) <= MaximumListed ? [.. SettingGrid.All(space, defaultOptimizer)] : null;
    }

    /// <summary>Number of settings that were not taken yet; null where they were not counted, since there are very many.</summary>
    public int? LeftCount => _left?.Count;

    /// <summary>Takes a setting, so that it does not come (again).</summary>
    /// <returns>False if it was taken before.</returns>
    public bool Take(TrialSetting setting)
    {
        _left?.Remove(setting);
        return _taken.Add(setting.ToString());
    }

    /// <summary>The next setting; null when there is none left.</summary>
    public TrialSetting? Next()
    {
        if (_left is { Count: 0 })
        {
            return null;
        }

        TrialSetting setting = Draw();
        for (int attempt = 1; attempt < Attempts && _taken.Contains(setting.ToString()); attempt++)
        {
            setting = Draw();
        }

        if (_left is not null && _taken.Contains(setting.ToString()))
        {
            setting = _left[0];
        }

        Take(setting);
        return setting;
    }

    /// <summary>The next settings, up to a number of them.</summary>
    public List<TrialSetting> Next(int count)
    {
        var settings = new List<TrialSetting>();
        while (settings.Count < count && Next() is { } setting)
        {
            settings.Add(setting);
        }

        return settings;
    }

    private TrialSetting Draw()
    {
        double[] point = _points.Point(_index++);
        int dimension = 0;
        return _space.SettingOf([.. _space.Parameter.Select(parameter => parameter.IsFixed ? parameter.Candidate[0] : parameter.ValueAt(point[dimension++]))], _defaultOptimizer);
    }
}
