using PSNeuralNet.Data;

namespace PSNeuralNet.Training;

/// <summary>
/// Temperature scaling (Guo et al., ICML 2017): the T with the lowest log loss of softmax(z / T + o) on samples that were held out, with the prior offsets o
/// of class weights. The loss is convex in b = 1 / T, so Newton's method finds it. Labels are smoothed by e = 1 / (samples + 1), as Platt's are (1999): where a
/// few samples are all predicted correctly, the loss itself would have its minimum at T = 0.
/// </summary>
/// <param name="Temperature">The temperature; null where none was fitted.</param>
/// <param name="Note">The reason for none; null where one was fitted.</param>
internal sealed record CalibrationFit(double? Temperature, string? Note)
{
    /// <summary>The fewest samples that a temperature is fitted on.</summary>
    public const int MinimumSamples = 20;

    /// <summary>The lowest and the highest temperature.</summary>
    public const double Lowest = 0.05, Highest = 20;

    private const int MaximumSteps = 100;

    // Of more logits, every second sample or fewer: the temperature changes in no digit that matters, and the fit takes a moment only.
    private const long MaximumValues = 2_000_000;

    /// <summary>The temperature, 1 where none was fitted.</summary>
    public double Divisor => Temperature ?? 1;

    /// <summary>The factor 1 / T of the logits.</summary>
    public double Inverse => 1 / Divisor;

    /// <summary>True for a training whose result is calibrated: of classes, and not ended early.</summary>
    public static bool IsFor(TrainingOptions options, NetworkTask task, StopReason reason) =>
        options.Calibration == Calibration.Temperature && task.HasClasses() && reason is not (StopReason.Canceled or StopReason.Diverged);

    /// <summary>The reason why nothing is calibrated; null where <see cref="IsFor"/> is true, and where calibration is off.</summary>
    public static string? ReasonAgainst(TrainingOptions options, NetworkTask task, StopReason reason) =>
        options.Calibration == Calibration.None || IsFor(options, task, reason) ? null
            : task == NetworkTask.Regression ? "the network predicts numbers"
            : task == NetworkTask.MultiLabel ? "the network predicts several labels, which have no temperature in common"
            : $"the training ended {(reason == StopReason.Canceled ? "early" : "with a cost that diverged")}";

    /// <summary>Fits a temperature.</summary>
    /// <param name="parts">The held-out samples of each network; one temperature is fitted for all.</param>
    /// <param name="isShared">True where all parts are predictions for the same samples.</param>
    public static CalibrationFit Of(IReadOnlyList<HeldOutLogits> parts, bool isShared = false)
    {
        int count = isShared ? parts[0].Count : parts.Sum(part => part.Count);
        string? note = count == 0 ? "no samples were held out"
            : count < MinimumSamples ? string.Create(CultureInfo.InvariantCulture, $"only {count} sample{(count == 1 ? " was" : "s were")} held out, and {MinimumSamples} are needed")
            : parts.SelectMany(part => part.Classes).Distinct().Count() == 1 ? "all samples held out are of one class"
            : !parts.All(part => part.IsFinite) ? "outputs of the network are not finite"
            : null;
        return note is null ? new CalibrationFit(Minimize(parts, 1.0 / (count + 1)), null) : new CalibrationFit(null, note);
    }

    /// <summary>Newton's method on the slope in b, kept within an interval that holds its root, and halved where a step leaves that.</summary>
    private static double Minimize(IReadOnlyList<HeldOutLogits> parts, double smoothing)
    {
        int stride = (int)((parts.Sum(part => part.Values) + MaximumValues - 1) / MaximumValues);
        double low = 1 / Highest, high = 1 / Lowest, inverse = 1;
        for (int step = 0; step < MaximumSteps; step++)
        {
            LossSum sum = default;
            foreach (HeldOutLogits part in parts)
            {
                part.Add(inverse, smoothing, ref sum, stride);
            }

            if (sum.Slope == 0)
            {
                break;
            }

            (low, high) = sum.Slope < 0 ? (inverse, high) : (low, inverse);
            double next = inverse - (sum.Slope / sum.Curvature);
            next = next > low && next < high ? next : (low + high) / 2;
            if (Math.Abs(next - inverse) <= 1e-12 * inverse)
            {
                break;
            }

            inverse = next;
        }

        return 1 / inverse;
    }
}
