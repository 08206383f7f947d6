using System.Collections.ObjectModel;
using System.Management.Automation;

namespace PSNeuralNet.Shell.StandIns.Support;

/// <summary>-Path and -LiteralPath, as the cmdlets for items have them.</summary>
internal static class PathParameters
{
    public const string PathSet = "Path";
    public const string LiteralSet = "LiteralPath";

    /// <summary>The paths of existing files; an error record for each that does not exist.</summary>
    public static IEnumerable<string> Files(PSCmdlet cmdlet, string[] paths, string[] literalPaths)
    {
        foreach (string path in cmdlet.ParameterSetName == LiteralSet ? literalPaths : paths)
        {
            foreach (string file in Existing(cmdlet, path, cmdlet.ParameterSetName == LiteralSet))
            {
                yield return file;
            }
        }
    }

    private static Collection<string> Existing(PSCmdlet cmdlet, string path, bool literal)
    {
        try
        {
            if (!literal)
            {
                Collection<string> files = cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _);
                if (files.Count == 0)
                {
                    ItemNotFoundException nothing = new($"An object at the specified path {path} does not exist, or has been filtered by the -Include or -Exclude parameter.");
                    cmdlet.WriteError(new ErrorRecord(nothing, "ItemNotFound", ErrorCategory.ObjectNotFound, path));
                }

                return files;
            }

            string file = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
            if (System.IO.Path.Exists(file))
            {
                return [file];
            }

            ItemNotFoundException exception = new($"Cannot find path '{file}' because it does not exist.");
            cmdlet.WriteError(new ErrorRecord(exception, "PathNotFound", ErrorCategory.ObjectNotFound, path));
        }
        catch (ItemNotFoundException missing)
        {
            cmdlet.WriteError(new ErrorRecord(missing.ErrorRecord, missing));
        }

        return [];
    }
}
