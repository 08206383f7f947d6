using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Persistence;

/// <summary>Reads and writes the conformity scores in a network file.</summary>
internal static class ConformalJson
{
    private const string Samples = "samples", Scores = "scores", Scale = "scale", Shift = "shift", Quantile = "isQuantile";

    /// <summary>Writes the scores of each target: an array.</summary>
    public static void Write(ContentWriter json, ConformalCalibration calibration)
    {
        json.StartArray();
        foreach (TargetScores target in calibration.Target)
        {
            json.StartObject();
            json.Name(Samples).Integer(target.Scores.SampleCount);
            if (target.Scale != IntervalScale.Linear)
            {
                json.Name(Scale).Text(target.Scale.ToString());
            }

            if (target.Shift != 0)
            {
                json.Name(Shift).Number(target.Shift);
            }

            if (target.IsQuantile)
            {
                json.Name(Quantile).Boolean(true);
            }

            json.Name(Scores).Numbers(target.Scores.Score);
            json.EndObject();
        }

        json.EndArray();
    }

    /// <summary>Reads the scores of each target.</summary>
    /// <exception cref="NetworkException">A value is not usable.</exception>
    public static ConformalCalibration Read(JsonField field, DataSchema schema)
    {
        TargetScores[] target = [.. field.Items().Select(ReadTarget)];
        int expected = schema.Task == NetworkTask.Regression ? schema.TargetName.Count : 1;
        return target.Length == expected ? new ConformalCalibration(target)
            : throw field.Invalid(FormattableString.Invariant($"there are scores of {target.Length} targets, and the network has {expected}"));
    }

    private static TargetScores ReadTarget(JsonField field)
    {
        long samples = field[Samples].Integer();
        JsonField scores = field[Scores];
        double[] score = scores.Numbers();
        if (samples is < 1 or > int.MaxValue)
        {
            throw field[Samples].Invalid("it is no number of samples");
        }

        if (score.Length != Math.Min(samples, ConformalScores.MaximumCount))
        {
            throw scores.Invalid(FormattableString.Invariant($"there are {score.Length} scores of {samples} samples: they have to be as many, and {ConformalScores.MaximumCount} at most"));
        }

        bool isQuantile = field.Find(Quantile)?.Boolean() == true;
        if ((score[0] < 0 && !isQuantile) || !ConformalScores.Ascends(score))
        {
            throw scores.Invalid("scores are 0 or more, in ascending order");
        }

        IntervalScale scale = field.Find(Scale)?.Name<IntervalScale>() ?? IntervalScale.Linear;
        double shift = field.Find(Shift)?.Number() ?? 0;
        return shift > 0 == (scale == IntervalScale.Log) && shift >= 0 ? new TargetScores(scale, shift, new ConformalScores((int)samples, ConformalScores.Ascending(score))) { IsQuantile = isQuantile }
            : throw field.Invalid("the scale Log has a shift above 0, and no other scale has one");
    }
}
