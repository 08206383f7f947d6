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

/// <summary>Update rule of an optimizer: its formula and its moments, in the type of the parameters that it updates.</summary>
internal abstract unsafe class UpdateRule : IParallelWork
{
    // Values of one work item: enough to be worth a thread.
    private const int Portion = 8192;

    private readonly int _momentCount;
    private readonly int _length;
    private OptimizerState _state = OptimizerState.Empty;
    private double[][]? _doubles;
    private float[][]? _singles;
    private void* _values;
    private void* _gradient;

    /// <param name="momentCount">The number of moments of each parameter.</param>
    /// <param name="length">The number of parameters.</param>
    private protected UpdateRule(int momentCount, int length) => (_momentCount, _length) = (momentCount, length);

    /// <summary>Moments and step count; the arrays may change with the next step.</summary>
    public OptimizerState State => new(_doubles ?? Array.ConvertAll(_singles ?? NewMoments<float>(), Widened), StepCount);

    /// <summary>The number of steps taken.</summary>
    protected long StepCount { get; private set; }

    /// <summary>The update rule of the optimizer in the options, for so many parameters.</summary>
    /// <exception cref="ArgumentException">The optimizer is LBFGS, which has no update rule.</exception>
    public static UpdateRule Create(TrainingOptions options, int length) =>
        (OptimizerInfo.Of(options.Optimizer).CreateRule ?? throw new ArgumentException($"{options.Optimizer} has no update rule.", nameof(options)))(options, length);

    /// <summary>Continues from the state of an earlier training, which is copied.</summary>
    public void Restore(OptimizerState state)
    {
        (_state, _doubles, _singles) = (state, null, null);
        StepCount = state.StepCount;
    }

    /// <summary>Updates the parameters in place. All steps of a rule are of the same type.</summary>
    /// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
    /// <param name="values">The parameters.</param>
    /// <param name="gradient">Their derivatives.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="workers">The threads that share the step; null for this one alone.</param>
    public void Step<TNumber>(Span<TNumber> values, ReadOnlySpan<TNumber> gradient, double rate, WorkerGroup? workers = null)
        where TNumber : unmanaged
    {
        if (typeof(TNumber) == typeof(double))
        {
            _doubles ??= NewMoments<double>();
        }
        else
        {
            _singles ??= NewMoments<float>();
        }

        StepCount++;
        Begin(rate);
        fixed (TNumber* v = values, g = gradient)
        {
            _values = v;
            _gradient = g;
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
    protected abstract void Apply(double* value, double* gradient, double* first, double* second, int count);

    /// <inheritdoc cref="Apply(double*, double*, double*, double*, int)"/>
    protected abstract void Apply(float* value, float* gradient, float* first, float* second, int count);

    private static double[] Widened(float[] numbers)
    {
        var wide = new double[numbers.Length];
        NumberConversion.ToDoubles<float>(numbers, wide);
        return wide;
    }

    private void Apply(int start, int count)
    {
        if (_doubles is not null)
        {
            fixed (double* first = _momentCount > 0 ? _doubles[0] : null, second = _momentCount > 1 ? _doubles[1] : null)
            {
                Apply((double*)_values + start, (double*)_gradient + start, first + start, second + start, count);
            }

            return;
        }

        fixed (float* first = _momentCount > 0 ? _singles![0] : null, second = _momentCount > 1 ? _singles![1] : null)
        {
            Apply((float*)_values + start, (float*)_gradient + start, first + start, second + start, count);
        }
    }

    /// <summary>Moments of 0, or those of an earlier training.</summary>
    private TNumber[][] NewMoments<TNumber>()
        where TNumber : unmanaged
    {
        var moments = new TNumber[_momentCount][];
        for (int i = 0; i < moments.Length; i++)
        {
            moments[i] = HugePages.NewArray<TNumber>(_length);
            if (i < _state.Moments.Length)
            {
                NumberConversion.Convert<TNumber>(_state.Moments[i], moments[i]);
            }
        }

        return moments;
    }
}

/// <inheritdoc/>
/// <typeparam name="TFormula">The formula.</typeparam>
internal abstract unsafe class UpdateRule<TFormula>(int length) : UpdateRule(TFormula.MomentCount, length)
    where TFormula : struct, IUpdateFormula
{
    /// <summary>The formula with the constants of a step.</summary>
    protected TFormula Formula { get; set; }

    /// <inheritdoc/>
    protected override void Apply(double* value, double* gradient, double* first, double* second, int count)
    {
        if (Simd.Is512)
        {
            Apply<Simd512, double>(Formula, value, gradient, first, second, count);
        }
        else
        {
            Apply<Simd256, double>(Formula, value, gradient, first, second, count);
        }
    }

    /// <inheritdoc/>
    protected override void Apply(float* value, float* gradient, float* first, float* second, int count)
    {
        if (Simd.Is512)
        {
            Apply<Single512, float>(Formula, value, gradient, first, second, count);
        }
        else
        {
            Apply<Single256, float>(Formula, value, gradient, first, second, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Apply<T, TNumber>(TFormula formula, TNumber* value, TNumber* gradient, TNumber* first, TNumber* second, int count)
        where T : struct, ISimd<T>
        where TNumber : unmanaged
    {
        int whole = count / T.Lanes * T.Lanes, rest = count - whole;
        for (int i = 0; i < whole; i += T.Lanes)
        {
            Update<T, TNumber>(formula, value + i, gradient + i, first + i, second + i);
        }

        if (rest == 0)
        {
            return;
        }

        // The remainder goes through one more vector, padded with zeros.
        TNumber* last = stackalloc TNumber[4 * T.Lanes];
        new Span<TNumber>(last, 4 * T.Lanes).Clear();
        TNumber* lastGradient = last + T.Lanes, lastFirst = lastGradient + T.Lanes, lastSecond = lastFirst + T.Lanes;
        for (int i = 0; i < rest; i++)
        {
            last[i] = value[whole + i];
            lastGradient[i] = gradient[whole + i];
            lastFirst[i] = TFormula.MomentCount > 0 ? first[whole + i] : default;
            lastSecond[i] = TFormula.MomentCount > 1 ? second[whole + i] : default;
        }

        Update<T, TNumber>(formula, last, lastGradient, lastFirst, lastSecond);
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
    private static void Update<T, TNumber>(TFormula formula, TNumber* value, TNumber* gradient, TNumber* first, TNumber* second)
        where T : struct, ISimd<T>
        where TNumber : unmanaged
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
