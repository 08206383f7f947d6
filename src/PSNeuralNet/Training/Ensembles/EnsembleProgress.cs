using System.Diagnostics;

namespace PSNeuralNet.Training;

/// <summary>
/// Progress of an ensemble: the mean over its networks. They report on their own threads; the receiver is called on the thread of the
/// caller, five times a second at most.
/// </summary>
/// <param name="count">The number of networks.</param>
/// <param name="end">The number of epochs of each.</param>
/// <param name="progress">The receiver.</param>
internal sealed class EnsembleProgress(int count, int end, IProgress<TrainingProgress> progress)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Lock _lock = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly MeanSeries _cost = new(count);
    private readonly MeanSeries _validationCost = new(count);
    private readonly int[] _epoch = new int[count];
    private readonly double[] _newest = [.. Enumerable.Repeat(double.NaN, count)];
    private double _rate;
    private TimeSpan _due = Interval;

    /// <summary>The receiver of a network's progress.</summary>
    public IProgress<TrainingProgress> Of(int member) => new Receiver(this, member);

    /// <summary>Completes the progress of a network whose training is over.</summary>
    public void Finish(int member, HistoryState history)
    {
        lock (_lock)
        {
            Add(member, (history.Cost, history.ValidationCost));
            _epoch[member] = end;
        }
    }

    /// <summary>Reports the progress of all networks, if a report is due. To be called on the thread of the caller.</summary>
    public void Report()
    {
        if (_clock.Elapsed < _due)
        {
            return;
        }

        TrainingProgress value;
        lock (_lock)
        {
            long done = _epoch.Sum(epoch => (long)epoch), all = (long)count * end;
            double[] newest = [.. _newest.Where(cost => !double.IsNaN(cost))];
            if (newest.Length == 0)
            {
                return;
            }

            value = new TrainingProgress((int)(done / count), end, newest.Average(), _clock.Elapsed / Math.Max(1, done) * (all - done))
            {
                LearningRate = _rate,
                CostHistory = _cost.Means,
                ValidationCostHistory = _validationCost.Means,
            };
        }

        progress.Report(value);
        _due = _clock.Elapsed + Interval;
    }

    private void Add(int member, (IReadOnlyList<double> Cost, IReadOnlyList<double> Validation) history)
    {
        _cost.Add(member, history.Cost);
        _validationCost.Add(member, history.Validation);
        _epoch[member] = history.Cost.Count;
        _newest[member] = history.Cost.Count == 0 ? double.NaN : history.Cost[^1];
    }

    private sealed class Receiver(EnsembleProgress owner, int member) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            lock (owner._lock)
            {
                owner.Add(member, (value.CostHistory, value.ValidationCostHistory));
                owner._rate = value.LearningRate;
            }
        }
    }

    /// <summary>Means of series that grow, each over those that have come so far.</summary>
    private sealed class MeanSeries(int count)
    {
        private readonly int[] _taken = new int[count];
        private readonly List<(double Sum, int Count)> _sums = [];

        /// <summary>The means so far, a copy.</summary>
        public double[] Means => [.. _sums.Select(one => one.Sum / one.Count)];

        /// <summary>Takes what a series has had since the last time.</summary>
        public void Add(int series, IReadOnlyList<double> values)
        {
            for (; _taken[series] < values.Count; _taken[series]++)
            {
                int i = _taken[series];
                if (i == _sums.Count)
                {
                    _sums.Add((values[i], 1));
                }
                else
                {
                    _sums[i] = (_sums[i].Sum + values[i], _sums[i].Count + 1);
                }
            }
        }
    }
}
