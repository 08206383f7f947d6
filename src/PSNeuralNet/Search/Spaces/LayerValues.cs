using System.Collections.ObjectModel;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Search;

/// <summary>Values of a setting, one for each layer or one for all: units, activations or dropout rates. As text "64,32"; "none" for none.</summary>
/// <typeparam name="T">The type of a value.</typeparam>
public sealed class LayerValues<T> : ReadOnlyCollection<T>
{
    internal LayerValues(IList<T> values)
        : base(values)
    {
    }

    /// <summary>The values, separated by commas.</summary>
    public override string ToString() => TrialSetting.TextOf(this);
}

/// <summary>Creates lists of values by layer.</summary>
internal static class LayerValues
{
    /// <summary>A list of whole numbers, numbers or activations.</summary>
    /// <param name="element">The type of a value.</param>
    /// <param name="values">The values, of that type.</param>
    public static object Of(Type element, params object[] values) =>
        element == typeof(int) ? new LayerValues<int>(Array.ConvertAll(values, value => (int)value))
            : element == typeof(double) ? new LayerValues<double>(Array.ConvertAll(values, value => (double)value))
            : new LayerValues<Activation>(Array.ConvertAll(values, value => (Activation)value));
}
