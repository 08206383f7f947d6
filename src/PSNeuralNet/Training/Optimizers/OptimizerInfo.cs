namespace PSNeuralNet.Training;

/// <summary>The list of optimizers: the default learning rate, the constants that it uses, and its update rule.</summary>
/// <param name="LearningRate">The learning rate where none is given.</param>
/// <param name="Constants">The properties of <see cref="TrainingOptions"/> that it uses and some other optimizers do not.</param>
/// <param name="CreateRule">Creates the update rule of so many parameters; null for LBFGS, which is a minimizer: see <see cref="QuasiNewton"/>.</param>
internal sealed record OptimizerInfo(double LearningRate, string[] Constants, Func<TrainingOptions, int, UpdateRule>? CreateRule)
{
    // An array, and loops: generic classes over an enumeration are compiled anew in each process.
    private static readonly OptimizerInfo[] Known = new OptimizerInfo[typeof(Optimizer).GetEnumNames().Length];

    static OptimizerInfo()
    {
        for (int i = 0; i < Known.Length; i++)
        {
            Known[i] = Create((Optimizer)i);
        }
    }

    /// <summary>The entry of an optimizer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such optimizer.</exception>
    public static OptimizerInfo Of(Optimizer optimizer) =>
        (uint)optimizer < (uint)Known.Length ? Known[(int)optimizer] : throw new ArgumentOutOfRangeException(nameof(optimizer), optimizer, "No such optimizer.");

    /// <summary>The optimizers that use an option: all of them, unless it is a constant of some; those with an update rule for the learning rate.</summary>
    public static IReadOnlyList<Optimizer> UsersOf(string option)
    {
        OptimizerInfo[] users = Array.FindAll(Known, info => option == nameof(LearningRate) ? info.CreateRule is not null : info.Constants.Contains(option));
        users = users.Length == 0 ? Known : users;
        var names = new Optimizer[users.Length];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = (Optimizer)Array.IndexOf(Known, users[i]);
        }

        return names;
    }

    private static OptimizerInfo Create(Optimizer optimizer) => optimizer switch
    {
        Optimizer.GradientDescent => new(0.3, [], (_, length) => new GradientDescent(length)),
        Optimizer.Momentum => new(0.03, [nameof(TrainingOptions.Momentum)], (options, length) => new Momentum(length, options.Momentum, isNesterov: false)),
        Optimizer.Nesterov => new(0.03, [nameof(TrainingOptions.Momentum)], (options, length) => new Momentum(length, options.Momentum, isNesterov: true)),
        Optimizer.RMSProp => new(
            0.01, [nameof(TrainingOptions.Smoothing), nameof(TrainingOptions.Epsilon)], (options, length) => new RMSProp(length, options.Smoothing, options.Epsilon ?? 1e-8)),
        Optimizer.Adagrad => new(0.01, [nameof(TrainingOptions.Epsilon)], (options, length) => new Adagrad(length, options.Epsilon ?? 1e-10)),
        Optimizer.Adam => new(
            0.001,
            [nameof(TrainingOptions.Beta1), nameof(TrainingOptions.Beta2), nameof(TrainingOptions.Epsilon)],
            (options, length) => new Adam(length, options.Beta1, options.Beta2, options.Epsilon ?? 1e-8, weightDecay: 0)),
        Optimizer.AdamW => new(
            0.001,
            [nameof(TrainingOptions.Beta1), nameof(TrainingOptions.Beta2), nameof(TrainingOptions.Epsilon), nameof(TrainingOptions.WeightDecay)],
            (options, length) => new Adam(length, options.Beta1, options.Beta2, options.Epsilon ?? 1e-8, options.WeightDecay)),
        Optimizer.LBFGS => new(1, [], CreateRule: null),
    };
}
