using System.Diagnostics;

namespace PSNeuralNet.Commands;

/// <summary>
/// Writes a verbose line now and then while a network is trained, for logs of jobs, then passes the progress on: after 1, 2, 5 and 10 seconds, then every
/// 10 seconds.
/// </summary>
/// <param name="cmdlet">The training cmdlet.</param>
/// <param name="next">The next receiver; null for none.</param>
internal sealed class TrainingLog(NetworkCmdlet cmdlet, IProgress<TrainingProgress>? next) : IProgress<TrainingProgress>
{
    private const int RegularSeconds = 10;

    private static readonly int[] FirstSeconds = [1, 2, 5];

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private int _lines;

    public void Report(TrainingProgress value)
    {
        if (_clock.Elapsed.TotalSeconds >= Due(_lines))
        {
            double? validation = value.ValidationCostHistory.Count > 0 ? value.ValidationCostHistory[^1] : null;
            cmdlet.WriteVerbose(Line(value.Epoch, value.EpochCount, value.Cost, validation, value.LearningRate));

            // After a pause, one line and not several.
            do
            {
                _lines++;
            }
            while (_clock.Elapsed.TotalSeconds >= Due(_lines));
        }

        next?.Report(value);
    }

    /// <summary>Writes a line of the end of the training.</summary>
    public void Finish(TrainingResult result) =>
        cmdlet.WriteVerbose(FormattableString.Invariant(
            $"{result.StopReason} after {result.EpochCount} epochs in {result.Duration.TotalSeconds:0.0} s{(result.BestEpoch is { } best ? $"; the parameters are those of epoch {best}" : "")}: cost {result.Cost:0.000000}, {result.Metric} {result.Score:0.0000} (baseline {result.Baseline:0.0000}), measured on the {(result.ScoreFrom == ScoreSource.OutOfFold ? "training samples, out of fold" : $"{result.ScoreFrom.ToString().ToLowerInvariant()} samples")}."));

    private static int Due(int line) => line < FirstSeconds.Length ? FirstSeconds[line] : RegularSeconds * (line - FirstSeconds.Length + 1);

    private static string Line(int epoch, int count, double cost, double? validation, double rate) =>
        FormattableString.Invariant($"Epoch {epoch} of {count}: cost {cost:0.000000}{(validation is { } held ? $", validation cost {held.ToString("0.000000", CultureInfo.InvariantCulture)}" : "")}, rate {rate:G4}");
}
