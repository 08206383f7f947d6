namespace PSNeuralNet.Commands;

// Intervals of numbers, and sets of classes.
public sealed partial class GetNetworkPredictionCommand
{
    private PredictionInterval? _interval;
    private PredictionSets? _sets;

    /// <summary>
    /// The confidence of prediction intervals of a regression, between 0 and 1: with 0.9, LowerBound and UpperBound hold the actual numbers of nine of ten rows like those of the training. They come from the errors
    /// of rows that the training held out, or of -CalibrationData (conformal prediction).
    /// </summary>
    [Parameter]
    public double? Interval { get; set; }

    /// <summary>
    /// The confidence of prediction sets of a classifier, between 0 and 1: with 0.95, the property PredictionSet has as many classes, the most probable one first, as hold the actual class of 19 of 20 rows. They
    /// come from the probabilities of rows that the training held out, or of -CalibrationData (conformal prediction).
    /// </summary>
    [Parameter]
    public double? PredictionSet { get; set; }

    /// <summary>
    /// Labeled rows, or a dataset, that the network was not trained on, to calibrate -Interval or -PredictionSet on, instead of the rows that the training held out. If omitted, those of the training, which also
    /// chose the best epoch.
    /// </summary>
    [Parameter]
    [DatasetTransformation]
    public DatasetReference? CalibrationData { get; set; }

    /// <summary>Calibrates intervals or sets, where they are asked for.</summary>
    private void BeginConformal()
    {
        bool isRegression = _network.Task == NetworkTask.Regression;
        if (Interval is not null && !isRegression)
        {
            throw Errors.IntervalOfClasses(_network.Task);
        }

        if (PredictionSet is not null && isRegression)
        {
            throw Errors.PredictionSetOfNumbers();
        }

        if (Interval is null && PredictionSet is null)
        {
            _ = CalibrationData is null ? true : throw Errors.CalibrationDataNotUsed(isRegression ? nameof(Interval) : nameof(PredictionSet), CalibrationData);
            return;
        }

        ConformalCalibration calibration = Calibration();
        _interval = Interval is { } level ? new PredictionInterval(calibration, level) : null;
        _sets = PredictionSet is { } confidence ? new PredictionSets(calibration, confidence, _network.Parameter.Schema.ClassLabel) : null;
    }

    private ConformalCalibration Calibration()
    {
        NetworkParameter network = _predictor!.Parameter;
        if (CalibrationData is { } given)
        {
            Dataset dataset = given.Resolve(this, network.Schema);
            if (Network.Training is { } training && HeldOutThresholds.IsTrainingData(training, dataset))
            {
                WriteWarning("-CalibrationData has the rows that the network was trained on, where its errors are too small. Give other rows, or leave it out, for those that the training held out.");
            }

            return ConformalFit.Calibrate(dataset, network, UnknownCategory, DatasetWarnings.Always(dataset, WriteWarning), Cancellation);
        }

        if (!ReferenceEquals(network, _network.Parameter))
        {
            throw Errors.CalibrationNotRaw();
        }

        ConformalCalibration kept = network.Metadata.Conformal ?? throw Errors.CalibrationMissing(_network.Task == NetworkTask.Regression ? "intervals" : "sets");
        WriteVerbose($"Calibrated on {kept} that the training held out. They also chose its best epoch; -CalibrationData takes rows that chose nothing.");
        return kept;
    }

    /// <summary>Writes the bounds of all targets, or the set, to the last places of the added columns.</summary>
    private void AddConformal(ReadOnlySpan<double> output, int predicted, Span<object?> added)
    {
        if (_interval is { } interval)
        {
            for (int i = 0; i < output.Length; i++)
            {
                (added[^(2 * output.Length - i)], added[^(output.Length - i)]) = interval.Of(i, output[i]);
            }
        }

        if (_sets is { } sets)
        {
            added[^1] = sets.Of(output, predicted);
        }
    }

    /// <summary>The names of the columns of bounds or sets.</summary>
    private IEnumerable<string> ConformalColumns() =>
        _sets is not null ? [nameof(PredictionSet)]
            : _interval is null ? []
            : _network.TargetName.Count == 1 ? ["LowerBound", "UpperBound"]
            : [.. _network.TargetName.Select(name => $"LowerBound({name})"), .. _network.TargetName.Select(name => $"UpperBound({name})")];
}
