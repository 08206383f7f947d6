using PSNeuralNet.Training;
namespace PSNeuralNet.Search;
internal static class SearchStrategies { public static ISearchStrategy Create(SearchStrategy s, SearchSpace p, int? c, long seed, Optimizer o, IReadOnlyList<TrialSetting> i) => throw new NotSupportedException(); }
