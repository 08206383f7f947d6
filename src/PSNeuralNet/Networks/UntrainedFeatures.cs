using MathNet.Numerics.LinearAlgebra;
using PSNeuralNet.Data;

namespace PSNeuralNet.Networks;

/// <summary>
/// Features without effect, since they were the same in all training samples: their weights in the first layer are 0, of an ensemble in all its networks. Another value of
/// theirs is reported as an unknown category is; but words of free text that no training sample had count as absent.
/// </summary>
internal sealed class UntrainedFeatures
{
    private readonly Scaling?[] _scalings;
    private readonly (FeatureColumn Column, int First, int[] Features)[] _columns;

    private UntrainedFeatures(NetworkParameter parameter, HashSet<int> untrained)
    {
        _scalings = parameter.HasCommonScaling ? [parameter.Scaling] : [.. parameter.Single.Select(one => one.Scaling)];
        int[] offsets = ColumnMatch.Offsets(parameter.Schema);
        _columns =
        [
            .. parameter.Schema.Column
                .Select((column, i) => (column, offsets[i], Enumerable.Range(0, column.Feature.Count).Where(feature => untrained.Contains(offsets[i] + feature)).ToArray()))
                .Where(column => column.Item3.Length > 0 && !column.column.IsText),
        ];
    }

    /// <summary>The untrained features of a network; null if there are none, or if the network has no names of its own, or weights of 0 only.</summary>
    public static UntrainedFeatures? Of(NetworkParameter parameter)
    {
        if (!parameter.HasNames)
        {
            return null;
        }

        int count = parameter.FeatureCount;
        HashSet<int> untrained = [.. Enumerable.Range(0, count).Where(feature => parameter.Single.All(network => Inputs(network, feature).All(input => IsZero(network.Weight(1), input))))];
        return untrained.Count == 0 || untrained.Count == count ? null : new UntrainedFeatures(parameter, untrained);
    }

    /// <summary>Reports the values of samples that no training sample had.</summary>
    /// <param name="dataset">Samples with the features of the network.</param>
    /// <param name="reporter">Receives the values.</param>
    public void Report(Dataset dataset, UnknownCategoryReporter reporter)
    {
        for (int sample = 0; sample < dataset.SampleCount; sample++)
        {
            Report(sample + 1, dataset.Features.AsSpan(sample * dataset.FeatureCount, dataset.FeatureCount), reporter);
        }
    }

    /// <summary>Reports the values of a sample that no training sample had.</summary>
    /// <param name="row">Row, from 1, for messages.</param>
    /// <param name="features">The features of the sample in the order of the network.</param>
    /// <param name="reporter">Receives the values.</param>
    public void Report(int row, ReadOnlySpan<double> features, UnknownCategoryReporter reporter)
    {
        foreach ((FeatureColumn column, int first, int[] untrained) in _columns)
        {
            foreach (int feature in untrained)
            {
                double value = features[first + feature];
                if (double.IsNaN(value) || Array.Exists(_scalings, scaling => (scaling?.Standardize(first + feature, value) ?? value) == 0))
                {
                    continue;
                }

                if (!IndicatorFeatures.IsIndicator(column, feature))
                {
                    reporter.ReportConstant(row, column, FeatureColumn.Shown(column.Kind, value), FeatureColumn.Shown(column.Kind, _scalings[0] is { FeatureMean.Count: > 0 } scaling ? scaling.FeatureMean[first + feature] : 0));
                }
                else if (value != 0 || column.Kind == ColumnKind.Boolean)
                {
                    reporter.Report(row, column, feature < column.Category.Count ? column.Category[feature] : column.Kind == ColumnKind.Boolean && feature == 0 ? (value == 1).ToString() : column.Feature[feature]);
                }
            }
        }
    }

    /// <summary>A feature and its units among the inputs of the first layer.</summary>
    private static int[] Inputs(NetworkParameter parameter, int feature) => parameter.Scaling?.InputsOf(feature, parameter.FeatureCount) ?? [feature];

    private static bool IsZero(Matrix<double> weight, int input)
    {
        for (int unit = 0; unit < weight.RowCount; unit++)
        {
            if (weight[unit, input] != 0)
            {
                return false;
            }
        }

        return true;
    }
}
