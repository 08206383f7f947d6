using System.Collections.ObjectModel;

namespace PSNeuralNet.Data;

/// <summary>A read-only list whose text is that of its items, as a cell of a CSV file: "nvme (12); sas (1)".</summary>
/// <typeparam name="T">The items.</typeparam>
/// <param name="items">The items.</param>
internal sealed class TextList<T>(IList<T> items) : ReadOnlyCollection<T>(items)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", this.Select(item => Convert.ToString(item, CultureInfo.InvariantCulture)));
}
