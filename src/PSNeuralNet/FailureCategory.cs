namespace PSNeuralNet;

/// <summary>Category of a <see cref="NetworkException"/>: the names of PowerShell's ErrorCategory that this library uses.</summary>
public enum FailureCategory
{
    /// <summary>An argument or setting is out of range, or contradicts another one.</summary>
    InvalidArgument,

    /// <summary>Data cannot be used: a cell, a table, a file's content.</summary>
    InvalidData,

    /// <summary>Objects do not fit together, such as a network and a dataset.</summary>
    InvalidOperation,

    /// <summary>A computation ended without a usable result.</summary>
    InvalidResult,

    /// <summary>An object has an unsupported type.</summary>
    InvalidType,

    /// <summary>A size exceeds a documented limit.</summary>
    LimitsExceeded,

    /// <summary>A file of the module is missing.</summary>
    NotInstalled,

    /// <summary>A column, file or folder was not found.</summary>
    ObjectNotFound,

    /// <summary>A file cannot be opened.</summary>
    OpenError,

    /// <summary>A file or cell cannot be read.</summary>
    ReadError,

    /// <summary>A file exists already.</summary>
    ResourceExists,

    /// <summary>A file cannot be written.</summary>
    WriteError,
}
