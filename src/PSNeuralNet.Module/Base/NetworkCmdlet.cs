using PSNeuralNet.Numerics;

namespace PSNeuralNet.Commands;

/// <summary>Base class of all cmdlets: error records, cancellation by Ctrl+C, seeds, and file paths.</summary>
public abstract class NetworkCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Action<ErrorRecord>? _writeError;

    /// <summary>Canceled when the user stops the pipeline.</summary>
    protected internal CancellationToken Cancellation => _stopping.Token;

    /// <summary>Disposes the source of <see cref="Cancellation"/>.</summary>
    public void Dispose()
    {
        _stopping.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Cancels <see cref="Cancellation"/>; called on another thread by Ctrl+C.</summary>
    protected override void StopProcessing() => _stopping.Cancel();

    /// <summary>Runs an action; a <see cref="NetworkException"/> becomes a terminating error.</summary>
    /// <param name="action">The action.</param>
    /// <param name="target">The error's TargetObject, unless the exception names the invalid value.</param>
    protected void Require(Action action, object? target = null) => Run(action, target, ThrowTerminatingError);

    /// <summary>Processes one pipeline object; a <see cref="NetworkException"/> becomes a non-terminating error.</summary>
    /// <param name="action">The action.</param>
    /// <param name="target">The error's TargetObject, unless the exception names the invalid value.</param>
    protected void Attempt(Action action, object? target) => Run(action, target, _writeError ??= WriteError);

    /// <summary>The given seed, or else a drawn one, which is shown with -Verbose.</summary>
    /// <param name="given">The value of -Seed.</param>
    /// <param name="use">What the seed is for, for the message.</param>
    protected long SeedOrDrawn(long? given, string use)
    {
        long seed = given ?? RandomState.DrawSeed();
        if (given is null)
        {
            WriteVerbose($"No seed was given for the {use}. Drawn: {seed}. To repeat this, pass -Seed {seed}.");
        }

        return seed;
    }

    /// <summary>Writes a warning without control characters, which names in it may have.</summary>
    /// <param name="text">The warning.</param>
    protected internal new void WriteWarning(string text) => base.WriteWarning(DisplayText.Clean(text));

    /// <summary>Writes a verbose message without control characters, which names in it may have.</summary>
    /// <param name="text">The message.</param>
    protected internal new void WriteVerbose(string text) => base.WriteVerbose(DisplayText.Clean(text));

    /// <summary>Asks for confirmation by a text without control characters.</summary>
    /// <param name="target">The file to write.</param>
    /// <param name="action">The action.</param>
    protected new bool ShouldProcess(string target, string action) => base.ShouldProcess(DisplayText.Clean(target), DisplayText.Clean(action));

    /// <summary>The cmdlet to use instead for a network that finds anomalies; null for a cmdlet that takes one.</summary>
    internal virtual string? AnomalyAdvice => "Get-NetworkPrediction gives the scores of rows.";

    /// <summary>Warns if -Threshold is given for several classes or numbers, where it has no effect.</summary>
    private protected void WarnOfThreshold(NeuralNetwork network)
    {
        if (network.Task is (NetworkTask.MultiClass or NetworkTask.Regression) && MyInvocation.BoundParameters.ContainsKey("Threshold"))
        {
            WriteWarning($"-Threshold has no effect: it applies to the tasks Binary and MultiLabel, and the network's task is {network.Task}.");
        }
    }

    /// <summary>Costs of mistakes from a hashtable such as @{ FalseAlarm = 1; Miss = 20 }; null for none.</summary>
    /// <exception cref="NetworkException">A cost is missing, unknown or out of range.</exception>
    private protected static MistakeCost? CostOf(System.Collections.IDictionary? table) => table is null ? null
        : MistakeCost.Of(NamedValues.Of(table).Select(pair => KeyValuePair.Create(pair.Key, LanguagePrimitives.TryConvertTo(pair.Value, typeof(double), CultureInfo.InvariantCulture, out object number)
            ? (double)number
            : throw Errors.MistakeCostNotNumeric(pair.Key, pair.Value))));

    /// <summary>Resolves a path that need not exist, without wildcards, to a file system path.</summary>
    /// <param name="path">A PowerShell path.</param>
    /// <exception cref="NetworkException">The path is malformed, its drive does not exist, or it belongs to another provider.</exception>
    protected string NewFile(string path) => FilePath.Literal(SessionState, path);

    /// <summary>Resolves paths of existing files; one that cannot be resolved is a non-terminating error, and rows of a table instead of paths are one terminating error.</summary>
    /// <param name="paths">PowerShell paths.</param>
    /// <param name="isLiteral">True to take wildcard characters literally.</param>
    protected IEnumerable<string> Files(IEnumerable<string> paths, bool isLiteral) => paths.SelectMany(path =>
    {
        IReadOnlyList<string> files = [];
        if (path.StartsWith("@{", StringComparison.Ordinal) && path.EndsWith('}'))
        {
            // PowerShell's text of a custom object. All rows of the table are alike.
            Require(() => throw Errors.PathIsRow(path));
        }

        Attempt(() => files = isLiteral ? [NewFile(path)] : FilePath.Matching(SessionState, path), path);
        return files;
    });

    private void Run(Action action, object? target, Action<ErrorRecord> report)
    {
        try
        {
            action();
        }
        catch (NetworkException exception)
        {
            report(Errors.ToRecord(exception, target));
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The pipeline is stopping: nothing more may be written.
        }
    }
}
