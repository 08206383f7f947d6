using PSNeuralNet.Data;

namespace PSNeuralNet.Networks;

/// <summary>
/// What the last layer does with its weighted sums, and how wrong that is: the output activation and its loss, which belong
/// together, since the gradient of the two is simply output minus target (times 2 / outputs for squared errors).
/// </summary>
internal abstract unsafe class OutputLayer
{
    private static readonly BinaryCrossEntropy OfSigmoid = new();
    private static readonly CategoricalCrossEntropy OfSoftmax = new();
    private static readonly MeanSquaredError OfIdentity = new();

    /// <summary>The output layer behind an activation.</summary>
    public static OutputLayer Get(Activation activation)
    {
        return activation switch
        {
            Activation.Sigmoid => OfSigmoid,
            Activation.Softmax => OfSoftmax,
            Activation.Identity => OfIdentity,
            _ => throw NetworkErrors.OutputActivationInvalid(activation),
        };
    }

    /// <summary>The output activation for a task.</summary>
    public static Activation ActivationFor(NetworkTask task)
    {
        return task switch
        {
            NetworkTask.Binary => Activation.Sigmoid,
            NetworkTask.MultiClass => Activation.Softmax,
            NetworkTask.Regression => Activation.Identity,
            _ => throw new ArgumentOutOfRangeException(nameof(task), task, "No such task."),
        };
    }

    /// <summary>output = f(z), for a block of rows x samples.</summary>
    /// <param name="z">The weighted sums.</param>
    /// <param name="output">Gets the outputs.</param>
    /// <param name="rows">Outputs.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="count">Samples, a multiple of <see cref="Numerics.Simd.Padding"/>.</param>
    public abstract void Apply(double* z, double* output, int rows, int stride, int count);

    /// <summary>The weighted sum of the losses of a block of samples, their outputs, and the gradient by the weighted sums.</summary>
    /// <param name="z">The weighted sums, a block of rows x samples.</param>
    /// <param name="target">The targets y, likewise.</param>
    /// <param name="weight">The weight of each sample, 1 / m for the mean of m; 0 for padding.</param>
    /// <param name="output">Gets the outputs a, likewise.</param>
    /// <param name="gradient">Gets weight * dc/dz, likewise.</param>
    /// <param name="rows">Outputs.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="count">Samples, a multiple of <see cref="Numerics.Simd.Padding"/>.</param>
    /// <returns>Sum over samples of weight * c.</returns>
    public abstract double Evaluate(double* z, double* target, double* weight, double* output, double* gradient, int rows, int stride, int count);
}
