using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Evaluation;

/// <summary>
/// Explanations of single predictions: Shapley values of the columns, the share of each column in the difference between the prediction of a sample and the mean prediction of
/// background samples. All features of a column are swapped together. Not thread-safe.
/// </summary>
/// <remarks>
/// The share of column i is the mean, over all orders of the columns and all background samples b, of the change of the prediction when column i of b is replaced by that of the
/// sample x, after the columns before it in the order: L. Shapley, "A value for n-person games", 1953; E. Strumbelj and I. Kononenko, "An efficient explanation of individual
/// classifications using game theory", 2010; as SHAP's permutation explainer. The shares of all columns add up to f(x) - mean f(b). Where a sample and a background sample
/// differ in 5 columns or fewer, or in so few (14 at most) that permutations would not take fewer predictions, all orders count and the share is exact; else it is an estimate from as many
/// orders as asked for, drawn anew for each background sample, each together with its reverse.
/// </remarks>
public sealed class NetworkExplainer
{
    /// <summary>The largest number of permutations.</summary>
    public const int MaximumPermutationCount = 10_000;

    // Background samples of a work item.
    private const int Portion = 4;

    private readonly NetworkParameter _network;
    private readonly ShapleyPlan _plan;
    private readonly WorkerGroup _workers;
    private readonly ShapleyWorker?[] _worker;

    /// <summary>Prepares explanations of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="background">The background samples; null for those of the training, which the network keeps.</param>
    /// <param name="permutationCount">The number of orders of the columns for each background sample, 1 to 10,000: each counts with its reverse.</param>
    /// <param name="seed">The seed of the orders, 0 to 2^32 - 1.</param>
    /// <param name="throttleLimit">Maximum number of threads; null for the number of processors. It changes no bit of the result.</param>
    /// <exception cref="NetworkException">The network has no background samples, they have another number of features, or an argument is outside its range.</exception>
    public NetworkExplainer(NetworkParameter network, BackgroundSample? background = null, int permutationCount = 1, long seed = 0, int? throttleLimit = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        background ??= network.Metadata.Background ?? throw EvaluationErrors.BackgroundNone(network);
        if (background.FeatureCount != network.FeatureCount)
        {
            throw NetworkErrors.InputWidthMismatch(network.FeatureCount, background.FeatureCount, background);
        }

        if (permutationCount is < 1 or > MaximumPermutationCount)
        {
            throw EvaluationErrors.PermutationCountInvalid(permutationCount, MaximumPermutationCount);
        }

        _ = new RandomState(seed);
        _network = network;
        _plan = new ShapleyPlan(network, background, permutationCount, seed);
        _workers = new WorkerGroup(throttleLimit ?? 0);
        _worker = new ShapleyWorker?[_workers.Size];
    }

    /// <summary>The mean prediction of the background samples: of each class the probability, or of each target the number.</summary>
    public IReadOnlyList<double> Mean => Array.AsReadOnly(_plan.Mean);

    /// <summary>Explains one prediction.</summary>
    /// <param name="features">Features in the order of <see cref="NetworkParameter.FeatureName"/>; NaN for a missing one.</param>
    /// <param name="prediction">Its prediction by <see cref="Predictor.Predict(ReadOnlySpan{double})"/>.</param>
    /// <param name="cancellation">Cancels the explanation.</param>
    /// <exception cref="NetworkException">The network takes another number of features, or gives another number of outputs.</exception>
    /// <exception cref="OperationCanceledException">The explanation was canceled.</exception>
    public ShapleyValues Explain(ReadOnlySpan<double> features, ReadOnlySpan<double> prediction, CancellationToken cancellation = default)
    {
        if (features.Length != _network.FeatureCount)
        {
            throw NetworkErrors.InputWidthMismatch(_network.FeatureCount, features.Length, null);
        }

        if (prediction.Length != _plan.Mean.Length)
        {
            throw NetworkErrors.OutputWidthMismatch(_plan.Mean.Length, prediction.Length, null);
        }

        var row = new ShapleyRow(features.ToArray(), prediction.ToArray(), _plan.Columns, _plan.Scalings);
        var work = new Work(this, row, cancellation);
        using (WorkerGroup.LeaseProcessor())
        {
            _workers.Run(work, (_plan.Count + Portion - 1) / Portion);
        }

        return new ShapleyValues(_network, _plan, row, work.Share());
    }

    /// <summary>Explains the predictions of all samples of a dataset.</summary>
    /// <param name="dataset">The data; targets are ignored. Features are matched by name; by position for a network without names.</param>
    /// <param name="cancellation">Cancels the explanations.</param>
    /// <exception cref="NetworkException">The data does not suit the network.</exception>
    /// <exception cref="OperationCanceledException">The explanations were canceled.</exception>
    public IEnumerable<ShapleyValues> Explain(Dataset dataset, CancellationToken cancellation = default)
    {
        var predictor = new Predictor(_network);
        Dataset selected = predictor.Select(dataset);
        double[] predictions = predictor.Predict(selected, new WorkerGroup(), cancellation).Values;
        int width = selected.FeatureCount, outputs = _plan.Mean.Length;
        return Enumerable.Range(0, selected.SampleCount).Select(sample =>
            Explain(selected.Features.AsSpan(sample * width, width), predictions.AsSpan(sample * outputs, outputs), cancellation));
    }

    /// <summary>The background samples in portions, whose sums are added up in their order, so that the result does not depend on threads.</summary>
    private sealed class Work(NetworkExplainer owner, ShapleyRow row, CancellationToken cancellation) : IParallelWork
    {
        private readonly double[]?[] _share = new double[]?[(owner._plan.Count + Portion - 1) / Portion];

        /// <inheritdoc/>
        public void Run(int item, int worker)
        {
            cancellation.ThrowIfCancellationRequested();
            ShapleyWorker shapley = owner._worker[worker] ??= new ShapleyWorker(owner._plan);
            double[] share = _share[item] = new double[row.PlaceCount * row.Prediction.Length];
            shapley.Run(row, item * Portion, Math.Min(owner._plan.Count, (item + 1) * Portion), share, cancellation);
        }

        /// <summary>The mean over all background samples.</summary>
        public double[] Share()
        {
            double[] sum = _share[0]!;
            for (int item = 1; item < _share.Length; item++)
            {
                MemberMean.Add(_share[item], sum);
            }

            MemberMean.Divide(sum, owner._plan.Count);
            return sum;
        }
    }
}
