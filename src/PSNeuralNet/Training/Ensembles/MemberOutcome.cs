using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Training;

/// <summary>The outcome of the training of one network of an ensemble, without its samples and its optimizer.</summary>
/// <param name="Values">The weights and biases: the best ones with validation, else the last ones.</param>
/// <param name="History">Costs, rates and validation metrics of all epochs.</param>
/// <param name="Snapshots">Snapshots of the weights and biases.</param>
/// <param name="Best">The best epoch; null where none had a validation cost that is a number.</param>
/// <param name="Seed">The seed of its batches and dropout; without them, that of its initial weights.</param>
/// <param name="StopReason">The reason for its end.</param>
/// <param name="SampleCount">The number of samples that it was trained on.</param>
/// <param name="HeldOut">The indices of the samples that it did not train on.</param>
/// <param name="Prediction">Its predictions for those, outputs x samples, or quantiles x samples; null where it held out none, or was canceled.</param>
internal sealed record MemberOutcome(
    double[] Values,
    HistoryState History,
    IReadOnlyList<(int Epoch, double[] Values)> Snapshots,
    BestEpoch? Best,
    long? Seed,
    StopReason StopReason,
    int SampleCount,
    int[] HeldOut,
    DenseMatrix? Prediction)
{
    /// <summary>The logits for the samples that measured its epochs; null where it is not to be calibrated.</summary>
    public HeldOutLogits? HeldOutLogits { get; init; }

    /// <summary>The prior offset of each class, from the class weights of its training samples; none without.</summary>
    public double[] PriorOffset { get; init; } = [];

    /// <summary>The number of epochs done.</summary>
    public int EpochCount => History.Cost.Length;

    /// <summary>The outcome of a network whose training was canceled before it began.</summary>
    /// <param name="initial">Its initial parameters.</param>
    public static MemberOutcome NotBegun(NetworkParameter initial) =>
        new MemberOutcome(initial.Flatten(), new HistoryState([], [], [], []), [], null, initial.Seed, StopReason.Canceled, 0, [], null);

    /// <summary>The weights and biases before the updates of an epoch: those of the last snapshot until then.</summary>
    public double[] SnapshotAt(int epoch) => Snapshots.Last(one => one.Epoch <= epoch || one.Epoch == Snapshots[0].Epoch).Values;
}
