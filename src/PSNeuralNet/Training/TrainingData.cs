using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Training;

/// <summary>Samples of a training, coded as the network's own data is, and those kept for validation.</summary>
/// <param name="Samples">The samples to train on.</param>
/// <param name="Validation">The validation samples; null without validation.</param>
internal sealed record TrainingData(Dataset Samples, Dataset? Validation)
{
    /// <summary>Codes the samples as the parameters need them, leaves out those of weight 0, and splits off the validation samples.</summary>
    /// <exception cref="NetworkException">The data does not fit the parameters.</exception>
    public static TrainingData Prepare(Dataset dataset, TrainingStart start, TrainingOptions options, UnknownCategory unknown, Action<string>? warn)
    {
        FeatureCheck.Run(dataset, start.Parameter.Schema, unknown, warn);
        Dataset all = start.Parameter.Fit(dataset), samples = all.WithoutWeightless();
        foreach (NetworkParameter network in start.Parameter.Single)
        {
            network.Shape.LossFunction.RequireTargets(all);
        }

        if ((options.TargetTransform == TargetTransform.Log && start.Parameter.Task == NetworkTask.Regression) || start.Parameter.Single.Any(network => network.Scaling is { TargetShift.Count: > 0 }))
        {
            TargetScaling.RequireNotNegative(all);
        }

        if (start.Parameter.Seed is null && start.State is null)
        {
            // Given weights fit the statistics of the target that the network has.
            samples = samples.Encoded();
            samples = samples.CategoryCode.Count == 0 ? samples : samples.WithFeatures((DenseMatrix)samples.X);
        }

        if (options.ValidationDataset is { } given)
        {
            var reporter = new UnknownCategoryReporter(unknown, text => warn?.Invoke($"In the validation data: {text}"));
            return new TrainingData(samples, DatasetRecoding.Recode(given, samples.Schema, reporter));
        }

        if (options.ValidationFraction == 0)
        {
            return new TrainingData(samples, null);
        }

        DatasetSplit split = Split(samples, options);
        return new TrainingData(split.Train, split.Test);
    }

    /// <summary>The samples to train on, and those that the validation fraction holds out.</summary>
    public static DatasetSplit Split(Dataset samples, TrainingOptions options) =>
        DatasetSplitter.Split(samples, options.ValidationFraction, stratify: true, options.Seed);

    /// <summary>The digest of all samples, computed when first needed. A result keeps it, and with it the data, but not the training's buffers.</summary>
    public Lazy<string> LazyDigest()
    {
        (Dataset samples, Dataset? validation) = (Samples, Validation);
        return new Lazy<string>(() => TrainingIdentity.Digest(samples, validation));
    }

    /// <summary>Measures mean loss, and accuracy or R2, on the training samples when called. The delegate keeps the samples and the network, not the training's buffers.</summary>
    public Func<(double Cost, double Score)> LazyMeasure(NetworkParameter trained, int limit)
    {
        Dataset samples = Samples;
        return () =>
        {
            using WorkerGroup.Lease lease = WorkerGroup.LeaseProcessor();
            Training.Validation.Create(samples, trained.Scaling, trained.Shape, new WorkerGroup(limit)).TryMeasure(trained.Flatten(), out double cost, out double score, CancellationToken.None);
            return (cost, score);
        };
    }
}
