namespace PSNeuralNet.Training;

/// <summary>Reason why a training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs were done.</summary>
    Completed,

    /// <summary>Early stopping: the validation cost, or the metric that was watched, did not improve for as many epochs as the patience.</summary>
    EarlyStopped,

    /// <summary>The training converged: its cost no longer fell by more than the tolerance, or, with LBFGS, the gradient is 0, or almost.</summary>
    Converged,

    /// <summary>
    /// LBFGS found no lower cost along its direction, though the gradient is not 0: numbers of very different size, or rounding.
    /// Standardizing helps.
    /// </summary>
    Stalled,

    /// <summary>The caller canceled; the parameters are those reached by then.</summary>
    Canceled,

    /// <summary>The cost became NaN or grew without bound; the parameters are the last ones with a stable cost.</summary>
    Diverged,
}
