namespace PSNeuralNet.Commands;

// The result: a warning where nothing was learned.
public sealed partial class InvokeNetworkTrainingCommand
{
    // The share of the most frequent class from which on the others are rare.
    private const double RareBaseline = 0.8;

    /// <summary>The temperature, or the reason for none: a warning where -Calibration was given.</summary>
    private void TellCalibration(TrainingResult result)
    {
        if (result.Temperature is { } temperature)
        {
            WriteVerbose(FormattableString.Invariant($"The probabilities are calibrated: the temperature is {temperature:0.0000}, fitted on the samples held out."));
        }
        else if (result.CalibrationNote is { } note)
        {
            string text = $"-Calibration Temperature fits no temperature: {note}.";
            if (IsGiven(nameof(Calibration)))
            {
                WriteWarning(text);
            }
            else
            {
                WriteVerbose(text);
            }
        }
    }

    private void WarnOfPoorScore(TrainingResult result)
    {
        if (Samples.Schema.IsAnomaly)
        {
            TellAnomaly(result);
            return;
        }

        if (Samples.IsTable && result.StopReason != StopReason.Diverged && double.IsNaN(result.Score))
        {
            WriteWarning($"The {result.Metric} cannot be measured on the {result.ScoreFrom} samples: there is only one, all have the same target, or the squares of their targets are too large a number. Its cost can be compared.");
        }

        if (Samples.IsTable && result.StopReason != StopReason.Diverged && result.Score <= result.Baseline)
        {
            // Of a rare class, accuracy cannot say more than the most frequent class.
            string advice = result.Metric != nameof(TrainingResult.R2) && result.Baseline >= RareBaseline
                ? " With a rare class, accuracy says little: see RocAuc of Measure-Network; to find more of the class, choose a threshold with Set-NetworkThreshold (of two classes), or train with -ClassWeight Balanced and predict with -RawProbability."
                : "";
            string baseline = result.Metric == nameof(TrainingResult.R2) ? "predicting the mean" : "predicting the most frequent class";
            WriteWarning(FormattableString.Invariant(
                $"The network is no better than always {baseline}: its {result.Metric} is {result.Score:0.0000}, and that has {result.Baseline:0.0000}, both measured on the {(result.ScoreFrom == ScoreSource.OutOfFold ? "training samples, out of fold" : $"{result.ScoreFrom.ToString().ToLowerInvariant()} samples")}. The features may say little about the target (Get-NetworkFeature shows them), or the training may be too short.{advice}"));
        }
    }

    /// <summary>The threshold of anomalies, and rows that are too few, or columns that cannot be reconstructed, to find any.</summary>
    private void TellAnomaly(TrainingResult result)
    {
        if (result.StopReason == StopReason.Diverged || result.Parameter.Metadata.Anomaly is not { } model)
        {
            return;
        }

        WriteVerbose(model.Contamination is { } share
            ? FormattableString.Invariant($"Rows with an AnomalyScore above {model.Threshold:0.####} are anomalies: {share:0.######} of the training rows. Set-NetworkThreshold changes that.")
            : FormattableString.Invariant($"Rows with an AnomalyScore above 1 are anomalies: 1 % of {(result.OutOfFold is not null ? "the training rows" : $"{model.SampleCount} rows")}{(model.IsHeldOut && result.OutOfFold is null ? " that were held out" : "")}. -Contamination, or Set-NetworkThreshold, changes that."));
        if (!model.IsHeldOut)
        {
            WriteWarning($"The scores of anomalies are compared with the {model.SampleCount} rows that the network was trained on, since none were held out, and these look more usual than new ones. Give 40 rows or more, or -ValidationFraction.");
        }
    }
}
