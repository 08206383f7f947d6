using System.Runtime.CompilerServices;

namespace PSNeuralNet.Training;

/// <summary>An optimizer at work: its formula, and what it remembers from step to step.</summary>
internal abstract class UpdateRule
{
    /// <param name="memories">How many numbers it remembers for each parameter.</param>
    /// <param name="length">How many parameters there are.</param>
    protected UpdateRule(int memories, int length)
    {
        Memory = [.. Enumerable.Range(0, memories).Select(_ => new double[length])];
    }

    /// <summary>What it remembers, one array as long as the parameters each.</summary>
    public double[][] Memory { get; }

    /// <summary>How many steps it has taken.</summary>
    public long StepCount { get; private set; }

    /// <summary>The list of optimizers: one line each, and one file each.</summary>
    public static UpdateRule Create(TrainingOptions options, int length)
    {
        return options.Optimizer switch
        {
            Optimizer.GradientDescent => new GradientDescent(length),
            Optimizer.Momentum => new Momentum(length, options.Momentum, isNesterov: false),
            Optimizer.Nesterov => new Momentum(length, options.Momentum, isNesterov: true),
            Optimizer.RMSProp => new RMSProp(length, options.Smoothing, options.Epsilon ?? 1e-8),
            Optimizer.Adagrad => new Adagrad(length, options.Epsilon ?? 1e-10),
            Optimizer.Adam => new Adam(length, options.Beta1, options.Beta2, options.Epsilon ?? 1e-8, weightDecay: 0),
            Optimizer.AdamW => new Adam(length, options.Beta1, options.Beta2, options.Epsilon ?? 1e-8, options.WeightDecay),
            Optimizer.LBFGS => throw new ArgumentException("It has no steps of its own: see QuasiNewton.", nameof(options)),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Optimizer, "No update rule."),
        };
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(Span<double> values, ReadOnlySpan<double> gradient, double rate)
    {
        StepCount++;
        Apply(values, gradient, rate);
    }

    /// <summary>The formula. <see cref="StepCount"/> is 1 at the first step.</summary>
    protected abstract void Apply(Span<double> values, ReadOnlySpan<double> gradient, double rate);
}
