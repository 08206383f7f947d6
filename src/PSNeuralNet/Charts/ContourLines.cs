using MathNet.Numerics.LinearAlgebra;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Charts;

/// <summary>
/// Contour lines at level 0 by marching squares: linear interpolation places a point between two neighbors of opposite signs, and the points
/// of a square are joined.
/// </summary>
internal static class ContourLines
{
    /// <summary>The lines between classes, in columns and rows of the grid.</summary>
    /// <param name="probability">One matrix, of the second of two classes; or one for each class.</param>
    /// <param name="rule">The rule of predicted classes: that of two classes has its line at the threshold.</param>
    public static IEnumerable<(double X, double Y)[]> Between(IReadOnlyList<Matrix<double>> probability, DecisionRule rule)
    {
        if (probability.Count == 1)
        {
            return Zero(probability[0] - rule.SecondThreshold);
        }

        // Each class against the most probable of the others; a class that wins nowhere has no border.
        (Matrix<double> first, Matrix<double> second) = Best(probability);
        return probability.SelectMany(one =>
        {
            Matrix<double> lead = one.MapIndexed((row, column, value) => value - (value < first[row, column] ? first[row, column] : second[row, column]));
            return lead.Exists(value => value > 0) ? Zero(lead) : [];
        });
    }

    /// <summary>The largest and the second largest probability of each point; equal in a tie.</summary>
    private static (Matrix<double> First, Matrix<double> Second) Best(IReadOnlyList<Matrix<double>> probability)
    {
        Matrix<double> first = probability[0].Clone(), second = Matrix<double>.Build.Dense(first.RowCount, first.ColumnCount, double.NegativeInfinity);
        foreach (Matrix<double> one in probability.Skip(1))
        {
            second = second.PointwiseMaximum(first.PointwiseMinimum(one));
            first = first.PointwiseMaximum(one);
        }

        return (first, second);
    }

    /// <summary>The contour lines of a matrix at level 0: open lines first, then closed ones.</summary>
    internal static IEnumerable<(double X, double Y)[]> Zero(Matrix<double> values)
    {
        // A point lies on an edge of the grid, which belongs to one or two squares.
        var neighbors = new Dictionary<Edge, List<Edge>>();
        for (int row = 0; row + 1 < values.RowCount; row++)
        {
            for (int column = 0; column + 1 < values.ColumnCount; column++)
            {
                Square(values, row, column, neighbors);
            }
        }

        // Open lines begin at the border, at points with one neighbor.
        foreach (Edge start in neighbors.Keys.OrderBy(edge => neighbors[edge].Count).ToArray())
        {
            if (neighbors[start].Count > 0)
            {
                yield return [.. Follow(start, neighbors).Select(edge => Point(values, edge))];
            }
        }
    }

    private static List<Edge> Follow(Edge start, Dictionary<Edge, List<Edge>> neighbors)
    {
        var line = new List<Edge> { start };
        while (neighbors[line[^1]].Count > 0)
        {
            Edge next = neighbors[line[^1]][0];
            neighbors[line[^1]].Remove(next);
            neighbors[next].Remove(line[^1]);
            line.Add(next);
        }

        return line;
    }

    private static void Square(Matrix<double> values, int row, int column, Dictionary<Edge, List<Edge>> neighbors)
    {
        Edge bottom = new(row, column, false), left = new(row, column, true), top = new(row + 1, column, false), right = new(row, column + 1, true);
        Edge[] crossed = [.. new[] { bottom, right, top, left }.Where(edge => IsCrossed(values, edge))];
        if (crossed.Length == 2)
        {
            Join(crossed[0], crossed[1], neighbors);
        }
        else if (crossed.Length == 4)
        {
            // Saddle point: the mean of the corners decides which of them are connected.
            double sum = values[row, column] + values[row, column + 1] + values[row + 1, column] + values[row + 1, column + 1];
            bool isWithFirst = sum > 0 == values[row, column] > 0;
            Join(bottom, isWithFirst ? right : left, neighbors);
            Join(top, isWithFirst ? left : right, neighbors);
        }
    }

    private static bool IsCrossed(Matrix<double> values, Edge edge) =>
        values[edge.Row, edge.Column] > 0 != values[edge.EndRow, edge.EndColumn] > 0;

    private static void Join(Edge one, Edge other, Dictionary<Edge, List<Edge>> neighbors)
    {
        foreach ((Edge from, Edge to) in new[] { (one, other), (other, one) })
        {
            if (!neighbors.TryGetValue(from, out List<Edge>? list))
            {
                neighbors[from] = list = [];
            }

            list.Add(to);
        }
    }

    private static (double X, double Y) Point(Matrix<double> values, Edge edge)
    {
        double from = values[edge.Row, edge.Column], to = values[edge.EndRow, edge.EndColumn], share = from / (from - to);
        return edge.IsUpwards ? (edge.Column, edge.Row + share) : (edge.Column + share, edge.Row);
    }

    /// <summary>An edge of the grid: from a point to its neighbor in the next row or column.</summary>
    private readonly record struct Edge(int Row, int Column, bool IsUpwards)
    {
        public int EndRow => IsUpwards ? Row + 1 : Row;

        public int EndColumn => IsUpwards ? Column : Column + 1;
    }
}
