namespace PSNeuralNet.Numerics;

/// <summary>Independent parts of a long job on the threads of the .NET pool.</summary>
internal static class ParallelParts
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs all parts in parallel, and waits for them.</summary>
    /// <param name="count">Number of parts.</param>
    /// <param name="work">Runs one part, from 0.</param>
    /// <param name="wait">Called on this thread every 50 ms meanwhile, for progress; null for none.</param>
    /// <exception cref="Exception">The exception of the first failed part, after all parts have ended.</exception>
    public static void Run(int count, Action<int> work, Action? wait = null)
    {
        if (count == 1 && wait is null)
        {
            work(0);
            return;
        }

        Task[] tasks = [.. Enumerable.Range(0, count).Select(part => Task.Run(() => work(part)))];
        Task all = Task.WhenAll(tasks);
        try
        {
            while (!all.Wait(Interval))
            {
                wait?.Invoke();
            }
        }
        catch (AggregateException)
        {
            // Rethrown below, without the wrapper.
        }

        Array.Find(tasks, task => !task.IsCompletedSuccessfully)?.GetAwaiter().GetResult();
    }
}
