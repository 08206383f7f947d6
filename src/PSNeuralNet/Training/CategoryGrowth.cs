using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Training;

/// <summary>
/// Growth of a network by the categories of new data (vocabulary expansion): each new category of a one-hot encoded column becomes a feature,
/// with drawn weights in the first layer, unless the column has a feature for other categories. Predictions for rows of known categories stay the same.
/// </summary>
public static class CategoryGrowth
{
    private const int MaximumNames = 10;

    /// <summary>The start of a training with the features of all categories that the data has.</summary>
    /// <param name="start">The network to train further, or the training to continue; it is not changed.</param>
    /// <param name="dataset">The data.</param>
    /// <param name="seed">Called if there is a new category: returns the seed of its weights, 0 to 4294967295.</param>
    /// <param name="warn">Called once for all new categories; null ignores them.</param>
    /// <returns>The same start where there is nothing new; else one with a larger network and a new optimizer.</returns>
    /// <exception cref="NetworkException">The network would be too large, or the seed is outside its range.</exception>
    public static TrainingStart Learn(TrainingStart start, Dataset dataset, Func<long> seed, Action<string>? warn = null)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(seed);
        NetworkParameter parameter = start.Parameter;
        if (!parameter.HasNames)
        {
            return start;
        }

        string[][] added = [.. parameter.Schema.Column.Select(column => NewCategories(column, dataset))];
        int count = added.Sum(categories => categories.Length);
        if (count == 0)
        {
            return start;
        }

        (NetworkParameter grown, int[] features) = Grow(parameter, added, seed());
        IEnumerable<string> learned = parameter.Schema.Column.Zip(added, (column, categories) => (column.Name, categories))
            .Where(one => one.categories.Length > 0).Take(MaximumNames).Select(one => $"{Failure.Listed(one.categories)} of the column '{one.Name}'");
        warn?.Invoke(FormattableString.Invariant($"The network learns {(count == 1 ? "a new category" : $"{count} new categories")}: {string.Join("; ", learned)}. Its first layer has {grown.FeatureCount} features now, {count} more than before."));
        return new TrainingStart(grown, start.Options) { Grown = features, Rescales = start.Rescales };
    }

    /// <summary>The categories of a network's column that occur in the data and that the network does not know.</summary>
    private static string[] NewCategories(FeatureColumn column, Dataset dataset)
    {
        // New categories are others in a column with a feature for these.
        if (!column.IsOneHot || column.IsLeftOut || column.HasOther || dataset.Schema.Find(column.Name) is not { } source)
        {
            return [];
        }

        if (source.IsLeftOut)
        {
            return source.Constant is string constant && column.IndexOf(constant) < 0 ? [constant] : [];
        }

        if (!source.IsOneHot || source.Category.All(category => column.IndexOf(category) >= 0))
        {
            return [];
        }

        int first = dataset.Schema.Column.TakeWhile(one => one != source).Sum(one => one.Feature.Count);
        return [.. source.Category.Where((category, i) => column.IndexOf(category) < 0 && Occurs(dataset, first + i))];
    }

    private static bool Occurs(Dataset dataset, int feature)
    {
        for (int sample = 0; sample < dataset.SampleCount; sample++)
        {
            if (dataset.Features[(sample * dataset.FeatureCount) + feature] == 1)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The larger network, and which of its features are new. The networks of an ensemble grow alike, with weights of the seeds seed, seed + 1, ...</summary>
    private static (NetworkParameter Parameter, int[] Features) Grow(NetworkParameter parameter, string[][] added, long seed)
    {
        FeatureColumn[] columns = [.. parameter.Schema.Column.Select((column, i) => added[i].Length == 0 ? column : column.WithCategories([.. column.Category, .. added[i]]))];
        DataSchema schema = parameter.Schema.With(columns);
        int[] features = Sources(parameter.Schema, columns);
        (Scaling? Before, Scaling? Grown) last = (null, null);
        long next = seed;
        return (parameter.Each(GrowOne), [.. Enumerable.Range(0, features.Length).Where(i => features[i] < 0)]);

        NetworkParameter GrowOne(NetworkParameter network)
        {
            // New features are before the units of encoded ones.
            int bins = network.Scaling?.UnitCount ?? 0;
            NetworkShape shape = network.Shape.WithInputs(schema.FeatureName.Count + bins);
            int[] sources = [.. features, .. Enumerable.Range(parameter.FeatureCount, bins)];
            last = Scaling.AreSame(network.Scaling, last.Before) ? last : (network.Scaling, Grow(network.Scaling, features));
            return new NetworkParameter(shape, Grow(network, shape, sources, next++ & uint.MaxValue), schema, scaling: last.Grown) { Initialization = network.Initialization, PriorOffset = network.PriorOffset };
        }
    }

    private static double[] Grow(NetworkParameter parameter, NetworkShape shape, int[] sources, long seed)
    {
        NetworkShape before = parameter.Shape;
        int count = sources.Count(source => source < 0), units = shape.Units(1), inputs = shape.InputSize;
        double[] drawn = Initializer.NewInputs(shape, parameter.Initialization ?? Initialization.He, seed, count), old = parameter.Flatten();
        var values = new double[shape.ParameterCount];
        int next = 0;
        for (int unit = 0; unit < units; unit++)
        {
            for (int i = 0; i < inputs; i++)
            {
                values[(unit * inputs) + i] = sources[i] < 0 ? drawn[next++] : old[(unit * before.InputSize) + sources[i]];
            }
        }

        Array.Copy(old, before.BiasOffset(1), values, shape.BiasOffset(1), old.Length - before.BiasOffset(1));
        return values;
    }

    /// <summary>The place of each feature in the network before; -1 for a new one.</summary>
    private static int[] Sources(DataSchema before, FeatureColumn[] columns)
    {
        int[] offsets = ColumnMatch.Offsets(before);
        return [.. columns.SelectMany((column, c) =>
        {
            var placeOf = before.Column[c].Feature.Select((feature, i) => (feature, i)).ToDictionary(one => one.feature, one => offsets[c] + one.i, StringComparer.Ordinal);
            return column.Feature.Select(feature => placeOf.GetValueOrDefault(feature, -1));
        })];
    }

    /// <summary>New features are not standardized, and never imputed.</summary>
    private static Scaling? Grow(Scaling? scaling, int[] sources)
    {
        return scaling is null ? null : new Scaling(Values(scaling.FeatureMean, 0), Values(scaling.FeatureDeviation, 1), [.. scaling.TargetMean], [.. scaling.TargetDeviation], Values(scaling.FillValue, 0))
        {
            FeatureClip = Values(scaling.FeatureClip, 0),
            FeatureEdge = Values<IReadOnlyList<double>>(scaling.FeatureEdge, []),
            TargetShift = scaling.TargetShift,
            TargetMinimum = scaling.TargetMinimum,
            TargetMaximum = scaling.TargetMaximum,
        };

        T[] Values<T>(IReadOnlyList<T> values, T added) => values.Count == 0 ? [] : Array.ConvertAll(sources, source => source < 0 ? added : values[source]);
    }
}
