namespace PSNeuralNet.Training;

/// <summary>Calibration of class probabilities: how they are corrected after the training.</summary>
public enum Calibration
{
    /// <summary>None: the probabilities are those of the trained network.</summary>
    None,

    /// <summary>
    /// Temperature scaling: the outputs before sigmoid or softmax are divided by the number T with the lowest log loss on the samples that were held out. It
    /// changes no prediction, only how sure it is. Source: C. Guo et al., "On calibration of modern neural networks", ICML 2017.
    /// </summary>
    Temperature,
}
