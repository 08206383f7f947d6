using PSNeuralNet.Training;

namespace PSNeuralNet.Search;

// Settings as users give them.
public sealed partial class TrialSetting
{
    /// <summary>The preset; null for that of the data.</summary>
    internal Preset? Preset => this.GetValueOrDefault(nameof(Preset)) as Preset?;

    /// <summary>
    /// Reads settings: values by the parameters of Invoke-NetworkTraining, whatever their case, and Preset. The value of HiddenSize, Activation and Dropout is a list, one for each layer, or its text, such as "64,32".
    /// </summary>
    /// <param name="values">The values.</param>
    /// <returns>The settings in the order of <see cref="SearchSpace.SettingName"/>, the preset last.</returns>
    /// <exception cref="NetworkException">A parameter is unknown or given twice, or a value is not usable.</exception>
    public static TrialSetting Of(IEnumerable<KeyValuePair<string, object?>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var read = new Dictionary<string, object?>(StringComparer.Ordinal);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, object? value) in values)
        {
            SearchSetting? setting = name.Equals(nameof(Preset), StringComparison.OrdinalIgnoreCase) ? null : SearchSetting.Of(name);
            string known = setting?.Name ?? nameof(Preset);
            if (!names.TryAdd(known, name))
            {
                throw SpaceErrors.SearchParameterRepeated(name, names[known]);
            }

            read.Add(known, CandidateReader.ReadValue(setting ?? SearchSetting.OfPreset, value));
        }

        return new TrialSetting(SearchSpace.SettingName.Append(nameof(Preset)).Where(read.ContainsKey).Select(name => KeyValuePair.Create(name, read[name])));
    }
}
