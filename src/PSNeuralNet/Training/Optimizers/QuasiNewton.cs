using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.Optimization;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Training;

/// <summary>
/// Limited-memory BFGS, L-BFGS (D. Liu, J. Nocedal, 1989), by MathNet's minimizer: each epoch is one line search, which evaluates the cost of
/// all samples a few times.
/// </summary>
/// <remarks>
/// The state of the minimizer is private to MathNet. To resume a training, its epochs are repeated, which gives the same bits; on the small
/// data that this method is for, that takes little time.
/// </remarks>
internal sealed class QuasiNewton(CostGradient<double> cost, SampleBlocks<double> blocks, double[] initial, CancellationToken cancellation)
{
    // The number of steps that the curvature is estimated from, as in SciPy.
    private const int Memory = 10;
    private const double GradientTolerance = 1e-6;
    private const double ParameterTolerance = 1e-10;
    private const double ProgressTolerance = 1e-15;
    private const double FlatTolerance = 1e-4;

    private readonly AlignedBuffer<double> _values = new(initial, isApart: true);
    private Func<int, double, ReadOnlySpan<double>, bool> _onEpoch = (_, _, _) => true;
    private int _limit;
    private int _epoch;
    private double? _costAtStart;
    private Vector<double>? _point;
    private StopReason _reason;

    /// <summary>Minimizes the cost.</summary>
    /// <param name="limit">The maximum number of epochs.</param>
    /// <param name="onEpoch">Called after each epoch with its number, the cost before its step and the values after it; returns false to stop.</param>
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
                    // The minimizer compares the gradient with the cost, which for targets in the millions is large at first.
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
                        // No lower cost along the gradient that differs from this one in a double.
                        return !double.IsFinite(start.Value) ? StopReason.Diverged : IsFlat(start) ? StopReason.Converged : StopReason.Stalled;
                    }

                    // The line search failed with the estimated curvature: restart from this point without it.
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

    /// <summary>True when the gradient is almost 0, relative to the cost and the parameters.</summary>
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

    /// <summary>Begins a line search at a point, which ends the epoch before.</summary>
    private void BeginSearch(Objective from)
    {
        if (_costAtStart is not null)
        {
            bool continues = EndEpoch(from.Point);
            if (!continues || _epoch == _limit)
            {
                _reason = continues ? StopReason.Completed : StopReason.EarlyStopped;
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

        // Called once by each line search, for trial points.
        public IObjectiveFunction CreateNew()
        {
            owner.BeginSearch(this);
            return new Objective(owner);
        }

        public IObjectiveFunction Fork() => new Objective(owner) { Point = Point, Value = Value, Gradient = Gradient };
    }
}
