using PSNeuralNet.Data;

namespace PSNeuralNet.Training;

/// <summary>Class weights: a factor of the sample weights for each class.</summary>
public sealed class ClassWeighting
{
    private readonly (object Label, double Weight)[] _given;

    private ClassWeighting((object Label, double Weight)[] given) => _given = given;

    /// <summary>Balanced class weights: samples / (classes * samples of the class), as in scikit-learn.</summary>
    public static ClassWeighting Balanced { get; } = new([]);

    /// <summary>Class weights by label; classes that are not named have the weight 1.</summary>
    /// <param name="weights">Labels and weights: not negative, not all 0.</param>
    public static ClassWeighting Of(IEnumerable<KeyValuePair<object, double>> weights) =>
        new ClassWeighting([.. weights.Select(pair => (pair.Key, pair.Value))]);

    /// <summary>The labels and weights that were given; none for Balanced.</summary>
    internal IReadOnlyList<(object Label, double Weight)> Given => _given;

    /// <summary>Makes sure that every weight is finite and not negative.</summary>
    /// <exception cref="NetworkException">One is negative, NaN or infinite.</exception>
    internal void Validate()
    {
        foreach ((object label, double weight) in _given)
        {
            if (!double.IsFinite(weight) || weight < 0)
            {
                throw TrainingErrors.ClassWeightInvalid(DataSchema.LabelText(label), weight);
            }
        }
    }

    /// <summary>In a few words: "Balanced", or "failed=10, ok=1".</summary>
    public override string ToString() =>
        this == Balanced
            ? nameof(Balanced)
            : string.Join(", ", _given.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{DataSchema.LabelText(pair.Label)}={pair.Weight}")).Order(StringComparer.Ordinal));

    /// <summary>The weight of each sample: its own, times that of its class.</summary>
    /// <exception cref="NetworkException">A label is no class of the data, all weights are 0 or their sum is out of range, or the data has no classes.</exception>
    internal double[] For(Dataset dataset)
    {
        double[] classWeight = OfClasses(dataset);
        double[] weights = [.. Enumerable.Range(0, dataset.SampleCount).Select(s => (dataset.Weight?[s] ?? 1) * classWeight[dataset.ClassOf(s)])];
        double sum = weights.Sum();
        return sum == 0 ? throw TrainingErrors.ClassWeightAllZero(this)
            : WeightSum.IsUsable(sum) ? weights
            : throw TrainingErrors.ClassWeightSumInvalid(this, sum);
    }

    /// <summary>
    /// The offsets o = -ln w of the classes, which turn probabilities under the weights w into those without: p / w, divided by their sum, is softmax(z + o). 0 for a
    /// class of weight 0, which nothing was learned of; none where all are 0.
    /// </summary>
    internal double[] PriorOffset(Dataset dataset)
    {
        double[] offset = [.. OfClasses(dataset).Select(weight => weight > 0 ? 0 - Math.Log(weight) : 0)];
        return Array.TrueForAll(offset, one => one == 0) ? [] : offset;
    }

    private double[] OfClasses(Dataset dataset) =>
        !dataset.Task.HasClasses() ? throw TrainingErrors.ClassWeightWithoutClasses(dataset.Task)
            : this == Balanced ? Balance(dataset)
            : WeightOf(dataset.Schema);

    private static double[] Balance(Dataset dataset)
    {
        var counts = new double[dataset.ClassName.Count];
        for (int s = 0; s < dataset.SampleCount; s++)
        {
            counts[dataset.ClassOf(s)] += dataset.Weight?[s] ?? 1;
        }

        double total = counts.Sum();
        return [.. counts.Select(count => count == 0 ? 0 : total / (counts.Length * count))];
    }

    private double[] WeightOf(DataSchema schema)
    {
        double[] weights = [.. Enumerable.Repeat(1.0, schema.ClassName.Count)];
        int[] classes = [.. _given.Select(pair => schema.ClassIndex(pair.Label))];
        string[] unknown = [.. _given.Where((_, i) => classes[i] < 0).Select(pair => DataSchema.LabelText(pair.Label))];
        if (unknown.Length > 0)
        {
            throw TrainingErrors.ClassWeightUnknown(unknown, schema.ClassName);
        }

        for (int i = 0; i < classes.Length; i++)
        {
            weights[classes[i]] = _given[i].Weight;
        }

        return weights;
    }
}
