namespace PSNeuralNet;

// Files.
internal static partial class Failure
{
    public static NetworkException CheckpointMissing(string path)
    {
        return Create($"There is no checkpoint '{path}' to go on from.", path);
    }

    public static NetworkException CheckpointDamaged(string path, string what)
    {
        return Create($"The checkpoint '{path}' is damaged: {what}. It stays as it is. Take another one, or start anew without resuming and with another path.", path);
    }

    public static NetworkException CheckpointInvalid(string path)
    {
        return Create($"The file '{path}' is no checkpoint of a training. It stays as it is. Give another path.", path);
    }

    public static NetworkException CheckpointTooNew(string path, int version, int known)
    {
        return Create($"The checkpoint '{path}' has the format version {version}, but this module knows up to {known}. Use a newer module.", path);
    }

    public static NetworkException CheckpointUnreadable(string path, string why)
    {
        return Create($"The checkpoint '{path}' cannot be read: {why} Check the path and the rights.", path);
    }

    public static NetworkException CheckpointNotWritten(string path, string why)
    {
        return Create($"The checkpoint '{path}' could not be written: {why} The training went on without it. Check the folder, the rights and the free space.", path);
    }

    public static NetworkException CheckpointFolderMissing(string path)
    {
        return Create($"The folder of the checkpoint '{path}' does not exist. Make it first, or give another path.", path);
    }
}
