namespace PSNeuralNet.Charts;

/// <summary>
/// A long series of costs in little memory: of each stretch of epochs the lowest and the highest cost. When there are too many
/// stretches, each two become one. Costs that are no numbers are left out.
/// </summary>
internal sealed class CostStretches
{
    // As many as a wide terminal has columns of dots.
    private const int Most = 512;

    private readonly List<Stretch> _stretches = [];
    private int _length = 1;
    private int _count;

    /// <summary>Whether there is a cost that is a number.</summary>
    public bool HasAny => _stretches.Any(stretch => stretch.HasAny);

    /// <summary>The lowest cost of all, the first one of equals.</summary>
    public (int Epoch, double Cost)? Lowest { get; private set; }

    /// <summary>The costs that are kept, in order of their epochs.</summary>
    public IEnumerable<(int Epoch, double Cost)> Points => _stretches.Where(stretch => stretch.HasAny).SelectMany(stretch => stretch.Points());

    /// <summary>Takes what a growing list has got since the last time.</summary>
    public void Add(IReadOnlyList<double> costs)
    {
        for (; _count < costs.Count; _count++)
        {
            if (_count % _length == 0)
            {
                if (_stretches.Count == Most)
                {
                    Merge();
                }

                _stretches.Add(default);
            }

            double cost = costs[_count];
            if (double.IsFinite(cost))
            {
                _stretches[^1] = _stretches[^1].With((_count, cost));
                Lowest = Lowest is { } lowest && lowest.Cost <= cost ? Lowest : (_count, cost);
            }
        }
    }

    private void Merge()
    {
        for (int i = 0; i < Most / 2; i++)
        {
            _stretches[i] = _stretches[2 * i].With(_stretches[(2 * i) + 1]);
        }

        _stretches.RemoveRange(Most / 2, Most - (Most / 2));
        _length *= 2;
    }

    private readonly record struct Stretch(bool HasAny, (int Epoch, double Cost) Low, (int Epoch, double Cost) High)
    {
        public Stretch With((int Epoch, double Cost) point)
        {
            return !HasAny ? new Stretch(true, point, point) : new Stretch(true, point.Cost < Low.Cost ? point : Low, point.Cost > High.Cost ? point : High);
        }

        public Stretch With(Stretch next)
        {
            return next.HasAny ? With(next.Low).With(next.High) : this;
        }

        public IEnumerable<(int Epoch, double Cost)> Points()
        {
            return Low.Epoch == High.Epoch ? [Low] : Low.Epoch < High.Epoch ? [Low, High] : [High, Low];
        }
    }
}
