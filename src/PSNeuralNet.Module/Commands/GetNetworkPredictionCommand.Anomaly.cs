namespace PSNeuralNet.Commands;

// Scores of networks that find anomalies.
public sealed partial class GetNetworkPredictionCommand
{
    // Parameters about predictions of a target.
    private static readonly string[] OfTarget = [nameof(AllProbability), nameof(RawProbability), nameof(Interval), nameof(PredictionSet), nameof(CalibrationData), nameof(Background), nameof(PermutationCount)];

    private AnomalyDetector? _detector;

    /// <summary>Creates the detector.</summary>
    /// <exception cref="NetworkException">A parameter is for networks that predict a target, or the threshold is not finite.</exception>
    private void BeginAnomaly()
    {
        if (Array.Find(OfTarget, MyInvocation.BoundParameters.ContainsKey) is { } parameter)
        {
            throw Errors.AnomalyParameter(parameter);
        }

        Explanation.RequireTop(Top);
        CreateNoveltyCheck();
        _detector = new AnomalyDetector(Threshold is { } threshold ? _network.Parameter.WithThreshold(threshold) : _network.Parameter, UnknownCategory, WriteWarning, Precision);
    }

    private void ScoreDataset(AnomalyDetector detector, Dataset dataset)
    {
        var samples = new SampleRowBuilder(dataset, _added);
        WarnOfReplacedColumns(samples.Columns);
        IReadOnlyList<AnomalyScore> scores = detector.Score(dataset, out Dataset selected, Cancellation);
        double[] features = selected.X.AsColumnMajorArray();
        int width = selected.FeatureCount;
        for (int sample = 0; sample < scores.Count; sample++)
        {
            samples.Load(sample);
            Write(samples.Builder, detector, scores[sample], sample + 1, features.AsSpan(sample * width, width), samples.ValueOf);
        }
    }

    private void Write(RowBuilder builder, AnomalyDetector detector, AnomalyScore score, int row, ReadOnlySpan<double> features, Func<string, object?> valueOf)
    {
        Span<object?> added = builder.Added;
        (added[0], added[1]) = (score.Value, score.IsAnomaly);
        AddNovelty(added[..(Explain ? ^1 : ^0)], row, features);
        if (Explain)
        {
            added[^1] = Explanation.Of(detector, score, valueOf, Top);
        }

        WriteObject(builder.Build());
    }

    /// <summary>The names of the added columns.</summary>
    private string[] AnomalyColumns() => ["AnomalyScore", "IsAnomaly", .. NoveltyColumns, .. Explain ? ["Explanation"] : Array.Empty<string>()];
}
