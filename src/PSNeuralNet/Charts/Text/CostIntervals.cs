namespace PSNeuralNet.Charts;

/// <summary>
/// A long series of costs in constant memory: the lowest and the highest cost of each interval of epochs. When there are too many intervals,
/// neighbors are merged. Costs that are not finite are left out.
/// </summary>
internal sealed class CostIntervals
{
    // About the columns of dots of a wide terminal.
    private const int Maximum = 512;

    private readonly List<Interval> _intervals = [];
    private int _length = 1;
    private int _count;

    /// <summary>True if there is a finite cost.</summary>
    public bool HasAny => _intervals.Any(interval => interval.HasAny);

    /// <summary>The lowest cost; the first one in a tie.</summary>
    public (int Epoch, double Cost)? Lowest { get; private set; }

    /// <summary>The costs that are kept, by epoch.</summary>
    public IEnumerable<(int Epoch, double Cost)> Points => _intervals.Where(interval => interval.HasAny).SelectMany(interval => interval.Points());

    /// <summary>Adds the items of a growing list since the last call.</summary>
    public void Add(IReadOnlyList<double> costs)
    {
        for (; _count < costs.Count; _count++)
        {
            if (_count % _length == 0)
            {
                if (_intervals.Count == Maximum)
                {
                    Merge();
                }

                _intervals.Add(default);
            }

            double cost = costs[_count];
            if (double.IsFinite(cost))
            {
                _intervals[^1] = _intervals[^1].With((_count, cost));
                Lowest = Lowest is { } lowest && lowest.Cost <= cost ? Lowest : (_count, cost);
            }
        }
    }

    private void Merge()
    {
        for (int i = 0; i < Maximum / 2; i++)
        {
            _intervals[i] = _intervals[2 * i].With(_intervals[(2 * i) + 1]);
        }

        _intervals.RemoveRange(Maximum / 2, Maximum - (Maximum / 2));
        _length *= 2;
    }

    private readonly record struct Interval(bool HasAny, (int Epoch, double Cost) Low, (int Epoch, double Cost) High)
    {
        public Interval With((int Epoch, double Cost) point) =>
            !HasAny ? new Interval(true, point, point) : new Interval(true, point.Cost < Low.Cost ? point : Low, point.Cost > High.Cost ? point : High);

        public Interval With(Interval next) => next.HasAny ? With(next.Low).With(next.High) : this;

        public IEnumerable<(int Epoch, double Cost)> Points() =>
            Low.Epoch == High.Epoch ? [Low] : Low.Epoch < High.Epoch ? [Low, High] : [High, Low];
    }
}
