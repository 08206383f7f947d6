using PSNeuralNet.Data;

namespace PSNeuralNet.Networks;

/// <summary>
/// Predictions for the same samples over and over, with other cells in one column each time, by a network or an ensemble: see
/// <see cref="NetworkColumnPredictor"/>.
/// </summary>
internal sealed class ColumnPredictor
{
    private readonly NetworkColumnPredictor[] _networks;
    private readonly int[] _times;
    private readonly int _length;

    /// <summary>Computes the first layer's sums of all samples.</summary>
    /// <param name="network">The network.</param>
    /// <param name="dataset">The samples, with the network's features.</param>
    /// <param name="cancellation">Ends the computation early.</param>
    /// <exception cref="OperationCanceledException">The computation was canceled.</exception>
    public ColumnPredictor(NetworkParameter network, Dataset dataset, CancellationToken cancellation)
    {
        _networks = [.. network.Single.Select(one => new NetworkColumnPredictor(one, dataset, cancellation))];
        _times = network.Times;
        _length = OutputDecoder.CountOf(network) * dataset.SampleCount;
    }

    /// <summary>True where the sums of the first layer are few enough to be kept (400 MB).</summary>
    public static bool Fits(NetworkParameter network, int samples) => network.Single.Sum(one => (long)one.Shape.Units(1)) * samples <= 50_000_000;

    /// <summary>Buffers for the predictions of one thread.</summary>
    public Pass NewPass() => new(this);

    /// <summary>The predictions of one thread. Not thread-safe.</summary>
    internal sealed class Pass(ColumnPredictor owner)
    {
        private readonly NetworkColumnPredictor.Pass[] _passes = Array.ConvertAll(owner._networks, network => new NetworkColumnPredictor.Pass(network));
        private readonly double[] _buffer = new double[owner._networks.Length == 1 ? 0 : owner._length];

        /// <summary>Probabilities or numbers of the last <see cref="Predict"/>, sample after sample.</summary>
        public double[] Output { get; } = new double[owner._length];

        /// <inheritdoc cref="NetworkColumnPredictor.Pass.Read"/>
        public void Read(int first, int count) => Array.ForEach(_passes, pass => pass.Read(first, count));

        /// <inheritdoc cref="NetworkColumnPredictor.Pass.Predict"/>
        public void Predict(int[] source) =>
            MemberMean.Predict(owner._times, (i, output) => _passes[i].Predict(source, output), Output, _buffer);
    }
}
