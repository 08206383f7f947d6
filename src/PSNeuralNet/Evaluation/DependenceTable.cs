using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Evaluation;

/// <summary>Predictions of a network for the same rows over and over, where all have the same values in one column or two. Not thread-safe.</summary>
/// <param name="network">The network.</param>
/// <param name="dataset">The rows, with the features of the network.</param>
/// <param name="row">The number of each row, from 0, in the data.</param>
/// <param name="individual">The indexes of the rows with curves of their own.</param>
/// <param name="output">The outputs that are averaged: indexes and names.</param>
internal sealed class DependenceTable(NetworkParameter network, Dataset dataset, int[] row, int[] individual, (int Index, string Name)[] output)
{
    // Predictions of a batch: rows of several points of the grid.
    private const int SamplesPerBatch = 16_384, ValuesPerBatch = 20_000_000;

    private readonly Predictor _predictor = new(network);
    private readonly WorkerGroup _workers = new();

    /// <summary>The points of a grid, or of two: for each output the means, then the curve of each individual row.</summary>
    /// <exception cref="OperationCanceledException">The measurement was canceled.</exception>
    public IEnumerable<DependencePoint> Measure(DependenceGrid grid, DependenceGrid? with, CancellationToken cancellation)
    {
        int inner = with?.Value.Length ?? 1, points = grid.Value.Length * inner;
        var mean = new double[output.Length][];
        var own = new double[output.Length][];
        for (int i = 0; i < output.Length; i++)
        {
            (mean[i], own[i]) = (new double[points], new double[(long)points * individual.Length]);
        }

        Predict(grid, with, points, (point, predictions) => Read(point, points, predictions, mean, own), cancellation);
        for (int i = 0; i < output.Length; i++)
        {
            for (int curve = -1; curve < individual.Length; curve++)
            {
                for (int point = 0; point < points; point++)
                {
                    int first = point / inner, second = point % inner;
                    yield return new DependencePoint(
                        grid.Column.Name,
                        grid.Value[first],
                        with?.Column.Name,
                        with?.Value[second],
                        output[i].Name,
                        curve < 0 ? mean[i][point] : own[i][((long)curve * points) + point],
                        curve < 0 ? null : row[individual[curve]] + 1,
                        curve < 0 ? row.Length : 1,
                        grid.Column.Kind,
                        with?.Column.Kind)
                    {
                        IsProbability = network.Task != NetworkTask.Regression,
                        Position = grid.Position[first],
                        OtherPosition = with?.Position[second] ?? 0,
                    };
                }
            }
        }
    }

    /// <summary>Predicts all rows for each point, several points at a time.</summary>
    /// <param name="grid">The values of the column.</param>
    /// <param name="with">The values of the second column, which vary faster; null for none.</param>
    /// <param name="points">The number of points.</param>
    /// <param name="read">Called with the index of a point, and its predictions, outputs x rows.</param>
    /// <param name="cancellation">Cancels the prediction.</param>
    private void Predict(DependenceGrid grid, DependenceGrid? with, int points, Action<int, ReadOnlySpan<double>> read, CancellationToken cancellation)
    {
        int rows = dataset.SampleCount, width = dataset.FeatureCount, outputs = OutputDecoder.CountOf(network), inner = with?.Value.Length ?? 1;
        int most = (int)Math.Clamp(Math.Min(SamplesPerBatch / rows, ValuesPerBatch / ((long)rows * Math.Max(width, outputs))), 1, points);
        int batches = (points + most - 1) / most, count = (points + batches - 1) / batches;

        // The rows for each point of a batch, in which the columns are overwritten.
        Dataset copies = dataset.Take([.. Enumerable.Range(0, count * rows).Select(i => i % rows)]);
        Span<double> features = copies.Features;
        Span<double> first = new double[grid.Column.Feature.Count], second = new double[with?.Column.Feature.Count ?? 0];
        for (int start = 0; start < points; start += count)
        {
            int here = Math.Min(count, points - start);
            for (int i = 0; i < here; i++)
            {
                grid.Write((start + i) / inner, first);
                with?.Write((start + i) % inner, second);
                for (int sample = i * rows; sample < (i + 1) * rows; sample++)
                {
                    first.CopyTo(features[((sample * width) + grid.First)..]);
                    second.CopyTo(features[((sample * width) + (with?.First ?? 0))..]);
                }
            }

            double[] predictions = _predictor.Predict(copies, _workers, cancellation).Values;
            for (int i = 0; i < here; i++)
            {
                read(start + i, predictions.AsSpan(i * rows * outputs, rows * outputs));
            }
        }
    }

    /// <summary>The mean of a point's predictions, and those of individual rows.</summary>
    private void Read(int point, int points, ReadOnlySpan<double> predictions, double[][] mean, double[][] own)
    {
        int outputs = OutputDecoder.CountOf(network);
        for (int i = 0; i < output.Length; i++)
        {
            double sum = 0, weights = 0;
            for (int sample = 0; sample < row.Length; sample++)
            {
                double weight = dataset.Weight?[sample] ?? 1;
                sum += weight * predictions[(sample * outputs) + output[i].Index];
                weights += weight;
            }

            mean[i][point] = sum / weights;
            for (int curve = 0; curve < individual.Length; curve++)
            {
                own[i][((long)curve * points) + point] = predictions[(individual[curve] * outputs) + output[i].Index];
            }
        }
    }
}
