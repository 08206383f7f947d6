using static PSNeuralNet.Failure;

namespace PSNeuralNet.Data;

/// <summary>Errors of dataset generators. Each method is named after the error's id.</summary>
internal static class GeneratorErrors
{
    public static NetworkException NoiseInvalid(double noise) => InvalidArgument(
        $"The noise {noise} is no standard deviation. Give a number that is not negative and leaves the points finite, such as 0.2; 0 means none.", noise);

    public static NetworkException SampleCountInvalid(int count, int minimum) => InvalidArgument(
        $"The sample count {count} is not usable: {minimum} is the least here{(minimum > 1 ? " (one of each class)" : "")}, and {SampleGenerator.MaximumSamples} is the most.", count);

    public static NetworkException DatasetTooLarge(int samples, int rows) => LimitsExceeded(
        $"{samples} samples with {rows} numbers each are too many: a generated dataset may have up to {Dataset.MaximumValues} numbers. Ask for fewer samples, features, classes or targets.", samples);

    public static NetworkException FactorInvalid(double factor) => InvalidArgument(
        $"The factor {factor} is not usable: it is the radius of the inner circle beside an outer one of 1, 0 to less than 1, such as 0.5.", factor);

    public static NetworkException DeviationInvalid(double deviation) => InvalidArgument(
        $"The deviation {deviation} is no standard deviation. Give a number that is not negative and leaves the points finite, such as 1; 0 puts each point on its center.", deviation);

    public static NetworkException CenterCountInvalid(int count) => InvalidArgument(
        $"The center count {count} is too small. Each center is a class, and it takes 2 to tell apart.", count);

    public static NetworkException ClassCountInvalid(int count) => InvalidArgument(
        $"The class count {count} is too small. It takes 2 or more to tell apart.", count);

    public static NetworkException FeatureCountInvalid(int count) => InvalidArgument(
        $"The feature count {count} is too small. Give 1 or more.", count);

    public static NetworkException InformativeCountInvalid(int count, int features) => InvalidArgument(
        $"The informative count {count} is not usable: it says how many of the {features} feature{(features == 1 ? "" : "s")} the targets depend on. Give 1 to {features}.", count);

    public static NetworkException TargetCountInvalid(int count) => InvalidArgument(
        $"The target count {count} is too small. Give 1 or more.", count);

    public static NetworkException TurnsInvalid(double turns) => InvalidArgument(
        $"The turns {turns} are not usable: they say how often a spiral goes round. Give a finite number above 0, such as 1.", turns);
}
