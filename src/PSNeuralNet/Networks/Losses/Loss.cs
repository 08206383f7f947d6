using PSNeuralNet.Data;

namespace PSNeuralNet.Networks;

/// <summary>The loss of one sample, whose mean over the samples is the cost. It decides the output activation.</summary>
public enum Loss
{
    /// <summary>-y ln a - (1 - y) ln(1 - a), a = sigmoid(z): the loss of two classes; of several labels, the sum over them.</summary>
    BinaryCrossEntropy,

    /// <summary>-sum of y ln a, a = softmax(z): the loss of three or more classes.</summary>
    CategoricalCrossEntropy,

    /// <summary>(z - y)^2, the mean over the targets: the default of a regression.</summary>
    MeanSquaredError,

    /// <summary>(z - y)^2 / 2 up to a distance delta, then delta (|z - y| - delta / 2), the mean over the targets: outliers count less.</summary>
    Huber,

    /// <summary>|z - y|, the mean over the targets: its minimum is the median.</summary>
    MeanAbsoluteError,

    /// <summary>e^z - y z, the mean over the targets: for counts and other targets of 0 or more. The prediction is e^z.</summary>
    Poisson,

    /// <summary>q (y - z) for z below y, (1 - q) (z - y) above, the mean over the quantiles q, each with an output of its own: its minimum is the quantile of a single target.</summary>
    Quantile,
}

/// <summary>A loss with the output activation that belongs to it: the value, the gradient and the outputs of a block of samples.</summary>
internal abstract unsafe class LossFunction
{
    static LossFunction()
    {
        for (int i = 0; i < All.Length; i++)
        {
            All[i] = Create((Loss)i, null, null);
        }
    }

    /// <summary>One of each; Huber with the default delta, Quantile with the default quantiles.</summary>
    public static LossFunction[] All { get; } = new LossFunction[typeof(Loss).GetEnumNames().Length];

    /// <summary>The name.</summary>
    public abstract Loss Loss { get; }

    /// <summary>The activation of the output layer.</summary>
    public abstract Activation Output { get; }

    /// <summary>The task that the loss is for; of a network with one output.</summary>
    public virtual NetworkTask Task => NetworkTask.Regression;

    /// <summary>True for a task that the loss is for.</summary>
    /// <param name="task">The task.</param>
    public virtual bool IsFor(NetworkTask task) => task == Task;

    /// <summary>The distance from which on Huber is linear, in the target's own unit; null for losses without one.</summary>
    public virtual double? Delta => null;

    /// <summary>The quantiles that the outputs predict, in ascending order; none for losses other than Quantile.</summary>
    public virtual IReadOnlyList<double> Quantile => [];

    /// <summary>True when targets may be standardized: any mean and deviation fit the outputs.</summary>
    public virtual bool AllowsStandardizedTarget => true;

    /// <summary>True when the gradient is continuous and differentiable, so that differences of the cost approximate it everywhere.</summary>
    public virtual bool IsSmooth => true;

    /// <summary>True when the loss has a curvature, which LBFGS estimates.</summary>
    public virtual bool HasCurvature => true;

    /// <summary>The loss by name.</summary>
    /// <param name="task">The task that it has to be for.</param>
    /// <param name="loss">The name; null for the task's default.</param>
    /// <param name="delta">The delta of Huber, in the target's own unit; null for 1.</param>
    /// <param name="quantile">The quantiles of Quantile, in ascending order; null for 0.1, 0.5 and 0.9.</param>
    /// <exception cref="NetworkException">The loss is for another task, or the delta or a quantile is not usable.</exception>
    public static LossFunction For(NetworkTask task, Loss? loss = null, double? delta = null, IReadOnlyList<double>? quantile = null)
    {
        LossFunction found = loss is { } name ? Create(name, delta, quantile) : Array.Find(All, one => one.IsFor(task))!;
        return !found.IsFor(task) ? throw NetworkErrors.LossMismatch(found.Loss, task, All.Where(one => one.IsFor(task)).Select(one => one.Loss))
            : delta is not null && found.Delta is null ? throw NetworkErrors.DeltaMismatch(found.Loss, delta.Value)
            : quantile is not null && found.Quantile.Count == 0 ? throw NetworkErrors.QuantileMismatch(found.Loss, quantile)
            : found;
    }

