namespace PSNeuralNet.Training;

/// <summary>How to train.</summary>
public sealed record TrainingOptions
{
    /// <summary>The step along the gradient: positive and finite. The tutorial's value is the default, 0.3.</summary>
    public double LearningRate { get; init; } = 0.3;

    /// <summary>How many times the parameters are updated, each time from all samples: 1 or more. The default is 5000.</summary>
    public int EpochCount { get; init; } = 5000;

    /// <summary>Makes sure that every option is usable.</summary>
    /// <exception cref="NetworkException">One is not.</exception>
    public void Validate()
    {
        GradientDescent.RequireRate(LearningRate);
        if (EpochCount < 1)
        {
            throw Failure.EpochCountInvalid(EpochCount);
        }
    }
}
