using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Evaluation;

/// <summary>All that the explanations of a network have in common: its background samples and their predictions, columns, and permutations.</summary>
internal sealed class ShapleyPlan
{
    private readonly double[] _prediction;
    private readonly int _outputs;

    /// <param name="network">The network.</param>
    /// <param name="background">The background samples.</param>
    /// <param name="permutationCount">Permutations for each background sample.</param>
    /// <param name="seed">The seed of the permutations.</param>
    public ShapleyPlan(NetworkParameter network, BackgroundSample background, int permutationCount, long seed)
    {
        (PermutationCount, Seed) = (permutationCount, (ulong)seed);
        Background = background.ToArray();
        Count = background.Count;
        int[] offsets = ColumnMatch.Offsets(network.Schema);
        Columns = [.. network.Schema.Column.Select((column, i) => new ShapleyColumn(column, offsets[i])).Where(column => !column.Column.IsLeftOut)];
        Scalings = network.HasCommonScaling ? [network.Single[0].Scaling] : [.. network.Single.Select(one => one.Scaling)];
        ScalingOf = [.. network.Single.Select((_, i) => Scalings.Length == 1 ? 0 : i)];
        double[][] inputs = Array.ConvertAll(Scalings, scaling => CoalitionNetwork.InputsOf(Background, network.FeatureCount, scaling));
        Networks = [.. network.Single.Select((one, i) => new CoalitionNetwork(one, inputs[ScalingOf[i]], Count))];
        Times = network.Times;
        _outputs = OutputDecoder.CountOf(network);
        _prediction = PredictionsOf(network);
        Mean = new double[_outputs];
        for (int i = 0; i < _prediction.Length; i++)
        {
            Mean[i % _outputs] += _prediction[i];
        }

        MemberMean.Divide(Mean, Count);
    }

    /// <summary>The networks, each once.</summary>
    public CoalitionNetwork[] Networks { get; }

    /// <summary>The number of times that each network counts.</summary>
    public int[] Times { get; }

    /// <summary>The different scalings.</summary>
    public Scaling?[] Scalings { get; }

    /// <summary>The scaling of each network.</summary>
    public int[] ScalingOf { get; }

    /// <summary>The columns that are features.</summary>
    public ShapleyColumn[] Columns { get; }

    /// <summary>The background samples, features x samples.</summary>
    public double[] Background { get; }

    /// <summary>The number of background samples.</summary>
    public int Count { get; }

    /// <summary>The mean prediction of the background samples.</summary>
    public double[] Mean { get; }

    /// <summary>Permutations for each background sample.</summary>
    public int PermutationCount { get; }

    /// <summary>The seed of the permutations.</summary>
    public ulong Seed { get; }

    /// <summary>The prediction of a background sample.</summary>
    public ReadOnlySpan<double> PredictionOf(int sample) => _prediction.AsSpan(sample * _outputs, _outputs);

    private double[] PredictionsOf(NetworkParameter network)
    {
        // A prediction ignores the targets.
        int targets = network.Schema.OutputCount;
        TargetValues none = network.Task == NetworkTask.MultiClass ? TargetValues.OfClasses(targets, new int[Count]) : TargetValues.OfNumbers(new DenseMatrix(targets, Count));
        var dataset = new Dataset(new DenseMatrix(network.FeatureCount, Count, Background), none, network.Schema);
        return new Predictor(network).Predict(dataset, new WorkerGroup(), CancellationToken.None).Values;
    }
}
