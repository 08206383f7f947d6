using System.Collections.ObjectModel;
using System.Management.Automation;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;
using PSNeuralNet.Training;

namespace PSNeuralNet.Commands;

/// <summary>
/// What the module's cmdlets have in common: the library's exceptions become error records, Ctrl+C becomes a canceled token,
/// a training's progress becomes a progress bar, and a seed that was not given is drawn and shown.
/// </summary>
public abstract class NetworkCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Canceled when the user stops the pipeline.</summary>
    protected CancellationToken Cancellation => _stopping.Token;

    /// <summary>Frees the token.</summary>
    public void Dispose()
    {
        _stopping.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Ctrl+C: comes on another thread, and only cancels.</summary>
    protected override void StopProcessing()
    {
        _stopping.Cancel();
    }

    /// <summary>Does something that the whole command depends on: a problem ends the command.</summary>
    /// <param name="action">What to do.</param>
    /// <param name="target">The object that is worked on.</param>
    protected void Require(Action action, object? target = null)
    {
        try
        {
            action();
        }
        catch (NetworkException exception)
        {
            ThrowTerminatingError(Errors.ToRecord(exception, target));
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Ctrl+C: the pipeline is ending, and nothing more may be written.
        }
    }

    /// <summary>Works on one object from the pipeline: a problem is reported, and the next object has its turn.</summary>
    /// <param name="action">What to do.</param>
    /// <param name="target">The object that is worked on.</param>
    protected void Attempt(Action action, object? target)
    {
        try
        {
            action();
        }
        catch (NetworkException exception)
        {
            WriteError(Errors.ToRecord(exception, target));
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Ctrl+C: the pipeline is ending, and nothing more may be written.
        }
    }

    /// <summary>The seed that was given, or one that is drawn now and told with -Verbose.</summary>
    /// <param name="given">The parameter's value.</param>
    /// <param name="use">What it is for.</param>
    protected long SeedOrDrawn(long? given, string use)
    {
        long seed = given ?? RandomState.DrawSeed();
        if (given is null)
        {
            WriteVerbose($"No seed was given for the {use}. Drawn: {seed}. To repeat this, pass -Seed {seed}.");
        }

        return seed;
    }

    /// <summary>Warns of a threshold that decides nothing.</summary>
    private protected void WarnOfThreshold(NeuralNetwork network)
    {
        if (network.Task != NetworkTask.Binary && MyInvocation.BoundParameters.ContainsKey("Threshold"))
        {
            WriteWarning($"-Threshold has no effect: it is for two classes, and the network is for the task {network.Task}.");
        }
    }

    /// <summary>The file that is to be written, from a path that need not exist.</summary>
    /// <param name="path">The path, as the user wrote it.</param>
    /// <exception cref="NetworkException">It is not one of the file system.</exception>
    protected string NewFile(string path)
    {
        string file = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        RequireFileSystem(provider, path);
        return file;
    }

    /// <summary>The files that paths stand for; one that does not exist is reported, and the next has its turn.</summary>
    /// <param name="paths">The paths, as the user wrote them.</param>
    /// <param name="isLiteral">Whether they are names, and wildcards in them mean themselves.</param>
    protected IEnumerable<string> Files(IEnumerable<string> paths, bool isLiteral)
    {
        return paths.SelectMany(path => Files(path, isLiteral));
    }

    private Collection<string> Files(string path, bool isLiteral)
    {
        try
        {
            if (isLiteral)
            {
                return [NewFile(path)];
            }

            Collection<string> files = GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider);
            RequireFileSystem(provider, path);
            return files;
        }
        catch (NetworkException exception)
        {
            WriteError(Errors.ToRecord(exception, path));
        }
        catch (Exception exception) when (exception is ItemNotFoundException or System.Management.Automation.DriveNotFoundException or ProviderNotFoundException)
        {
            WriteError(Errors.FileMissing(exception, path));
        }

        return [];
    }

    private static void RequireFileSystem(ProviderInfo provider, string path)
    {
        if (provider.Name != "FileSystem")
        {
            throw Errors.FileProviderInvalid(path, provider.Name);
        }
    }

    /// <summary>Shows a training's progress; disposed, the progress bar goes away.</summary>
    private protected sealed class ProgressBar(Cmdlet cmdlet, string activity) : IProgress<TrainingProgress>, IDisposable
    {
        // Not 0: that is what scripts take for their own progress.
        private const int ActivityId = 0x4e4e;
        private bool _isShown;

        public void Report(TrainingProgress value)
        {
            _isShown = true;
            cmdlet.WriteProgress(new ProgressRecord(ActivityId, activity, $"Epoch {value.Epoch} of {value.EpochCount}, cost {value.Cost:0.000000}")
            {
                PercentComplete = (int)(100L * value.Epoch / value.EpochCount),
                SecondsRemaining = (int)Math.Min(int.MaxValue, Math.Ceiling(value.Remaining.TotalSeconds)),
            });
        }

        public void Dispose()
        {
            if (_isShown)
            {
                cmdlet.WriteProgress(new ProgressRecord(ActivityId, activity, "Done") { RecordType = ProgressRecordType.Completed });
            }
        }
    }
}
