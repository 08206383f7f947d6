using PSNeuralNet.Numerics;

namespace PSNeuralNet.Training;

/// <summary>State of an optimizer between two steps.</summary>
/// <param name="Moments">The moments, such as velocity and mean square: arrays as long as the parameters.</param>
/// <param name="StepCount">The number of steps taken.</param>
internal sealed record OptimizerState(double[][] Moments, long StepCount)
{
    /// <summary>The state before the first step.</summary>
    public static OptimizerState Empty { get; } = new([], 0);
}

/// <summary>The formula of an optimizer for one value, written once for every vector width.</summary>
internal interface IUpdateFormula
{
    /// <summary>The number of moments of each parameter: 0 to 2.</summary>
    static abstract int MomentCount { get; }

    /// <summary>The new value, given its derivative; updates the moments.</summary>
    T Update<T>(T value, T gradient, ref T first, ref T second)
        where T : struct, ISimd<T>;
}

/// <summary>Update rule of an optimizer: its formula and its moments.</summary>
internal abstract class UpdateRule : IParallelWork
{
    // Values of one work item: enough to be worth a thread.
    private const int Portion = 8192;

    private int _length;

    /// <param name="momentCount">The number of moments of each parameter.</param>
    /// <param name="length">The number of parameters.</param>
    private protected UpdateRule(int momentCount, int length) =>
        Moments = [.. Enumerable.Range(0, momentCount).Select(_ => HugePages.NewArray(length))];

    /// <summary>Moments and step count; the arrays change with the next step.</summary>
    public OptimizerState State => new(Moments, StepCount);

    /// <summary>The moments: arrays as long as the parameters.</summary>
    protected double[][] Moments { get; }

    /// <summary>The number of steps taken.</summary>
    protected long StepCount { get; private set; }

    /// <summary>The parameters, during a step.</summary>
    protected unsafe double* Values { get; private set; }

    /// <summary>Their derivatives, during a step.</summary>
    protected unsafe double* Gradient { get; private set; }

    /// <summary>The update rule of the optimizer in the options, for so many parameters.</summary>
    /// <exception cref="ArgumentException">The optimizer is LBFGS, which has no update rule.</exception>
    public static UpdateRule Create(TrainingOptions options, int length) =>
        (OptimizerInfo.Of(options.Optimizer).CreateRule ?? throw new ArgumentException($"{options.Optimizer} has no update rule.", nameof(options)))(options, length);

    /// <summary>Continues from the state of an earlier training, which is copied.</summary>
    public void Restore(OptimizerState state)
    {
        for (int i = 0; i < Math.Min(state.Moments.Length, Moments.Length); i++)
        {
            state.Moments[i].CopyTo(Moments[i], 0);
        }

        StepCount = state.StepCount;
    }

    /// <summary>Updates the parameters in place.</summary>
    /// <param name="values">The parameters.</param>
    /// <param name="gradient">Their derivatives.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="workers">The threads that share the step; null for this one alone.</param>
    public unsafe void Step(Span<double> values, ReadOnlySpan<double> gradient, double rate, WorkerGroup? workers = null)
    {
        StepCount++;
        Begin(rate);
        _length = values.Length;
        fixed (double* v = values, g = gradient)
        {
            Values = v;
            Gradient = g;
            if (workers is null || _length <= Portion)
            {
                Apply(0, _length);
            }
            else
            {
                workers.Run(this, (_length + Portion - 1) / Portion);
            }
        }
    }

    /// <inheritdoc/>
    public void Run(int item, int worker) => Apply(item * Portion, Math.Min(Portion, _length - (item * Portion)));

    /// <summary>Prepares the constants of a step. <see cref="StepCount"/> is 1 at the first one.</summary>
    protected abstract void Begin(double rate);

    /// <summary>Applies the formula to some of the parameters.</summary>
    protected abstract void Apply(int start, int count);
}

/// <inheritdoc/>
/// <typeparam name="TFormula">The formula.</typeparam>
internal abstract unsafe class UpdateRule<TFormula>(int length) : UpdateRule(TFormula.MomentCount, length)
    where TFormula : struct, IUpdateFormula
{
    /// <summary>The formula with the constants of a step.</summary>
    protected TFormula Formula { get; set; }

    /// <inheritdoc/>
    protected override void Apply(int start, int count)
    {
        fixed (double* first = TFormula.MomentCount > 0 ? Moments[0] : null, second = TFormula.MomentCount > 1 ? Moments[1] : null)
        {
            if (Simd.Is512)
            {
                Apply<Simd512>(Formula, Values + start, Gradient + start, first + start, second + start, count);
            }
            else
            {
                Apply<Simd256>(Formula, Values + start, Gradient + start, first + start, second + start, count);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Apply<T>(TFormula formula, double* value, double* gradient, double* first, double* second, int count)
        where T : struct, ISimd<T>
    {
        int whole = count / T.Lanes * T.Lanes, rest = count - whole;
        for (int i = 0; i < whole; i += T.Lanes)
        {
            Update<T>(formula, value + i, gradient + i, first + i, second + i);
        }

        if (rest == 0)
        {
            return;
        }

        // The remainder goes through one more vector, padded with zeros.
        double* last = stackalloc double[4 * T.Lanes];
        new Span<double>(last, 4 * T.Lanes).Clear();
        double* lastGradient = last + T.Lanes, lastFirst = lastGradient + T.Lanes, lastSecond = lastFirst + T.Lanes;
        for (int i = 0; i < rest; i++)
        {
            last[i] = value[whole + i];
            lastGradient[i] = gradient[whole + i];
            lastFirst[i] = TFormula.MomentCount > 0 ? first[whole + i] : 0;
            lastSecond[i] = TFormula.MomentCount > 1 ? second[whole + i] : 0;
        }

        Update<T>(formula, last, lastGradient, lastFirst, lastSecond);
        for (int i = 0; i < rest; i++)
        {
            value[whole + i] = last[i];
            if (TFormula.MomentCount > 0)
            {
                first[whole + i] = lastFirst[i];
            }

            if (TFormula.MomentCount > 1)
            {
                second[whole + i] = lastSecond[i];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Update<T>(TFormula formula, double* value, double* gradient, double* first, double* second)
        where T : struct, ISimd<T>
    {
        T one = TFormula.MomentCount > 0 ? T.Load(first) : T.Zero;
        T two = TFormula.MomentCount > 1 ? T.Load(second) : T.Zero;
        formula.Update(T.Load(value), T.Load(gradient), ref one, ref two).Store(value);
        if (TFormula.MomentCount > 0)
        {
            one.Store(first);
        }

        if (TFormula.MomentCount > 1)
        {
            two.Store(second);
        }
    }
}
