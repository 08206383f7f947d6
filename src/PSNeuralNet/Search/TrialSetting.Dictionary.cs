using System.Collections;
using System.Collections.Specialized;

namespace PSNeuralNet.Search;

// PowerShell splats dictionaries of this kind only: a read-only one.
public sealed partial class TrialSetting : IDictionary
{
    /// <inheritdoc/>
    bool IDictionary.IsFixedSize => true;

    /// <inheritdoc/>
    bool IDictionary.IsReadOnly => true;

    /// <inheritdoc/>
    ICollection IDictionary.Keys => Array.ConvertAll(_values, pair => pair.Key);

    /// <inheritdoc/>
    ICollection IDictionary.Values => Array.ConvertAll(_values, pair => pair.Value);

    /// <inheritdoc/>
    bool ICollection.IsSynchronized => false;

    /// <inheritdoc/>
    object ICollection.SyncRoot => _values;

    /// <inheritdoc/>
    object? IDictionary.this[object key]
    {
        get => key is string name && TryGetValue(name, out object? value) ? value : null;
        set => throw new NotSupportedException("The settings of a trial do not change.");
    }

    /// <inheritdoc/>
    bool IDictionary.Contains(object key) => key is string name && ContainsKey(name);

    /// <inheritdoc/>
    IDictionaryEnumerator IDictionary.GetEnumerator()
    {
        var ordered = new OrderedDictionary();
        foreach ((string name, object? value) in _values)
        {
            ordered.Add(name, value);
        }

        return ordered.GetEnumerator();
    }

    /// <inheritdoc/>
    void ICollection.CopyTo(Array array, int index)
    {
        foreach ((string name, object? value) in _values)
        {
            array.SetValue(new DictionaryEntry(name, value), index++);
        }
    }

    /// <inheritdoc/>
    void IDictionary.Add(object key, object? value) => throw new NotSupportedException("The settings of a trial do not change.");

    /// <inheritdoc/>
    void IDictionary.Clear() => throw new NotSupportedException("The settings of a trial do not change.");

    /// <inheritdoc/>
    void IDictionary.Remove(object key) => throw new NotSupportedException("The settings of a trial do not change.");
}
