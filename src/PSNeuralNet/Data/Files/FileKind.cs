namespace PSNeuralNet.Data;

/// <summary>Kind of what a path leads to.</summary>
internal enum FileKind
{
    /// <summary>Nothing, or nothing that may be looked at.</summary>
    Missing,

    /// <summary>Regular file.</summary>
    Regular,

    /// <summary>Folder.</summary>
    Folder,

    /// <summary>Pipe: a FIFO, or what bash's <c>&lt;(...)</c> gives.</summary>
    Pipe,

    /// <summary>Device: /dev/zero, a terminal, a disk.</summary>
    Device,

    /// <summary>Socket.</summary>
    Socket,
}
