using static PSNeuralNet.Failure;

namespace PSNeuralNet.Search;

/// <summary>Errors about search spaces. The method is named after the error's id.</summary>
internal static class SpaceErrors
{
    public static NetworkException SpaceEmpty() => InvalidArgument(
        $"The search space is empty: there is no parameter to search. Give candidates, such as -LearningRate 0.03, 0.1, or -Space @{{ LearningRate = '1e-4..1 log' }}.", null);

    public static NetworkException SearchParameterUnknown(string name) => InvalidArgument(
        $"Training has no parameter '{name}' that can be searched or set for a trial. The nearest name is '{NearestName.Of(name, SearchSetting.All.Select(setting => setting.Name))}'; there are {string.Join(", ", SearchSetting.All.Select(setting => setting.Name))}.", name);

    public static NetworkException SearchParameterReserved(string name, string reason) => InvalidArgument(
        $"{name} cannot be searched or set for a trial: {reason}. Leave it out.", name);

    public static NetworkException SearchParameterRepeated(string name, string first) => InvalidArgument(
        $"{name} is given more than once: {(name == first ? "there is another one" : $"'{first}' is another name of it")}. Give all its values in one place.", name);

    public static NetworkException CandidateMissing(string name) => InvalidArgument(
        $"{name} has no candidates. Give one or more, separated by commas, or leave it out of the space.", name);

    public static NetworkException CandidateInvalid(string name, object? value, string wanted) => InvalidArgument(
        $"The candidate '{(value is null ? "$null" : DisplayText.Clean(Convert.ToString(value, CultureInfo.InvariantCulture)))}' of {name} cannot be read: it has to be {wanted}.", value);

    public static NetworkException RangeInvalid(string name, string text, string reason) => InvalidArgument(
        $"'{DisplayText.Clean(text)}' is no range of {name}: {reason}. A range is 'low..high', such as '0.01..1', or 'low..high log' for the logarithm.", text);

    public static NetworkException RangeLogInvalid(string name, string text, double low) => InvalidArgument(
        $"The range '{DisplayText.Clean(text)}' of {name} cannot be logarithmic: it begins at {low}, and only positive numbers have a logarithm. Begin above 0, or leave out 'log'.", text);

    public static NetworkException RangeWithoutNumbers(string name, string text, string wanted) => InvalidArgument(
        $"{name} cannot have the range '{DisplayText.Clean(text)}': its values are no numbers, but {wanted}. List the candidates.", text);

    public static NetworkException GridRangeInvalid(SearchParameter parameter) => InvalidArgument(
        $"A grid needs candidates, but {parameter.Name} has the range {parameter.RangeText}. List candidates, such as -{parameter.Name} {TrialSetting.TextOf(parameter.ValueAt(0.25))}, {TrialSetting.TextOf(parameter.ValueAt(0.75))}, or choose another strategy: Random, Halving or Tpe.", parameter.Name);

    public static NetworkException GridTooLarge(double count, int maximum) => LimitsExceeded(
        $"The grid has {count:0} combinations; there may be up to {maximum}. Give fewer candidates, or take the strategy Random, which tries so many of them as you say.", count);
}
