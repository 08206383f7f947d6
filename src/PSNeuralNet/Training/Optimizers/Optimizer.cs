namespace PSNeuralNet.Training;

/// <summary>The optimizer: the formula that updates parameters from their gradient. Formulas and default constants are PyTorch's; LBFGS is MathNet.Numerics'.</summary>
public enum Optimizer
{
    /// <summary>Each value minus the learning rate times its derivative. Learning rate 0.3.</summary>
    GradientDescent,

    /// <summary>Gradient descent with a velocity, a decaying sum of gradients (B. Polyak, 1964). Learning rate 0.03.</summary>
    Momentum,

    /// <summary>Momentum with the gradient added once more, as a step ahead (Y. Nesterov, 1983). Learning rate 0.03.</summary>
    Nesterov,

    /// <summary>Each derivative divided by the root of the moving mean of its squares (G. Hinton, 2012). Learning rate 0.01.</summary>
    RMSProp,

    /// <summary>Each derivative divided by the root of the sum of all its squares (J. Duchi et al., 2011). Learning rate 0.01.</summary>
    Adagrad,

    /// <summary>Momentum and RMSProp with corrected bias (D. Kingma, J. Ba, 2015). Learning rate 0.001.</summary>
    Adam,

    /// <summary>Adam with weight decay apart from the gradient (I. Loshchilov, F. Hutter, 2019). Learning rate 0.001.</summary>
    AdamW,

    /// <summary>
    /// Limited-memory BFGS: a quasi-Newton method that estimates the curvature from its last steps, with a line search for the length of each
    /// (D. Liu, J. Nocedal, 1989). For small data, all samples at once. No learning rate.
    /// </summary>
    LBFGS,
}
