namespace PSNeuralNet.Search;

/// <summary>Session on another machine that takes part in a search: a transport of lines to a <see cref="SearchHost"/> there.</summary>
public interface ISearchSession : IDisposable
{
    /// <summary>Name of the machine, for the column Worker and for warnings.</summary>
    string Name { get; }

    /// <summary>True where a new channel can be opened after the first one was lost.</summary>
    bool CanReopen { get; }

    /// <summary>
    /// Opens a channel to a new <see cref="SearchHost"/>: the first time by the session itself, then by a new one to the same machine. It may take some seconds.
    /// </summary>
    /// <param name="receive">Receives the answers of the host, one after the other, on any thread.</param>
    /// <param name="lose">
    /// Called when the channel is lost: a <see cref="NetworkException"/> where another attempt would end alike, such as a module that is missing there.
    /// </param>
    ISearchChannel Open(Action<string> receive, Action<Exception> lose);
}

/// <summary>Channel to a <see cref="SearchHost"/>. Closing it ends the host.</summary>
public interface ISearchChannel : IDisposable
{
    /// <summary>Sends a line for <see cref="SearchHost.Process"/>: a string or an array of bytes. Lines arrive in their order.</summary>
    /// <param name="line">The line.</param>
    void Send(object line);
}
