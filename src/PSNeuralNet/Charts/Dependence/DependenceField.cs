using PSNeuralNet.Evaluation;

namespace PSNeuralNet.Charts;

/// <summary>Partial dependence on two columns: the mean predictions of a class or target.</summary>
/// <param name="Name">The columns.</param>
/// <param name="X">The axis of the first column.</param>
/// <param name="Y">The axis of the second column.</param>
/// <param name="Output">The name of the predictions: "probability of yes".</param>
internal sealed record DependenceField(string Name, ChartAxis X, ChartAxis Y, string Output) : DependencePanel(Name)
{
    private readonly double[] _x = [];
    private readonly double[] _y = [];
    private readonly double[,] _value = new double[0, 0];

    /// <summary>The smallest mean.</summary>
    public double Minimum { get; private init; }

    /// <summary>The largest mean, above the smallest one.</summary>
    public double Maximum { get; private init; }

    /// <exception cref="NetworkException">There are only single rows, or pairs of values are missing.</exception>
    public static DependenceField Of(DependencePoint[] points)
    {
        DependencePoint first = points[0];
        DependencePoint[] means = [.. points.Where(point => point.Sample is null)];
        (ChartAxis x, double[] across) = AxisOf(first.Name, first.Kind, points.Select(point => (point.Position, point.Value)));
        (ChartAxis y, double[] upwards) = AxisOf(first.OtherName!, first.OtherKind!.Value, points.Select(point => (point.OtherPosition, point.OtherValue!)));
        if (means.Length != across.Length * upwards.Length)
        {
            throw ChartErrors.ChartDependenceIncomplete(first.Name, first.OtherName!, means.Length, across.Length * upwards.Length);
        }

        var value = new double[across.Length, upwards.Length];
        foreach (DependencePoint point in means)
        {
            value[Array.BinarySearch(across, point.Position), Array.BinarySearch(upwards, point.OtherPosition)] = point.Prediction;
        }

        return new DependenceField($"{first.Name} and {first.OtherName}", x, y, OutputName(points), across, upwards, value);
    }

    private DependenceField(string name, ChartAxis x, ChartAxis y, string output, double[] across, double[] upwards, double[,] value)
        : this(name, x, y, output)
    {
        (_x, _y, _value) = (across, upwards, value);
        ChartAxis range = AxisOf(output, value.Cast<double>());
        double minimum = value.Cast<double>().Min(), maximum = value.Cast<double>().Max();
        (Minimum, Maximum) = maximum > minimum ? (minimum, maximum) : (range.Minimum, range.Maximum);
    }

    /// <summary>The mean at a share of the width, from the left, and of the height, from the bottom: between numbers by linear interpolation, of categories that of the nearest one.</summary>
    public double At(double across, double upwards)
    {
        (int left, int right, double partX) = Place(X, _x, across);
        (int below, int above, double partY) = Place(Y, _y, upwards);
        return ((1 - partY) * (((1 - partX) * _value[left, below]) + (partX * _value[right, below])))
            + (partY * (((1 - partX) * _value[left, above]) + (partX * _value[right, above])));
    }

    /// <summary>The place of a mean between the smallest one, 0, and the largest one, 1.</summary>
    public double Share(double mean) => Math.Clamp((mean - Minimum) / (Maximum - Minimum), 0, 1);

    private static (int First, int Second, double Part) Place(ChartAxis axis, double[] positions, double share)
    {
        if (axis.Named is not null)
        {
            int nearest = Math.Clamp((int)(share * positions.Length), 0, positions.Length - 1);
            return (nearest, nearest, 0);
        }

        double value = axis.Minimum + (share * (axis.Maximum - axis.Minimum));
        int second = Array.BinarySearch(positions, value) is var found && found < 0 ? ~found : found;
        second = Math.Clamp(second, 0, positions.Length - 1);
        int first = Math.Max(0, second - 1);
        return positions[second] > positions[first] ? (first, second, Math.Clamp((value - positions[first]) / (positions[second] - positions[first]), 0, 1)) : (second, second, 0);
    }
}
