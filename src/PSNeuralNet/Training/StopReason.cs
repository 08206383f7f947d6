namespace PSNeuralNet.Training;

/// <summary>Why a training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs were done.</summary>
    Completed,

    /// <summary>The validation cost has not fallen for as many epochs as the patience lasts.</summary>
    EarlyStopped,

    /// <summary>The optimizer found no way down any more: the gradient is 0, or as good as that.</summary>
    Converged,

    /// <summary>
    /// The optimizer found no lower cost along its direction, though the gradient is not 0: numbers of very different size, or rounding.
    /// Standardizing helps.
    /// </summary>
    Stalled,

    /// <summary>The caller canceled; the parameters are those reached by then.</summary>
    Canceled,

    /// <summary>The cost became NaN or grew without bound; the parameters are the last ones with a sound cost.</summary>
    Diverged,
}
