using System.Runtime.CompilerServices;

namespace PSNeuralNet.Training;

/// <summary>How parameters move, given their gradient. Formulas and default constants are PyTorch's.</summary>
public enum Optimizer
{
    /// <summary>Each value minus the rate times its derivative.</summary>
    GradientDescent,

    /// <summary>Gradient descent with a velocity that remembers earlier gradients (B. Polyak, 1964).</summary>
    Momentum,

    /// <summary>Momentum that looks ahead (Y. Nesterov, 1983).</summary>
    Nesterov,

    /// <summary>Each derivative divided by the root of the mean of its recent squares (G. Hinton, 2012).</summary>
    RMSProp,

    /// <summary>Each derivative divided by the root of the sum of all its squares (J. Duchi et al., 2011).</summary>
    Adagrad,

    /// <summary>Momentum and RMSProp with corrected bias (D. Kingma, J. Ba, 2015).</summary>
    Adam,

    /// <summary>Adam with weight decay apart from the gradient (I. Loshchilov, F. Hutter, 2019).</summary>
    AdamW,
}

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
    public long StepCount { get; set; }

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
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Optimizer, "No update rule."),
        };
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
