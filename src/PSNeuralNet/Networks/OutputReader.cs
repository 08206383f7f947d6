using PSNeuralNet.Data;

namespace PSNeuralNet.Networks;

/// <summary>What a network's last layer says of a sample: the probability of each class, or numbers in the target's own unit.</summary>
internal sealed unsafe class OutputReader(NetworkShape shape, NetworkTask task, Scaling? scaling)
{
    /// <summary>How many probabilities or numbers there are for a sample.</summary>
    public int Count { get; } = task == NetworkTask.Binary ? 2 : shape.OutputSize;

    /// <summary>Reads one sample of a block that went through <see cref="Propagation.Forward"/> and <see cref="Propagation.Output"/>.</summary>
    public void Read(Propagation propagation, SampleBlock block, int sample, Span<double> output)
    {
        if (task == NetworkTask.Binary)
        {
            // Each from the logit: 1 - p would lose the digits of a small probability.
            double logit = propagation.Z(shape.LayerCount)[sample];
            output[0] = Sigmoid(-logit);
            output[1] = Sigmoid(logit);
            return;
        }

        double* last = propagation.A(shape.LayerCount) + sample;
        bool isScaled = scaling is { TargetMean.Count: > 0 };
        for (int i = 0; i < output.Length; i++)
        {
            double value = last[i * block.Stride];
            output[i] = isScaled ? (value * scaling!.TargetDeviation[i]) + scaling.TargetMean[i] : value;
        }

        GC.KeepAlive(propagation);
    }

    private static double Sigmoid(double z)
    {
        double e = Math.Exp(-Math.Abs(z));
        return (z < 0 ? e : 1) / (1 + e);
    }
}
