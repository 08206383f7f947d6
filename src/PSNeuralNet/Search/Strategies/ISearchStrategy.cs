namespace PSNeuralNet.Search;

/// <summary>
/// Source of the trials of a search. Decisions depend on whole batches or rungs only, so the trials are the same in any order of arrival of their scores.
/// </summary>
internal interface ISearchStrategy
{
    /// <summary>Number of plans in all, for the progress; null where it is not known.</summary>
    int? PlanCount { get; }

    /// <summary>Plans that may start now; none while others have to be finished first, and none when the search is over.</summary>
    /// <param name="finished">The plans that were finished since the last call, in any order; none at the first call.</param>
    IReadOnlyList<TrialPlan> Next(IReadOnlyList<TrialScore> finished);

    /// <summary>True for a trial that may go on from where its last plan stopped, so that its state is needed.</summary>
    /// <param name="trial">The number of the trial.</param>
    bool MayGoOn(int trial) => false;
}

/// <summary>A trial to be run, or, for Halving, to go on for more epochs.</summary>
/// <param name="Trial">The number of the trial, from 0. Its seeds come from it.</param>
/// <param name="Setting">The settings.</param>
/// <param name="Rung">The rung of Halving, from 0; 0 for other strategies. A plan of rung 1 or more goes on from where the rung before stopped.</param>
/// <param name="Share">The share of the training's epochs after which it stops: 1 for all of them.</param>
internal sealed record TrialPlan(int Trial, TrialSetting Setting, int Rung = 0, double Share = 1);

/// <summary>The score of a finished plan.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Value">The score, the higher the better (losses with their sign changed); NaN where the trial failed.</param>
internal readonly record struct TrialScore(TrialPlan Plan, double Value);
