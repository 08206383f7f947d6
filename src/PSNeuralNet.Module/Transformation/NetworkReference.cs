using System.Management.Automation;
using PSNeuralNet.Networks;
using PSNeuralNet.Persistence;
using PSNeuralNet.Training;

namespace PSNeuralNet.Commands;

/// <summary>
/// A network as a parameter takes it: the result of a training, its network, bare parameters, or the path of a file that
/// Export-Network wrote. <see cref="NetworkTransformationAttribute"/> makes one of each.
/// </summary>
public sealed class NetworkReference
{
    private readonly object _source;

    private NetworkReference(object source)
    {
        _source = source;
    }

    /// <summary>In a few words: "2-5-1 tanh/sigmoid", or the path.</summary>
    public override string ToString()
    {
        return _source.ToString() ?? "";
    }

    /// <summary>What an object stands for; null where it is no network.</summary>
    internal static NetworkReference? Of(object? value)
    {
        object? bare = BaseObject.Of(value);
        return bare switch
        {
            NetworkReference reference => reference,
            FileInfo file => new NetworkReference(file.FullName),
            TrainingResult or NeuralNetwork or NetworkParameter or string => new NetworkReference(bare),
            _ => null,
        };
    }

    /// <summary>The data of the training, where it is the result of one.</summary>
    internal Data.Dataset? TrainedOn => (_source as TrainingResult)?.Dataset;

    /// <summary>The network itself; a file is read.</summary>
    /// <exception cref="NetworkException">The file does not exist, cannot be read, or is no network.</exception>
    internal NeuralNetwork Resolve(PSCmdlet cmdlet)
    {
        return _source switch
        {
            TrainingResult result => result.Network,
            NeuralNetwork network => network,
            NetworkParameter parameter => new NeuralNetwork(parameter),
            _ => NetworkFile.Read(cmdlet.GetUnresolvedProviderPathFromPSPath((string)_source)),
        };
    }

    /// <summary>Where a training that goes on with it starts.</summary>
    /// <exception cref="NetworkException">The file does not exist, cannot be read, or is no network.</exception>
    internal TrainingStart Start(PSCmdlet cmdlet)
    {
        return _source is TrainingResult result ? new TrainingStart(result) : new TrainingStart(Resolve(cmdlet));
    }
}
