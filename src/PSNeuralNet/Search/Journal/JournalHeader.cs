namespace PSNeuralNet.Search;

/// <summary>The first line of a journal: what has to be equal for a search to go on with it.</summary>
/// <param name="ModuleVersion">The version of this module.</param>
/// <param name="Data">The digest of samples and folds.</param>
/// <param name="Space">The search space, as text.</param>
/// <param name="Strategy">The strategy; for Halving with the number of trials, which its brackets depend on.</param>
/// <param name="Folds">The folds, as text: "5 folds".</param>
/// <param name="Metric">The metric of the score.</param>
/// <param name="Preset">The defaults of other settings.</param>
/// <param name="Seed">The seed of the search.</param>
internal sealed record JournalHeader(string ModuleVersion, string Data, string Space, string Strategy, string Folds, string Metric, string Preset, long Seed)
{
    /// <summary>What differs from another header: name, value of this one, value of the other.</summary>
    public IEnumerable<(string Name, string Own, string Other)> DifferencesFrom(JournalHeader other) =>
        from pair in ((string Name, string Own, string Other)[])
        [
            ("version of PSNeuralNet", ModuleVersion, other.ModuleVersion),
            ("table", Data, other.Data),
            ("space", Space, other.Space),
            ("strategy", Strategy, other.Strategy),
            ("folds", Folds, other.Folds),
            ("metric", Metric, other.Metric),
            ("preset", Preset, other.Preset),
            ("seed", Seed.ToString(CultureInfo.InvariantCulture), other.Seed.ToString(CultureInfo.InvariantCulture)),
        ]
        where pair.Own != pair.Other
        select pair;
}
