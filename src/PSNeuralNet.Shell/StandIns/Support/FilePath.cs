using System.Management.Automation;
using System.Text;

namespace PSNeuralNet.Shell.StandIns.Support;

/// <summary>Paths as PowerShell resolves them, and files opened with PowerShell's errors.</summary>
internal static class FilePath
{
    /// <summary>The one file that -Path or -LiteralPath names; it need not exist.</summary>
    public static string One(PSCmdlet cmdlet, string? path, string? literalPath)
    {
        if (path is null == literalPath is null)
        {
            Refuse(cmdlet, new InvalidOperationException("You must specify either the -Path or -LiteralPath parameters, but not both."), "CannotSpecifyPathAndLiteralPath", ErrorCategory.InvalidData, null);
        }

        if (literalPath is not null || !WildcardPattern.ContainsWildcardCharacters(path))
        {
            return cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(literalPath ?? WildcardPattern.Unescape(path));
        }

        IReadOnlyList<string> found = Resolve(cmdlet, path!);
        if (found.Count != 1)
        {
            string message = found.Count == 0
                ? $"Cannot perform operation because the wildcard path {path} did not resolve to a file."
                : $"Cannot perform operation because the path '{path}' resolved to more than one file.";
            Refuse(cmdlet, new PSInvalidOperationException(message), "FileOpenFailure", ErrorCategory.InvalidArgument, path);
        }

        return found[0];
    }

    /// <summary>The existing files that a path with wildcards names.</summary>
    public static IReadOnlyList<string> Resolve(PSCmdlet cmdlet, string path) =>
        cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _);

    /// <summary>Opens a file for reading; an error record says why that fails.</summary>
    public static StreamReader OpenReader(PSCmdlet cmdlet, string path, Encoding encoding)
    {
        try
        {
            return new StreamReader(path, encoding);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Refuse(cmdlet, failure, "FileOpenFailure", ErrorCategory.OpenError, path);
            throw;
        }
    }

    /// <summary>Opens a file for writing; an error record says why that fails.</summary>
    public static StreamWriter OpenWriter(PSCmdlet cmdlet, string path, Encoding encoding, bool append, bool force, bool noClobber)
    {
        try
        {
            if (force && File.Exists(path) && File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly))
            {
                File.SetAttributes(path, File.GetAttributes(path) & ~FileAttributes.ReadOnly);
            }

            FileMode mode = append ? FileMode.Append : noClobber ? FileMode.CreateNew : FileMode.Create;
            return new StreamWriter(new FileStream(path, mode, FileAccess.Write, FileShare.Read), encoding);
        }
        catch (IOException) when (noClobber && !append && File.Exists(path))
        {
            Refuse(cmdlet, new IOException($"The file '{path}' already exists."), "NoClobber", ErrorCategory.ResourceExists, path);
            throw;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Refuse(cmdlet, failure, "FileOpenFailure", ErrorCategory.OpenError, path);
            throw;
        }
    }

    private static void Refuse(PSCmdlet cmdlet, Exception exception, string id, ErrorCategory category, object? target) =>
        cmdlet.ThrowTerminatingError(new ErrorRecord(exception, id, category, target));
}
