using System.Runtime.CompilerServices;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Training;

/// <summary>An optimizer's formula for one value, written once for every vector width.</summary>
internal interface IUpdateFormula
{
    /// <summary>How many numbers it remembers for each parameter: 0 to 2.</summary>
    static abstract int MemoryCount { get; }

    /// <summary>The new value, given its derivative; what is remembered of it changes with it.</summary>
    T Update<T>(T value, T gradient, ref T first, ref T second)
        where T : struct, ISimd<T>;
}

/// <summary>An optimizer at work: its formula, and what it remembers from step to step.</summary>
internal abstract class UpdateRule : IParallelWork
{
    // Values that a thread takes at a time: long enough to be worth it.
    private const int Portion = 8192;

    private int _length;

    /// <param name="memories">How many numbers it remembers for each parameter.</param>
    /// <param name="length">How many parameters there are.</param>
    private protected UpdateRule(int memories, int length)
    {
        Memory = [.. Enumerable.Range(0, memories).Select(_ => HugePages.NewArray(length))];
    }

    /// <summary>What it remembers, one array as long as the parameters each.</summary>
    public double[][] Memory { get; }

    /// <summary>How many steps it has taken.</summary>
    public long StepCount { get; private set; }

    /// <summary>The parameters, during a step.</summary>
    protected unsafe double* Values { get; private set; }

    /// <summary>Their derivatives, during a step.</summary>
    protected unsafe double* Gradient { get; private set; }

    /// <summary>The update rule of the optimizer in the options, for so many parameters.</summary>
    /// <exception cref="ArgumentException">The optimizer is LBFGS, which has no update rule.</exception>
    public static UpdateRule Create(TrainingOptions options, int length)
    {
        return (OptimizerInfo.Of(options.Optimizer).CreateRule ?? throw new ArgumentException($"{options.Optimizer} has no update rule.", nameof(options)))(options, length);
    }

    /// <summary>Takes over what an earlier training remembers.</summary>
    public void Restore(double[][] memory, long stepCount)
    {
        for (int i = 0; i < Math.Min(memory.Length, Memory.Length); i++)
        {
            memory[i].CopyTo(Memory[i], 0);
        }

        StepCount = stepCount;
    }

    /// <summary>One step: changes the values in place.</summary>
    /// <param name="values">The parameters.</param>
    /// <param name="gradient">Their derivatives.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="team">Who helps; null for nobody.</param>
    public unsafe void Step(Span<double> values, ReadOnlySpan<double> gradient, double rate, WorkerGroup? team = null)
    {
        StepCount++;
        Begin(rate);
        _length = values.Length;
        fixed (double* v = values, g = gradient)
        {
            Values = v;
            Gradient = g;
            if (team is null || _length <= Portion)
            {
                Apply(0, _length);
            }
            else
            {
                team.Run(this, (_length + Portion - 1) / Portion);
            }
        }
    }

    /// <inheritdoc/>
    public void Run(int item, int worker)
    {
        Apply(item * Portion, Math.Min(Portion, _length - (item * Portion)));
    }

    /// <summary>What is the same for all values of a step. <see cref="StepCount"/> is 1 at the first one.</summary>
    protected abstract void Begin(double rate);

    /// <summary>The formula for some of the values.</summary>
    protected abstract void Apply(int start, int count);
}

/// <inheritdoc/>
/// <typeparam name="TFormula">The formula.</typeparam>
internal abstract unsafe class UpdateRule<TFormula>(int length) : UpdateRule(TFormula.MemoryCount, length)
    where TFormula : struct, IUpdateFormula
{
    /// <summary>The formula with the constants of a step.</summary>
    protected TFormula Formula { get; set; }

    /// <inheritdoc/>
    protected override void Apply(int start, int count)
    {
        fixed (double* first = TFormula.MemoryCount > 0 ? Memory[0] : null, second = TFormula.MemoryCount > 1 ? Memory[1] : null)
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

        // What is left goes through one more vector, filled up with zeros.
        double* last = stackalloc double[4 * T.Lanes];
        new Span<double>(last, 4 * T.Lanes).Clear();
        double* lastGradient = last + T.Lanes, lastFirst = lastGradient + T.Lanes, lastSecond = lastFirst + T.Lanes;
        for (int i = 0; i < rest; i++)
        {
            last[i] = value[whole + i];
            lastGradient[i] = gradient[whole + i];
            lastFirst[i] = TFormula.MemoryCount > 0 ? first[whole + i] : 0;
            lastSecond[i] = TFormula.MemoryCount > 1 ? second[whole + i] : 0;
        }

        Update<T>(formula, last, lastGradient, lastFirst, lastSecond);
        for (int i = 0; i < rest; i++)
        {
            value[whole + i] = last[i];
            if (TFormula.MemoryCount > 0)
            {
                first[whole + i] = lastFirst[i];
            }

            if (TFormula.MemoryCount > 1)
            {
                second[whole + i] = lastSecond[i];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Update<T>(TFormula formula, double* value, double* gradient, double* first, double* second)
        where T : struct, ISimd<T>
    {
        T one = TFormula.MemoryCount > 0 ? T.Load(first) : T.Zero;
        T two = TFormula.MemoryCount > 1 ? T.Load(second) : T.Zero;
        formula.Update(T.Load(value), T.Load(gradient), ref one, ref two).Store(value);
        if (TFormula.MemoryCount > 0)
        {
            one.Store(first);
        }

        if (TFormula.MemoryCount > 1)
        {
            two.Store(second);
        }
    }
}
