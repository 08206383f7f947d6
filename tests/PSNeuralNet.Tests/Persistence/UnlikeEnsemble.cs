namespace PSNeuralNet.Tests.Persistence;

/// <summary>
/// Ensembles of networks that differ in layers, activations, loss, standardization, imputed values, bins, clipping and target transform, since each was trained with other
/// settings on another part of the samples; the second network is there twice.
/// </summary>
internal static class UnlikeEnsemble
{
    public static NeuralNetwork Of(Dataset data)
    {
        TrainingResult[] results = Trainings(data);
        TrainingResult[] members = [results[0], results[1], results[1], results[2]];
        return new NeuralNetwork(
            NetworkParameter.Ensemble([.. members.Select(member => member.Parameter)]),
            training: null,
            memberTraining: [.. members.Select(member => new Lazy<TrainingSummary>(() => member.Network.Training!))]);
    }

    /// <summary>Three trainings, each without another third of the samples.</summary>
    public static TrainingResult[] Trainings(Dataset data)
    {
        bool isRegression = data.Task == NetworkTask.Regression, isLog = isRegression && data.Targets.All(target => target >= 0);
        TrainingOptions plain = new() { EpochCount = 20, Optimizer = Optimizer.Adam, LearningRate = 0.02, Seed = 4 };
        return
        [
            Train(0, [5, 4], [Activation.Tanh], null, plain with { Standardize = true }),
            Train(
                1,
                [6],
                [Activation.LeakyReLU],
                isRegression ? Loss.Huber : null,
                plain with { Standardize = true, BinCount = 8, FeatureClip = 3, Preset = Preset.Table, TargetTransform = isLog ? TargetTransform.Log : TargetTransform.None, ClipTarget = isRegression, Calibration = Calibration.Temperature, ValidationFraction = 0.2 }),
            Train(2, [4, 3, 3], [Activation.Sigmoid, Activation.Tanh, Activation.GELU], isRegression ? isLog ? Loss.Poisson : Loss.MeanAbsoluteError : null, plain with { ClipTarget = isRegression, ClassWeight = isRegression ? null : ClassWeighting.Balanced, Calibration = isRegression ? Calibration.None : Calibration.Temperature, ValidationFraction = isRegression ? 0 : 0.2 }),
        ];

        TrainingResult Train(int left, int[] hidden, Activation[] activation, Loss? loss, TrainingOptions options)
        {
            Dataset part = data.Take([.. Enumerable.Range(0, data.SampleCount).Where(sample => sample % 3 != left)]);
            NetworkShape shape = NetworkShape.For(data.Task, [data.FeatureCount, .. hidden, data.Schema.OutputCount], activation, loss, loss == Loss.Huber ? 0.75 : null);
            return Trainer.Train(part, Initializer.Initialize(shape, Initialization.Xavier, 3 + left, data.Schema), options);
        }
    }
}
