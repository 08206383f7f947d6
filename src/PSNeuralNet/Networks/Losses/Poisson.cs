using PSNeuralNet.Data;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// Poisson loss, for counts and other targets of 0 or more (PoissonNLLLoss in PyTorch, with log_input): c = mean over the targets of e^z - y z;
/// dc/dz = (e^z - y) / targets. The output is a = e^z, by <see cref="ExpActivation"/>, whose limit keeps it finite.
/// </summary>
/// <remarks>It lacks the term ln y!, which does not depend on the network, so that it can be negative.</remarks>
internal sealed class Poisson : TargetLoss<Poisson.Formula>
{
    public override Loss Loss => Loss.Poisson;

    public override Activation Output => Activation.Exp;

    public override bool AllowsStandardizedTarget => false;

    public override void RequireTargets(Dataset dataset)
    {
        int outputs = dataset.Target.OutputCount;
        int index = Enumerable.Range(0, dataset.Targets.Length).FirstOrDefault(i => dataset.Targets[i] < 0 && dataset.Weight?[i / outputs] != 0, -1);
        if (index >= 0)
        {
            throw NetworkErrors.TargetNegative(dataset.Schema.TargetName[index % outputs], (index / outputs) + 1, dataset.Targets[index]);
        }
    }

    internal readonly struct Formula : ITargetLoss
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static (T Loss, T Gradient) Evaluate<T>(T z, T a, T y, T delta, in SimdTerms<T> terms)
            where T : struct, ISimd<T> => (a - (y * z), a - y);
    }
}
