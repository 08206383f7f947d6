using System.Collections;
using System.Diagnostics.CodeAnalysis;
using PSNeuralNet.Training;

namespace PSNeuralNet.Search;

#pragma warning disable CA1710 // A setting to its users, that is a dictionary to PowerShell.

/// <summary>Settings of one trial by the parameters of Invoke-NetworkTraining, in the order of the search space. It makes one column of a CSV file by its text.</summary>
public sealed partial class TrialSetting : IReadOnlyDictionary<string, object?>, IEquatable<TrialSetting>
{
    private readonly KeyValuePair<string, object?>[] _values;

    /// <summary>Creates settings.</summary>
    /// <param name="values">
    /// The values by parameter, of the types of <see cref="TrainingOptions"/>; HiddenSize as a list of int, Activation as a list of activations, Initialization, Loss and Delta as they are.
    /// </param>
    internal TrialSetting(IEnumerable<KeyValuePair<string, object?>> values)
    {
        _values = [.. values];
    }

    // Between settings; labels of class weights may have semicolons, too.
    private static System.Text.RegularExpressions.Regex Boundary => field ??= new($"; (?=(?:{string.Join('|', SearchSpace.SettingName)})=)");

    /// <summary>Settings without a value: the defaults.</summary>
    public static TrialSetting Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _values.Length;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _values.Select(pair => pair.Key);

    /// <inheritdoc/>
    public IEnumerable<object?> Values => _values.Select(pair => pair.Value);

    /// <inheritdoc/>
    public object? this[string key] => TryGetValue(key, out object? value) ? value : throw new KeyNotFoundException($"No such setting: {key}.");

    /// <inheritdoc/>
    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        int index = Array.FindIndex(_values, pair => string.Equals(pair.Key, key, StringComparison.OrdinalIgnoreCase));
        value = index < 0 ? null : _values[index].Value;
        return index >= 0;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, object?>>)_values).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => _values.GetEnumerator();

    /// <summary>The same settings with another one, last.</summary>
    internal TrialSetting With(string name, object? value) => new(_values.Append(KeyValuePair.Create(name, value)));

    /// <inheritdoc/>
    public bool Equals(TrialSetting? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TrialSetting);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    /// <summary>The settings as text: "LearningRate=0.1; HiddenSize=64,32"; "defaults" without any.</summary>
    public override string ToString() => _values.Length == 0 ? "defaults" : string.Join("; ", _values.Select(pair => $"{pair.Key}={TextOf(pair.Value)}"));

    /// <summary>Settings from their text. A value that cannot be read stays text; labels of class weights are texts, which classes are found by, too.</summary>
    internal static TrialSetting Parse(string text)
    {
        return new TrialSetting(Parts(text).Select(Value));

        static KeyValuePair<string, object?> Value(string[] pair)
        {
            try
            {
                return KeyValuePair.Create(pair[0], SearchSpace.Of([KeyValuePair.Create(pair[0], (object?)pair[1])]).Parameter[0].Candidate[0]);
            }
            catch (NetworkException)
            {
                return KeyValuePair.Create<string, object?>(pair[0], pair[0] == nameof(TrainingOptions.ClassWeight) ? (object?)WeightingOf(pair[1]) ?? pair[1] : pair[1]);
            }
        }
    }

    /// <summary>Names and values of the text of settings, or of a space.</summary>
    internal static IEnumerable<string[]> Parts(string text) => Boundary.Split(text).Where(part => part.Contains('=', StringComparison.Ordinal)).Select(part => part.Split('=', 2));

    /// <summary>Class weights from "failed=10, ok=1"; null for another text.</summary>
    private static ClassWeighting? WeightingOf(string text)
    {
        var weights = new List<KeyValuePair<object, double>>();
        foreach (string part in text.Split(", "))
        {
            int end = part.LastIndexOf('=');
            if (end < 0 || !double.TryParse(part[(end + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out double weight))
            {
                return null;
            }

            weights.Add(KeyValuePair.Create((object)part[..end], weight));
        }

        return ClassWeighting.Of(weights);
    }

    /// <summary>A value as text without regard to culture: "64,32", "0.1", "none".</summary>
    public static string TextOf(object? value) =>
        value is IEnumerable several and not string and not IEnumerable<double>
            ? string.Join(',', several.Cast<object>().Select(one => Convert.ToString(one, CultureInfo.InvariantCulture))) is { Length: > 0 } text ? text : "none"
            : TrainingSetting.Text(value, ",");
}
