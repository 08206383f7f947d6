namespace PSNeuralNet.Training;

/// <summary>How parameters move, given their gradient. Formulas and default constants are PyTorch's; LBFGS is MathNet.Numerics'.</summary>
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

    /// <summary>
    /// Limited-memory BFGS: learns the curvature from its last steps, and finds the length of each by itself (D. Liu, J. Nocedal, 1989).
    /// For small data, all samples at once.
    /// </summary>
    LBFGS,
}
