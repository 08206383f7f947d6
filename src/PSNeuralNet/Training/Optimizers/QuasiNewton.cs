using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.Optimization;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Training;

/// <summary>
/// Limited-memory BFGS (D. Liu, J. Nocedal, 1989), by MathNet's minimizer: each epoch is one search along a line, which goes
/// over all samples a few times.
/// </summary>
/// <remarks>
/// What the minimizer remembers is its own. To go on with a training, the earlier epochs are run again, which gives the same bits;
/// for the small data that this method is for, that takes little.
/// </remarks>
internal sealed class QuasiNewton(CostGradient cost, SampleBlocks blocks, double[] initial, CancellationToken cancellation)
{
    // As many steps as the minimizer remembers: SciPy's number.
    private const int Memory = 10;
    private const double GradientTolerance = 1e-6;
    private const double ParameterTolerance = 1e-10;
    private const double ProgressTolerance = 1e-15;
    private const double FlatTolerance = 1e-4;

    private readonly AlignedBuffer _values = new(initial, isApart: true);
    private Func<int, double, ReadOnlySpan<double>, bool> _onEpoch = (_, _, _) => true;
    private int _limit;
    private int _epoch;
    private double? _costAtStart;
    private Vector<double>? _point;
    private StopReason _reason;

    /// <summary>Goes down.</summary>
    /// <param name="limit">The most epochs.</param>
    /// <param name="onEpoch">Told after each epoch: its number, the cost before its step, the values after it. Says whether to go on.</param>
    public StopReason Run(int limit, Func<int, double, ReadOnlySpan<double>, bool> onEpoch)
    {
        _onEpoch = onEpoch;
        _limit = limit;
        Vector<double> point = DenseVector.OfArray(initial);
        double? tolerance = null;
        try
        {
            while (true)
            {
                int epochsBefore = _epoch;
                var start = new Objective(this);
                try
                {
                    // The minimizer compares the gradient with the cost; of targets that are millions, that is large only at first.
                    tolerance ??= GradientTolerance / Math.Max(1, Evaluate(point, out _));
                    var minimizer = new LimitedMemoryBfgsMinimizer(tolerance.Value, ParameterTolerance, ProgressTolerance, Memory, int.MaxValue);
                    var end = (Objective)minimizer.FindMinimum(start, point).FunctionInfoAtMinimum;
                    _costAtStart ??= end.Value;
                    EndEpoch(end.Point);
                    return IsFlat(end) ? StopReason.Converged : StopReason.Stalled;
                }
                catch (OptimizationException)
                {
                    if (_epoch == epochsBefore)
                    {
                        // Not even straight down is there a lower cost that could be told from this one.
                        return !double.IsFinite(start.Value) ? StopReason.Diverged : IsFlat(start) ? StopReason.Converged : StopReason.Stalled;
                    }

                    // What it remembers has led it astray: from where it is, it starts to remember anew.
                    point = _point!;
                    _costAtStart = null;
                }
            }
        }
        catch (OperationCanceledException)
        {
            return cancellation.IsCancellationRequested ? StopReason.Canceled : _reason;
        }
    }

    /// <summary>Whether the gradient is as good as 0: small beside the cost and the parameters.</summary>
    private static bool IsFlat(Objective at)
    {
        double scale = Math.Max(1, Math.Abs(at.Value));
        return at.Gradient.Zip(at.Point, (slope, value) => Math.Abs(slope) * Math.Max(1, Math.Abs(value)) / scale).Max() < FlatTolerance;
    }

    private double Evaluate(Vector<double> point, out Vector<double> gradient)
    {
        point.AsArray().CopyTo(_values.Span);
        double value = cost.Evaluate(_values, blocks, 0, cancellation);
        gradient = DenseVector.OfArray(cost.Gradient.ToArray());
        return value;
    }

    /// <summary>A search begins at a point: the one before has ended there.</summary>
    private void BeginSearch(Objective from)
    {
        if (_costAtStart is not null)
        {
            bool goesOn = EndEpoch(from.Point);
            if (!goesOn || _epoch == _limit)
            {
                _reason = goesOn ? StopReason.Completed : StopReason.EarlyStopped;
                throw new OperationCanceledException();
            }
        }

        _costAtStart = from.Value;
    }

    private bool EndEpoch(Vector<double> point)
    {
        _point = point;
        return _onEpoch(_epoch++, _costAtStart!.Value, point.AsArray());
    }

    private sealed class Objective(QuasiNewton owner) : IObjectiveFunction
    {
        public Vector<double> Point { get; private set; } = null!;

        public double Value { get; private set; } = double.NaN;

        public Vector<double> Gradient { get; private set; } = null!;

        public bool IsGradientSupported => true;

        public bool IsHessianSupported => false;

        public Matrix<double> Hessian => throw new NotSupportedException();

        public void EvaluateAt(Vector<double> point)
        {
            Point = point.Clone();
            Value = owner.Evaluate(point, out Vector<double> gradient);
            Gradient = gradient;
        }

        // The line search asks for one to try points with, once.
        public IObjectiveFunction CreateNew()
        {
            owner.BeginSearch(this);
            return new Objective(owner);
        }

        public IObjectiveFunction Fork()
        {
            return new Objective(owner) { Point = Point, Value = Value, Gradient = Gradient };
        }
    }
}
