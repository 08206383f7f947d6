namespace PSNeuralNet.Commands;

/// <summary>
/// A network as the argument of a cmdlet: a training result, a network, parameters, or the path of a file written by Export-Network.
/// </summary>
public sealed class NetworkReference
{
    private readonly object _source;
    private NeuralNetwork? _network;

    private NetworkReference(object source) => _source = source;

    /// <summary>A short description such as "2-5-1 tanh/sigmoid", or the path.</summary>
    public override string ToString() => _source.ToString() ?? "";

    /// <summary>A name for tables: that of the file without its folder, or the short description of the network.</summary>
    internal string Name => _source switch
    {
        string path => path[(path.LastIndexOfAny(['/', '\\']) + 1)..],
        FileInfo file => file.Name,
        TrainingResult result => result.Network.ToString(),
        _ => ToString(),
    };

    /// <summary>The reference for an object; null if it is not a network.</summary>
    /// <exception cref="NetworkException">It is a deserialized copy of one.</exception>
    internal static NetworkReference? Of(object? value)
    {
        DeserializedObject.Refuse(value);
        object? source = BaseObject.Of(value);
        return source switch
        {
            NetworkReference reference => reference,
            TrainingResult or NeuralNetwork or NetworkParameter or FileInfo or string => new NetworkReference(source),
            _ => null,
        };
    }

    /// <summary>The training result; null for other networks.</summary>
    internal TrainingResult? Training => _source as TrainingResult;

    /// <summary>The network; a path is read from its file, once, with a warning if the content is not that which was written.</summary>
    /// <exception cref="NetworkException">The path cannot be resolved; the file does not exist, cannot be read, or is not a network; or it finds anomalies, and the cmdlet is for networks that predict a target.</exception>
    internal NeuralNetwork Resolve(NetworkCmdlet cmdlet)
    {
        _network ??= _source switch
        {
            TrainingResult result => result.Network,
            NeuralNetwork network => network,
            NetworkParameter parameter => new NeuralNetwork(parameter),
            FileInfo file => NetworkFile.Read(file.FullName, cmdlet.WriteWarning, cmdlet.Cancellation),
            _ => NetworkFile.Read(FilePath.Literal(cmdlet.SessionState, (string)_source), cmdlet.WriteWarning, cmdlet.Cancellation),
        };
        return _network.Task == NetworkTask.Anomaly && cmdlet.AnomalyAdvice is { } advice ? throw Errors.AnomalyUnsupported(cmdlet.MyInvocation.MyCommand.Name, advice) : _network;
    }

    /// <summary>The start of a training that continues with this network.</summary>
    /// <exception cref="NetworkException">The path cannot be resolved; the file does not exist, cannot be read, or is not a network.</exception>
    internal TrainingStart Start(NetworkCmdlet cmdlet) =>
        _source is TrainingResult result ? new TrainingStart(result) : new TrainingStart(Resolve(cmdlet));
}
