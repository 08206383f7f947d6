using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Training;

/// <summary>
/// Fits the scores of anomalies: from rows that a network did not train on, each reconstructed by the network that held it out; from the training rows where none were held out.
/// </summary>
internal static class AnomalyFit
{
    /// <summary>The network with the scores in its metadata; the network itself for other tasks.</summary>
    /// <param name="network">The trained network.</param>
    /// <param name="samples">All training samples, as the network takes them.</param>
    /// <param name="heldOut">Samples that were held out, with the network that did not train on them; none where none were.</param>
    /// <param name="options">The settings.</param>
    public static NetworkParameter With(NetworkParameter network, Dataset samples, IReadOnlyList<(NetworkParameter Network, Dataset Samples)> heldOut, TrainingOptions options)
    {
        if (!network.Schema.IsAnomaly)
        {
            return network;
        }

        bool isHeldOut = heldOut.Count > 0;
        (double[][] features, double[][] prediction) = Reconstructed(isHeldOut ? heldOut : [(network, samples)]);
        IReadOnlyList<ReconstructedFeature> target = network.Schema.Reconstruction;
        double[] deviation = [.. target.Select((one, i) => one.IsIndicator ? 0 : Deviation(one, i, features, prediction))];
        var columns = new AnomalyColumns(network.Schema, deviation);
        double[][] surprise = [.. features.Select((row, i) =>
        {
            var one = new double[columns.Column.Length];
            columns.Surprise(row, prediction[i], one);
            return one;
        })];
        double[] mean = [.. columns.Column.Select((_, column) => MeanOfUsual([.. surprise.Select(row => row[column]).Where(double.IsFinite)]))];
        double[] score = [.. surprise.Select(row => row.Select((value, column) => double.IsNaN(value) ? 0 : value - mean[column]).Sum()).Order()];
        var model = new AnomalyModel
        {
            Threshold = 1,
            SampleCount = score.Length,
            IsHeldOut = isHeldOut,
            Unit = 1,
            Deviation = Array.AsReadOnly(deviation),
            Mean = Array.AsReadOnly(mean),
        };

        // The mean of several networks is closer to a row than each of them: its scores are lower than those of the networks that held the rows out.
        bool isOfMembers = heldOut.Any(part => part.Network != network);
        double unit = isOfMembers && network.IsEnsemble ? ThresholdOf(network.With(network.Metadata with { Anomaly = model }), samples, 1 - AnomalyModel.DefaultQuantile) : Quantile.Of(score, AnomalyModel.DefaultQuantile);
        model = model with { Unit = unit > 0 && double.IsFinite(unit) ? unit : 1 };
        NetworkParameter fitted = network.With(network.Metadata with { Anomaly = model });
        return options.Contamination is not { } share ? fitted
            : fitted.With(network.Metadata with { Anomaly = model with { Threshold = ThresholdOf(fitted, samples, share), Contamination = share } });
    }

    /// <summary>The score that a share of the training samples exceed.</summary>
    private static double ThresholdOf(NetworkParameter network, Dataset samples, double share) =>
        Quantile.Of([.. new AnomalyDetector(network).Score(samples).Select(score => score.Value).Order()], 1 - share);

    /// <summary>Root mean square of the residuals without the largest 1 %, which odd rows have.</summary>
    private static double Deviation(ReconstructedFeature target, int place, double[][] features, double[][] prediction)
    {
        double[] squares = [.. features.Select((row, i) => (Value: row[target.Feature], Prediction: prediction[i][place]))
            .Where(one => !double.IsNaN(one.Value)).Select(one => target.Target(one.Value) - one.Prediction).Select(residual => residual * residual).Order()];
        return AnomalyModel.DeviationOf(squares.Length == 0 ? 1 : MeanOfUsual(squares));
    }

    /// <summary>Mean without the largest 1 %, which odd rows have: of a column of rare events they would be most of it. 0 for none.</summary>
    private static double MeanOfUsual(double[] values)
    {
        int kept = Math.Max(1, (int)Math.Ceiling(values.Length * AnomalyModel.DefaultQuantile));
        return values.Order().Take(kept).DefaultIfEmpty().Average();
    }

    private static (double[][] Features, double[][] Prediction) Reconstructed(IEnumerable<(NetworkParameter Network, Dataset Samples)> parts)
    {
        List<double[]> features = [], prediction = [];
        foreach ((NetworkParameter network, Dataset samples) in parts)
        {
            double[] values = new Predictor(network).Predict(samples).AsColumnMajorArray();
            int width = values.Length / samples.SampleCount;
            for (int i = 0; i < samples.SampleCount; i++)
            {
                features.Add(samples.Features[(i * samples.FeatureCount)..((i + 1) * samples.FeatureCount)]);
                prediction.Add(values[(i * width)..((i + 1) * width)]);
            }
        }

        return ([.. features], [.. prediction]);
    }
}
