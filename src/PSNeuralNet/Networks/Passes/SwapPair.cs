namespace PSNeuralNet.Networks;

/// <summary>
/// A sample and a background sample that differ in some parts, each of one or more features that are swapped together, and the coalitions of parts to be predicted: the sample's
/// features in the parts of the coalition, those of the background sample elsewhere. Reused.
/// </summary>
internal sealed class SwapPair
{
    private readonly List<int> _start = [];
    private readonly List<int> _feature = [];

    /// <summary>The background sample.</summary>
    public int Background { get; private set; }

    /// <summary>Number of parts.</summary>
    public int Count => _start.Count;

    /// <summary>True to predict all coalitions, false those along <see cref="Order"/>.</summary>
    public bool IsComplete { get; set; }

    /// <summary>Permutations of the parts, one after the other, each of which is walked forward and backward.</summary>
    public List<int> Order { get; } = [];

    /// <summary>The number of coalitions to be predicted: neither the empty nor the full one.</summary>
    public int CoalitionCount => Count < 2 ? 0 : IsComplete ? (1 << Count) - 2 : 2 * (Order.Count / Count) * (Count - 1);

    /// <summary>Removes the parts.</summary>
    public void Begin(int background)
    {
        Background = background;
        _start.Clear();
        _feature.Clear();
        Order.Clear();
        IsComplete = false;
    }

    /// <summary>Begins a part.</summary>
    public void BeginPart() => _start.Add(_feature.Count);

    /// <summary>Adds a feature to the last part.</summary>
    public void Add(int feature) => _feature.Add(feature);

    /// <summary>The features of a part.</summary>
    public ReadOnlySpan<int> FeaturesOf(int part)
    {
        int first = _start[part], end = part == _start.Count - 1 ? _feature.Count : _start[part + 1];
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_feature)[first..end];
    }
}
