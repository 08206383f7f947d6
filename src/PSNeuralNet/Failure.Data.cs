namespace PSNeuralNet;

// Datasets, their parts and their weights.
internal static partial class Failure
{
    public static NetworkException FractionInvalid(double fraction, int samples)
    {
        return Create(
            $"The fraction {fraction} is not usable: it is the share of the {samples} sample{(samples == 1 ? "" : "s")} that goes into the test part, between 0 and 1, and has to leave both parts at least one. Give a number such as 0.2.",
            fraction);
    }

    public static NetworkException FoldCountInvalid(int count, int samples)
    {
        return Create($"The fold count {count} is not usable: each fold is tested with samples of its own, and there {(samples == 1 ? "is 1 sample" : $"are {samples} samples")}. Give 2 to {samples}.", count);
    }

    public static NetworkException ClassTooSmall(string label, int count, int least)
    {
        return Create(
            $"The class '{label}' has {count} sample{(count == 1 ? "" : "s")}, but a stratified split needs {least} of each class here. Add samples, leave the class out, ask for fewer folds, or do not stratify.",
            label);
    }

    public static NetworkException DatasetShapeInvalid(FormattableString message, object? offender)
    {
        return Create(message, offender);
    }

    public static NetworkException SampleWeightInvalid(int number, double weight, string unit = "Sample")
    {
        return Create($"{unit} {number} has the weight {weight}. A weight is finite and not negative; 0 leaves the {unit.ToLowerInvariant()} out, 2 counts it twice.", weight);
    }

    public static NetworkException SampleWeightAllZero()
    {
        return Create($"All weights are 0, so no sample counts. Give at least one sample a weight above 0.", null);
    }
}
