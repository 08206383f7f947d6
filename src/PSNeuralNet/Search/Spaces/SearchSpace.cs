using PSNeuralNet.Data;
using PSNeuralNet.Training;

namespace PSNeuralNet.Search;

/// <summary>Search space: the settings of a training that a hyperparameter search tries, each with candidates or a range, in the order given.</summary>
public sealed class SearchSpace
{
    private SearchSpace(SearchParameter[] parameters)
    {
        Parameter = Array.AsReadOnly(parameters);
    }

    /// <summary>The names of all settings that can be searched.</summary>
    public static IReadOnlyList<string> SettingName { get; } = [.. SearchSetting.All.Select(setting => setting.Name)];

    /// <summary>The names that a setting can have, such as those of optimizers; none for numbers.</summary>
    /// <param name="setting">The setting.</param>
    public static IReadOnlyList<string> NamesOf(string setting) =>
        SearchSetting.All.FirstOrDefault(one => one.Name.Equals(setting, StringComparison.OrdinalIgnoreCase)) is { Element.IsEnum: true } known ? known.Element.GetEnumNames() : [];

    /// <summary>The place of a setting among all, whatever its case, or by an alias; after all others for a name that is none.</summary>
    /// <param name="name">The name.</param>
    public static int OrderOf(string name) => SearchSetting.IndexOf(name);

    /// <summary>The parameters.</summary>
    public IReadOnlyList<SearchParameter> Parameter { get; }

    /// <summary>
    /// Reads a search space. A value is a candidate, an array of candidates, or the text of a range: "low..high", or "low..high log" for one whose logarithm is searched evenly; both ends are
    /// included. A text such as "64,32" is one candidate with two layers; "none" and an empty array are no hidden layers.
    /// </summary>
    /// <param name="values">Values by the parameters of Invoke-NetworkTraining, whatever their case.</param>
    /// <exception cref="NetworkException">There is no parameter, one is unknown or given twice, or a value is not usable.</exception>
    public static SearchSpace Of(IEnumerable<KeyValuePair<string, object?>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var parameters = new List<SearchParameter>();
        var names = new Dictionary<string, string>();
        foreach ((string name, object? value) in values)
        {
            var setting = SearchSetting.Of(name);
            if (!names.TryAdd(setting.Name, name))
            {
                throw SpaceErrors.SearchParameterRepeated(name, names[setting.Name]);
            }

            parameters.Add(CandidateReader.Read(setting, value));
        }

        return parameters.Count > 0 ? new SearchSpace([.. parameters]) : throw SpaceErrors.SpaceEmpty();
    }

    /// <summary>A space from its text, as journals have it; null where it cannot be read.</summary>
    internal static SearchSpace? Parse(string text)
    {
        try
        {
            return Of(TrialSetting.Parts(text).Select(part => KeyValuePair.Create<string, object?>(part[0], part[1].Contains("..", StringComparison.Ordinal) ? part[1] : part[1].Split('|'))));
        }
        catch (NetworkException)
        {
            // Class weights by label, for instance: charts then make the space of the trials.
            return null;
        }
    }

    /// <inheritdoc cref="TableSpace.Of"/>
    public static SearchSpace ForTable(Dataset dataset) => TableSpace.Of(dataset);

    /// <summary>The space as text, the same for the same space: "LearningRate=0.0001..1 log; HiddenSize=8|32|64,32".</summary>
    public override string ToString() => string.Join("; ", Parameter);

    /// <summary>The settings of a trial: the values of the parameters that have an effect beside the others.</summary>
    /// <param name="values">A value for each parameter.</param>
    /// <param name="defaultOptimizer">The optimizer of trials that have none.</param>
    internal TrialSetting SettingOf(IReadOnlyList<object?> values, Optimizer defaultOptimizer)
    {
        var all = new Dictionary<string, object?>();
        for (int i = 0; i < values.Count; i++)
        {
            all.Add(Parameter[i].Name, values[i]);
        }

        return new TrialSetting(Parameter.Select(parameter => KeyValuePair.Create(parameter.Name, all[parameter.Name])).Where(pair => SearchSetting.IsActive(pair.Key, all, defaultOptimizer)));
    }

    /// <summary>Parameters that no trial has, since the optimizer, the schedule, the loss or the network of every trial has no use for them.</summary>
    /// <param name="defaultOptimizer">The optimizer of trials that have none.</param>
    internal IReadOnlyList<string> WithoutEffect(Optimizer defaultOptimizer)
    {
        IEnumerable<Dictionary<string, object?>> choices = [[]];
        foreach (SearchParameter parameter in Parameter.Where(parameter => SearchSetting.Deciding.Contains(parameter.Name) && !parameter.IsRange))
        {
            choices = [.. choices.SelectMany(choice => parameter.Candidate.Select(candidate => new Dictionary<string, object?>(choice) { [parameter.Name] = candidate }))];
        }

        return [.. Parameter.Select(parameter => parameter.Name).Where(name => !choices.Any(choice => SearchSetting.IsActive(name, choice, defaultOptimizer)))];
    }
}
