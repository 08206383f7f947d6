namespace PSNeuralNet.Search;

/// <summary>The first line of a journal: what has to be equal for a search to go on with it.</summary>
/// <param name="ModuleVersion">The version of this module.</param>
/// <param name="Data">The digest of the samples.</param>
/// <param name="Seed">The seed of the search.</param>
/// <param name="Folds">The folds, as text: "5 folds".</param>
/// <param name="FoldCount">The number of trainings of a trial.</param>
/// <param name="FoldDigest">The digest of the samples of each fold, which groups and times decide about, too.</param>
/// <param name="Space">The search space, as text.</param>
/// <param name="Strategy">The strategy; for Halving with the number of trials, which its brackets depend on.</param>
/// <param name="Metric">The metric of the score.</param>
/// <param name="Preset">The defaults of other settings.</param>
/// <param name="ShowsPreset">True where trials have the preset among their settings.</param>
internal sealed record JournalHeader(string ModuleVersion, string Data, long Seed, string Folds, int FoldCount, string FoldDigest, string Space, string Strategy, string Metric, string Preset, bool ShowsPreset)
{
    /// <summary>Differences from another header, the causes before their effects: name, value of this one, value of the other.</summary>
    public IEnumerable<(string Name, string Own, string Other)> DifferencesFrom(JournalHeader other) =>
        from pair in ((string Name, string Own, string Other)[])
        [
            ("version of PSNeuralNet", ModuleVersion, other.ModuleVersion),
            ("table", Data, other.Data),
            ("seed", Seed.ToString(CultureInfo.InvariantCulture), other.Seed.ToString(CultureInfo.InvariantCulture)),
            ("folds", Folds, other.Folds),
            ("digest of the folds", FoldDigest, other.FoldDigest),
            ("space", Space, other.Space),
            ("strategy", Strategy, other.Strategy),
            ("metric", Metric, other.Metric),
            ("preset", Preset, other.Preset),
        ]
        where pair.Own != pair.Other
        select pair;
}
