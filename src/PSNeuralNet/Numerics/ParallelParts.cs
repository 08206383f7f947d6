namespace PSNeuralNet.Numerics;

/// <summary>Work that is cut into parts which know nothing of each other, done at once.</summary>
internal static class ParallelParts
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Does all parts, and waits for them.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="work">Does one, by its number.</param>
    /// <param name="wait">Called again and again on this thread meanwhile; null for nobody.</param>
    /// <exception cref="Exception">What the first part that failed threw, when all have come to an end.</exception>
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
            // Thrown again below, as it was.
        }

        Array.Find(tasks, task => !task.IsCompletedSuccessfully)?.GetAwaiter().GetResult();
    }
}
