namespace PSNeuralNet.Search;

/// <summary>Strategy of a hyperparameter search: the order in which settings are tried.</summary>
public enum SearchStrategy
{
    /// <summary>Grid: every combination of the candidates.</summary>
    Grid,

    /// <summary>Random search; numbers from a scrambled Sobol sequence (Owen 1998), which covers their ranges evenly. Source: J. Bergstra, Y. Bengio, JMLR 2012.</summary>
    Random,

    /// <summary>
    /// Successive halving in Hyperband's brackets: many settings for a few epochs, of which the best third goes on for three times as many, and so on. Source: L. Li et
    /// al., "Hyperband", JMLR 2018.
    /// </summary>
    Halving,

    /// <summary>Tree-structured Parzen estimator: settings that are likely among the best trials and unlikely among the others. Source: J. Bergstra et al., NeurIPS 2011; constants of Optuna.</summary>
    Tpe,
}
