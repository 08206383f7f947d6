using System.Collections.ObjectModel;

namespace PSNeuralNet.Commands;

/// <summary>
/// File system paths of PowerShell paths, on any drive of the FileSystem provider. All parameters and completers that take a path use this.
/// </summary>
internal static class FilePath
{
    private const string FileSystem = "FileSystem";

    /// <summary>Resolves a path that need not exist; wildcard characters are taken literally.</summary>
    /// <param name="session">The session, for its drives and its current location.</param>
    /// <param name="path">A PowerShell path.</param>
    /// <exception cref="NetworkException">The path is malformed, its drive does not exist, or it belongs to another provider.</exception>
    public static string Literal(SessionState session, string path) =>
        Resolved(path, () =>
        {
            string file = session.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);

            // One without a root, such as FileSystem::a.json, would be relative to the process's folder, not to the session's.
            return provider.Name != FileSystem ? throw Errors.FileProviderInvalid(path, provider.Name)
                : Path.IsPathFullyQualified(file) ? file : throw Errors.FilePathInvalid(path, "It has no root.");
        });

    /// <summary>Resolves a path with wildcards to the files and folders that match.</summary>
    /// <param name="session">The session, for its drives and its current location.</param>
    /// <param name="path">A PowerShell path.</param>
    /// <exception cref="NetworkException">As <see cref="Literal"/>, or nothing matches.</exception>
    public static IReadOnlyList<string> Matching(SessionState session, string path)
    {
        // The provider before its items: x.json of Env: is no missing file.
        _ = Literal(session, path);
        Collection<string> files = Resolved(path, () => session.Path.GetResolvedProviderPathFromPSPath(path, out _));
        return files.Count > 0 ? files : throw NotFound(session, path);
    }

    /// <summary>The error of a path that no file matches, which names -LiteralPath if there is a file of exactly that name.</summary>
    private static NetworkException NotFound(SessionState session, string path) =>
        !WildcardPattern.ContainsWildcardCharacters(path) ? Errors.FileMissing(path)
            : Path.Exists(Literal(session, path)) ? Errors.FileIsLiteral(path)
            : Errors.FilePatternUnmatched(path);

    private static T Resolved<T>(string path, Func<T> resolve)
    {
        if (path.Length == 0)
        {
            throw Errors.FilePathInvalid(path, "It is empty.");
        }

        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw Errors.FilePathInvalid(path, "It has a null character.");
        }

        try
        {
            return resolve();
        }
        catch (ItemNotFoundException)
        {
            throw Errors.FileMissing(path);
        }
        catch (Exception exception) when (exception is System.Management.Automation.DriveNotFoundException or ProviderNotFoundException)
        {
            throw Errors.FileDriveMissing(path, exception.Message);
        }
        catch (Exception exception) when (exception is RuntimeException and not PipelineStoppedException or ArgumentException or InvalidOperationException or NotSupportedException or IOException or UnauthorizedAccessException)
        {
            throw Errors.FilePathInvalid(path, exception.Message);
        }
    }
}
