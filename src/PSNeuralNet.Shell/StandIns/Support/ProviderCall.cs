using System.Management.Automation;

namespace PSNeuralNet.Shell.StandIns.Support;

/// <summary>Calls to a provider whose failure is an error record, not the end of the pipeline.</summary>
internal static class ProviderCall
{
    /// <summary>What the provider returns, or nothing after an error.</summary>
    public static IReadOnlyList<T> Try<T>(PSCmdlet cmdlet, string target, Func<IReadOnlyList<T>> call)
    {
        try
        {
            return call();
        }
        catch (Exception failure) when (failure is RuntimeException and not PipelineStoppedException)
        {
            cmdlet.WriteError(new ErrorRecord(((IContainsErrorRecord)failure).ErrorRecord, failure));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            cmdlet.WriteError(new ErrorRecord(failure, "ProviderError", ErrorCategory.NotSpecified, target));
        }

        return [];
    }
}
