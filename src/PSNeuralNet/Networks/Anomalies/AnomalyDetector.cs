using MathNet.Numerics.LinearAlgebra;
using PSNeuralNet.Data;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>Anomaly scores of samples, by a network of the task Anomaly. Not thread-safe.</summary>
public sealed class AnomalyDetector
{
    private readonly AnomalyModel _model;
    private readonly Predictor _predictor;
    private readonly AnomalyColumns _columns;

    /// <summary>Creates a detector.</summary>
    /// <param name="network">The network.</param>
    /// <param name="unknown">Handling of categories that were not in the training data.</param>
    /// <param name="warn">Called once for each column with unknown categories; null ignores them.</param>
    /// <param name="precision">The precision of the passes through the layers.</param>
    /// <exception cref="NetworkException">The network is for another task, or has no scores to compare with.</exception>
    public AnomalyDetector(NetworkParameter network, UnknownCategory unknown = UnknownCategory.Warning, Action<string>? warn = null, Precision precision = Precision.Double)
    {
        ArgumentNullException.ThrowIfNull(network);
        _model = network.Metadata.Anomaly ?? throw NetworkErrors.AnomalyModelMissing(network);
        _predictor = new Predictor(network, unknown, warn, precision: precision);
        _columns = new AnomalyColumns(network.Schema, _model.Deviation);
    }

    /// <summary>The columns that are scored.</summary>
    public IEnumerable<string> ColumnName => _columns.Column.Select(column => column.Name);

    /// <summary>The score above which a sample is an anomaly.</summary>
    public double Threshold => _model.Threshold;

    /// <summary>Scores one sample.</summary>
    /// <param name="features">Features in the order of the network; NaN for a missing one.</param>
    /// <exception cref="NetworkException">The network takes another number of features.</exception>
    public AnomalyScore Score(ReadOnlySpan<double> features) => Score(features, _predictor.Predict(features));

    /// <summary>Scores the samples of a dataset.</summary>
    /// <param name="dataset">The samples; features are matched by name, and targets ignored.</param>
    /// <param name="cancellation">Cancels the prediction.</param>
    /// <exception cref="NetworkException">A feature is missing, an unknown category is an error, or the number of features differs.</exception>
    /// <exception cref="OperationCanceledException">The prediction was canceled.</exception>
    public IReadOnlyList<AnomalyScore> Score(Dataset dataset, CancellationToken cancellation = default) => Score(dataset, out _, cancellation);

    /// <summary>Scores the samples of a dataset.</summary>
    /// <param name="dataset">The samples; features are matched by name, and targets ignored.</param>
    /// <param name="samples">Receives the samples as the network takes them.</param>
    /// <param name="cancellation">Cancels the prediction.</param>
    /// <exception cref="NetworkException">A feature is missing, an unknown category is an error, or the number of features differs.</exception>
    /// <exception cref="OperationCanceledException">The prediction was canceled.</exception>
    public IReadOnlyList<AnomalyScore> Score(Dataset dataset, out Dataset samples, CancellationToken cancellation = default)
    {
        Matrix<double> prediction = _predictor.Predict(dataset, out samples, cancellation);
        double[] values = prediction.AsColumnMajorArray();
        var scores = new AnomalyScore[samples.SampleCount];
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = Score(samples.Features.AsSpan(i * samples.FeatureCount, samples.FeatureCount), values.AsSpan(i * prediction.RowCount, prediction.RowCount));
        }

        return scores;
    }

    private AnomalyScore Score(ReadOnlySpan<double> features, ReadOnlySpan<double> prediction)
    {
        double[] share = new double[_columns.Column.Length];
        _columns.Surprise(features, prediction, share);
        for (int i = 0; i < share.Length; i++)
        {
            share[i] = double.IsNaN(share[i]) ? 0 : (share[i] - _model.Mean[i]) / _model.Unit;
        }

        double score = share.Sum();
        return new AnomalyScore(score, score > _model.Threshold, share);
    }
}

/// <summary>Anomaly score of a sample.</summary>
/// <param name="Value">The sum of the shares of all columns: 0 for a sample as surprising as the mean one of the training, 1 for one that 1 % of those exceed.</param>
/// <param name="IsAnomaly">True above the threshold of the network.</param>
/// <param name="Share">The share of each column, in the order of <see cref="AnomalyDetector.ColumnName"/>: above 0 where it is more surprising than usual; 0 for a missing cell.</param>
public sealed record AnomalyScore(double Value, bool IsAnomaly, IReadOnlyList<double> Share);