    /// <summary>The default loss of an output activation; null for none.</summary>
    public static LossFunction? Find(Activation output) => Array.Find(All, loss => loss.Output == output);

    /// <summary>The same loss for targets that are divided by these deviations.</summary>
    public virtual LossFunction ForTargets(IReadOnlyList<double> deviation) => this;

    /// <summary>Throws for a dataset with a target that the loss is not defined for.</summary>
    /// <exception cref="NetworkException">There is one; the message names the row.</exception>
    public virtual void RequireTargets(Dataset dataset)
    {
    }

    /// <summary>output = f(z), for a block of rows x samples.</summary>
    /// <param name="z">The weighted sums.</param>
    /// <param name="output">Gets the outputs.</param>
    /// <param name="rows">Outputs.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="count">Samples, a multiple of <see cref="Numerics.Simd{TNumber}.Padding"/>.</param>
    public virtual void Apply(double* z, double* output, int rows, int stride, int count) => Apply<double>(z, output, rows, stride, count);

    /// <inheritdoc cref="Apply(double*, double*, int, int, int)"/>
    public virtual void Apply(float* z, float* output, int rows, int stride, int count) => Apply<float>(z, output, rows, stride, count);

    /// <summary>The weighted sum of the losses of a block of samples, their outputs, and the gradient by the weighted sums.</summary>
    /// <param name="z">The weighted sums, a block of rows x samples.</param>
    /// <param name="target">The targets y, likewise.</param>
    /// <param name="weight">The weight of each sample, 1 / m for the mean of m; 0 for padding.</param>
    /// <param name="output">Gets the outputs a, likewise.</param>
    /// <param name="gradient">Gets weight * dc/dz, likewise.</param>
    /// <param name="rows">Outputs.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="count">Samples, a multiple of <see cref="Numerics.Simd{TNumber}.Padding"/>.</param>
    /// <returns>Sum over samples of weight * c.</returns>
    public abstract double Evaluate(double* z, double* target, double* weight, double* output, double* gradient, int rows, int stride, int count);

    /// <inheritdoc cref="Evaluate(double*, double*, double*, double*, double*, int, int, int)"/>
    public abstract double Evaluate(float* z, float* target, float* weight, float* output, float* gradient, int rows, int stride, int count);

    /// <summary>In a few words: "Huber, delta 1.5", "Quantile 0.1, 0.5, 0.9".</summary>
    public override string ToString() =>
        Delta is { } delta ? FormattableString.Invariant($"{Loss}, delta {delta}")
            : Quantile.Count > 0 ? $"{Loss} {string.Join(", ", Quantile.Select(quantile => quantile.ToString(CultureInfo.InvariantCulture)))}"
            : Loss.ToString();

    private void Apply<TNumber>(TNumber* z, TNumber* output, int rows, int stride, int count)
        where TNumber : unmanaged
    {
        ActivationKernel<TNumber> activation = Activations.Get(Output).For<TNumber>();
        for (int row = 0; row < rows; row++)
        {
            activation.Apply(z + (row * stride), output + (row * stride), count);
        }
    }

    /// <summary>The loss of each name. A name without a line is an error of the compiler.</summary>
    private static LossFunction Create(Loss loss, double? delta, IReadOnlyList<double>? quantile) => loss switch
    {
        Loss.BinaryCrossEntropy => new BinaryCrossEntropy(),
        Loss.CategoricalCrossEntropy => new CategoricalCrossEntropy(),
        Loss.MeanSquaredError => new MeanSquaredError(),
        Loss.Huber => new Huber(delta ?? 1),
        Loss.MeanAbsoluteError => new MeanAbsoluteError(),
        Loss.Poisson => new Poisson(),
        Loss.Quantile => new QuantileLoss(quantile),
    };
}
